// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe;

/// <summary>A command cannot be executed: wrong options, no server, a missing port.</summary>
internal sealed class ProbeException(string message) : Exception(message);

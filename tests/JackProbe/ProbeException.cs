// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe;

/// <summary>The probe could not do what it was asked to: bad options, no server, a port that never came.</summary>
internal sealed class ProbeException(string message) : Exception(message);

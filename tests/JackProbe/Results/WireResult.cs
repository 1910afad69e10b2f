// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe.Results;

/// <summary>The number of new connections and of those that existed before.</summary>
public sealed record WireResult(int Connected, int Existing);

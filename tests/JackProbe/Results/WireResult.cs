// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe.Results;

/// <summary>Port pairs that were connected now, and that were connected before.</summary>
public sealed record WireResult(int Connected, int Existing);

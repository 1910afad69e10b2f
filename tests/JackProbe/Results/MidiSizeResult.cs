// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe.Results;

/// <summary>The events of one size. Where only received was, nothing is known of sent, lost and offsets: they are 0.</summary>
/// <param name="Lost">Sent and never received intact.</param>
/// <param name="OffsetMin">Least time between sending and receiving, in frames.</param>
/// <param name="OffsetMax">The most; equal to <paramref name="OffsetMin"/> when timing is exact.</param>
public sealed record MidiSizeResult(int Size, long Sent, long Intact, long Corrupted, long Repeated, long Lost, long OffsetMin, long OffsetMax);

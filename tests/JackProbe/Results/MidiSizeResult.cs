// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe.Results;

/// <summary>The events of one size. If another process sent them, the sent and lost events and the offsets are unknown, and 0.</summary>
/// <param name="Lost">Events that were never received intact.</param>
/// <param name="OffsetMin">The least time between sending and receiving, in frames.</param>
/// <param name="OffsetMax">The largest; equal to <paramref name="OffsetMin"/> if the timing is exact.</param>
public sealed record MidiSizeResult(
    int Size, long Sent, long Intact, long Corrupted, long Repeated, long Lost, long OffsetMin, long OffsetMax);

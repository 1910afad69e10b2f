// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Link.Midi;

/// <summary>Puts the MIDI events of one port into a ring, and keeps room in it for the end of each note that it has put there.</summary>
/// <remarks>Used by the thread that puts into the ring, and by no other.</remarks>
/// <param name="ring">Where they are put, by this only. It has room for the ends of all notes of a port, see
/// <see cref="LeastBytes"/>.</param>
public sealed class NoteRoom(EventRing ring)
{
    /// <summary>Bytes that a ring has at least: the ends of the notes and pedals of sixteen channels.</summary>
    public const int LeastBytes = 1 << 17;

    // The end of a note in the ring; and what stays unused once, where the ring begins anew.
    private const int EndBytes = 32, Unused = 16;

    private readonly NoteSet _begun = new(1);

    /// <summary>Puts an event.</summary>
    /// <param name="frame">What it is meant for.</param>
    /// <param name="data">Its bytes.</param>
    /// <returns>False where it has no data, or no room beside those ends. What ends a note that was put always has room.</returns>
    [RealTimeSafe]
    public bool TryPut(long frame, ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty)
            return false;
        if (NoteSet.IsEnd(data))
        {
            int before = _begun.Count;
            _begun.Forget(0, data);
            return ring.TryPut(frame, data, _begun.Count < before ? 0 : RoomFor(before));
        }
        if (!ring.TryPut(frame, data, RoomFor(_begun.Count + 1)))
            return false;
        _begun.Follow(0, data);
        return true;
    }

    [RealTimeSafe]
    private static int RoomFor(int notes) => (notes * EndBytes) + Unused;
}

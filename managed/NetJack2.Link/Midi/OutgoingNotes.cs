// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Ports;
using NetJack2.RealTime;

namespace NetJack2.Link.Midi;

/// <summary>Notes that are on at a peer that receives no list of notes, and those that really are: the difference is to be ended.</summary>
/// <remarks>
/// Ends are lost to such a peer where a cycle is not sent, or has no room for them. Used by the one thread that runs the link's cycles.
/// </remarks>
internal sealed class OutgoingNotes(int ports)
{
    // As many ends as are written into one port's part of a cycle at most; the others follow in the next cycles.
    private const int MostEnds = 64;

    private readonly NoteSet _sent = new(ports);
    private readonly NoteSet _held = new(ports);
    private readonly HeldNote[] _ends = new HeldNote[MostEnds];
    private int _count;

    /// <summary>Ends that are overdue for a port: <see cref="Find"/> found them.</summary>
    public ReadOnlySpan<HeldNote> Ends => _ends.AsSpan(0, _count);

    /// <summary>Follows an event of a client, be it sent or not.</summary>
    [RealTimeSafe]
    public void Follow(int port, ReadOnlySpan<byte> data) => _held.Follow(port, data);

    /// <summary>Records an event that was sent.</summary>
    [RealTimeSafe]
    public void RecordSent(int port, ReadOnlySpan<byte> data) => _sent.Follow(port, data);

    /// <summary>No client holds anything any more.</summary>
    [RealTimeSafe]
    public void Clear() => _held.Clear();

    /// <summary>Follows all events of a cycle that is not sent.</summary>
    [RealTimeSafe]
    public void FollowAll(IPortBuffers buffers)
    {
        for (int port = 0; port < ports; port++)
        {
            int count = buffers.OutgoingMidiCount(port);
            for (int index = 0; index < count; index++)
                Follow(port, buffers.OutgoingMidi(port, index, out _));
        }
    }

    /// <summary>Finds what is to be ended of a port: before the events of the cycle are followed.</summary>
    [RealTimeSafe]
    public void Find(int port)
    {
        _count = 0;
        int place = 0;
        while (_count < MostEnds && _sent.TryNext(ref place, out HeldNote note))
        {
            if (note.Port == port && !_held.Contains(note))
                _ends[_count++] = note;
        }
    }
}

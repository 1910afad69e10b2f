// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Session;

namespace NetJack2.Sessions.Handshake;

/// <summary>Announcements that could not be served when they arrived. Some slaves of PipeWire announce themselves only once.</summary>
/// <remarks>Control thread. The newest ones are kept, one for each address and port. Allocates nothing.</remarks>
internal sealed class MissedAnnouncements
{
    private const int MostKept = 16;

    private readonly SessionPacket[] _packets = new SessionPacket[MostKept];
    private readonly PeerAddress[] _sources = new PeerAddress[MostKept];
    private int _next;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Keeps an announcement in place of an earlier one from the same address and port, or of the oldest one.</summary>
    public void Add(in SessionPacket announcement, PeerAddress source)
    {
        int index = Array.IndexOf(_sources, source, 0, Count);
        if (index < 0)
        {
            index = _next;
            _next = (_next + 1) % MostKept;
            Count = Math.Min(Count + 1, MostKept);
        }
        _packets[index] = announcement;
        _sources[index] = source;
    }

    /// <summary>Removes one of them.</summary>
    public bool TryDequeue(out SessionPacket announcement, out PeerAddress source)
    {
        announcement = default;
        source = default;
        if (Count == 0)
            return false;
        Count--;
        _next = Count;
        announcement = _packets[Count];
        source = _sources[Count];
        return true;
    }
}

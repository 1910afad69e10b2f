// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Session;

namespace NetJack2.Sessions.Handshake;

/// <summary>Announcements that could not be served when they arrived. Some slaves of PipeWire announce themselves only once.</summary>
/// <remarks>Control thread. The newest ones are kept, one for each address and port. Allocates nothing.</remarks>
internal sealed class MissedAnnouncements
{
    private const int MostKept = 16;

    private readonly Missed[] _kept = new Missed[MostKept];
    private int _next;

    /// <summary>Number of announcements that are kept.</summary>
    public int Count { get; private set; }

    /// <summary>Returns one of the kept announcements, by its index.</summary>
    public ref readonly Missed this[int index] => ref _kept[index];

    /// <summary>Keeps an announcement in place of an earlier one from the same address and port, or of the oldest one.</summary>
    /// <returns>It, as it is kept.</returns>
    public Missed Add(in SessionPacket announcement, PeerAddress source, bool isRepeated, long nowNs)
    {
        int index = IndexOf(source);
        long sinceNs = index < 0 ? nowNs : _kept[index].SinceNs;
        if (index < 0)
            index = Count < MostKept ? Count++ : (_next = (_next + 1) % MostKept);
        return _kept[index] = new Missed { Packet = announcement, Source = source, IsRepeated = isRepeated, SinceNs = sinceNs };
    }

    /// <summary>Removes the announcement from this address and port, if there is one.</summary>
    public void Remove(PeerAddress source)
    {
        int index = IndexOf(source);
        if (index >= 0)
            _kept[index] = _kept[--Count];
    }

    private int IndexOf(PeerAddress source)
    {
        for (int index = 0; index < Count; index++)
        {
            if (_kept[index].Source == source)
                return index;
        }
        return -1;
    }

    /// <summary>An announcement that is kept until it can be served.</summary>
    public struct Missed
    {
        /// <summary>The last announcement from that address.</summary>
        public SessionPacket Packet;

        /// <summary>The address and port from which it came.</summary>
        public PeerAddress Source;

        /// <summary>When the first announcement from there that was not served arrived, in nanoseconds of CLOCK_MONOTONIC.</summary>
        public long SinceNs;

        /// <summary>Whether announcements had arrived from that address before.</summary>
        public bool IsRepeated;
    }
}

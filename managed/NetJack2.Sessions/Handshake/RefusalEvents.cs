// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Session;
using NetJack2.RealTime;
using NetJack2.Statistics;

namespace NetJack2.Sessions.Handshake;

/// <summary>Refusals as events: what is refused again for the same reason is an event once a minute, with its count.</summary>
/// <remarks>Control thread. Another host can cause a few in ten seconds, whatever it sends. Allocates for these only.</remarks>
/// <param name="sink">Keeps the events; null: there is none.</param>
/// <param name="clock">CLOCK_MONOTONIC.</param>
internal sealed class RefusalEvents(IEventSink? sink, IMonotonicClock clock)
{
    private const long IntervalNs = 60 * Durations.SecondNs;

    // More at a time are no honest ones.
    private const int MaxKnown = 64;

    private readonly Known[] _known = new Known[sink is null ? 0 : MaxKnown];
    private readonly RateLimiter _limit = new(clock);
    private int _next;

    /// <summary>Adds the rejection of a session, with its reason.</summary>
    /// <param name="name">The name of the peer that was refused, or has refused, as it was received; empty where it is not known.</param>
    /// <param name="peer">Its address.</param>
    /// <param name="reason">Why: a clause.</param>
    public void Add(ReadOnlySpan<byte> name, PeerAddress peer, string reason)
    {
        if (sink is null)
            return;
        ref Known known = ref Find(SessionPacket.TextOf(name), peer.Host, reason);
        known.Count++;
        if (clock.Now - known.ReportedNs < IntervalNs || !_limit.MayAct())
            return;
        sink.Add(new PageEvent
        {
            Time = clock.Now,
            Kind = (uint)EventKind.Refused,
            Slot = -1,
            Count = known.Count,
            Name = PageText.From(SlaveName.Read(name)),
            Peer = PageText.From(peer.ToString()),
            Reason = PageText.From(reason),
        });
        known.Count = 0;
        known.ReportedNs = clock.Now;
    }

    // A slave may announce itself from a port that is new each time.
    private ref Known Find(ReadOnlySpan<byte> name, HostAddress host, string reason)
    {
        foreach (ref Known known in _known.AsSpan())
        {
            if (known.Host == host && SessionPacket.TextOf(known.Name).SequenceEqual(name)
                && string.Equals(known.Reason, reason, StringComparison.Ordinal))
                return ref known;
        }
        ref Known oldest = ref _known[_next];
        _next = (_next + 1) % MaxKnown;
        oldest = new Known { Host = host, Reason = reason, ReportedNs = long.MinValue / 2 };
        name.CopyTo(oldest.Name);
        return ref oldest;
    }

    private struct Known
    {
        public HostAddress Host;
        public SessionPacket.Text64 Name;
        public string? Reason;
        public long Count;
        public long ReportedNs;
    }
}

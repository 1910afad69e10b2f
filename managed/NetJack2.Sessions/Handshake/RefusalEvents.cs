// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.RealTime;
using NetJack2.Statistics;

namespace NetJack2.Sessions.Handshake;

/// <summary>Refusals as events: what is refused again for the same reason is an event once a minute, with its count.</summary>
/// <remarks>Control thread. Another host can cause a few in ten seconds, whatever it sends. Allocates.</remarks>
/// <param name="sink">Keeps the events; null: there is none.</param>
/// <param name="clock">CLOCK_MONOTONIC.</param>
internal sealed class RefusalEvents(IEventSink? sink, IMonotonicClock clock)
{
    private const long IntervalNs = 60 * Durations.SecondNs;

    // More at a time are no honest ones.
    private const int MaxKnown = 64;

    private readonly List<Known> _known = [];
    private readonly RateLimiter _limit = new(clock);

    /// <summary>A session was refused.</summary>
    /// <param name="name">The name of the peer that was refused, or has refused; empty where it is not known.</param>
    /// <param name="peer">Its address.</param>
    /// <param name="reason">Why: a clause.</param>
    public void Add(string name, PeerAddress peer, string reason)
    {
        if (sink is null)
            return;
        // A slave may announce itself from a port that is new each time.
        string key = $"{name}\n{peer.Host}\n{reason}";
        Known? known = _known.Find(other => string.Equals(other.Key, key, StringComparison.Ordinal));
        if (known is null)
        {
            if (_known.Count == MaxKnown)
                _known.RemoveAt(0);
            known = new Known(key);
            _known.Add(known);
        }
        known.Count++;
        if (clock.Now - known.ReportedNs < IntervalNs || !_limit.MayAct())
            return;
        sink.Add(new PageEvent
        {
            Time = clock.Now,
            Kind = (uint)EventKind.Refused,
            Slot = -1,
            Count = known.Count,
            Name = PageText.From(name),
            Peer = PageText.From(peer.ToString()),
            Reason = PageText.From(reason),
        });
        known.Count = 0;
        known.ReportedNs = clock.Now;
    }

    private sealed class Known(string key)
    {
        public string Key => key;

        public long Count { get; set; }

        public long ReportedNs { get; set; } = long.MinValue / 2;
    }
}

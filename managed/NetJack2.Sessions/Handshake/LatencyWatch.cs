// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Links;
using NetJack2.Protocol.Session;
using NetJack2.RealTime;

namespace NetJack2.Sessions.Handshake;

/// <summary>Publishes the latency of a session at one end when it has changed.</summary>
/// <remarks>Control thread. At most one publication a second, whatever the peer does.</remarks>
/// <param name="channel">The session's end.</param>
/// <param name="clock">CLOCK_MONOTONIC.</param>
/// <param name="publish">Publishes the latencies of the session; false where it is to be tried again.</param>
internal sealed class LatencyWatch(LinkChannel channel, IMonotonicClock clock, Func<SessionParameters, bool> publish)
{
    // A network that becomes worse raises the latency several times within a second.
    private const long IntervalNs = Durations.SecondNs;

    private SessionParameters _published = channel.Session;
    private long _nextNs;

    /// <summary>Publishes a change, if there is one.</summary>
    /// <returns>What to write into the log; null where nothing was published.</returns>
    public string? Poll()
    {
        int before = _published.Latency;
        if (channel.Latency == before || clock.Now < _nextNs)
            return null;
        _nextNs = clock.Now + IntervalNs;
        SessionParameters present = channel.Present;
        if (!publish(present))
            return null;
        _published = present;
        return $"latency {present.Latency} instead of {before}; the round trip takes "
            + $"{1000.0 * present.RoundTripFrames / present.SampleRate:F1} ms";
    }
}

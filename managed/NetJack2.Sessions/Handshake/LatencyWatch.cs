// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Links;
using NetJack2.Protocol.Session;
using NetJack2.RealTime;

namespace NetJack2.Sessions.Handshake;

/// <summary>Publishes the latency of a session at one end when it has changed.</summary>
/// <remarks>Control thread. At most one publication a second and one line in ten seconds, whatever the peer does.</remarks>
/// <param name="channel">The session's end.</param>
/// <param name="clock">CLOCK_MONOTONIC.</param>
/// <param name="publish">Publishes the latencies of the session; false where it is to be tried again.</param>
internal sealed class LatencyWatch(LinkChannel channel, IMonotonicClock clock, Func<SessionParameters, bool> publish)
{
    // A network that becomes worse raises the latency several times within a second.
    private const long PublishNs = Durations.SecondNs;

    // The first change gets its line at once, and what became of it after this time.
    private const long ReportNs = 10 * Durations.SecondNs;

    private SessionParameters _published = channel.Session;
    private int _reported = channel.Session.Latency;
    private long _publishAtNs;
    private long _reportAtNs;

    /// <summary>Publishes a change, if there is one.</summary>
    /// <returns>What to write into the log; null where there is nothing to say.</returns>
    public string? Poll()
    {
        if (channel.Latency != _published.Latency && clock.Now >= _publishAtNs)
        {
            _publishAtNs = clock.Now + PublishNs;
            SessionParameters present = channel.Present;
            if (publish(present))
                _published = present;
        }
        int before = _reported;
        if (_published.Latency == before || clock.Now < _reportAtNs)
            return null;
        _reportAtNs = clock.Now + ReportNs;
        _reported = _published.Latency;
        return $"latency {_reported} instead of {before}; the round trip takes "
            + $"{1000.0 * _published.RoundTripFrames / _published.SampleRate:F1} ms";
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Links;
using NetJack2.Protocol.Session;
using NetJack2.RealTime;

namespace NetJack2.Sessions.Handshake;

/// <summary>Publishes the latency of a session at one end when it has changed.</summary>
/// <remarks>Control thread. Whatever the peer does: at most one higher latency a second, one lower one and one line in ten seconds.
/// </remarks>
/// <param name="channel">The session's end.</param>
/// <param name="clock">CLOCK_MONOTONIC.</param>
/// <param name="publish">Publishes the latencies of the session; false where it is to be tried again.</param>
internal sealed class LatencyWatch(LinkChannel channel, IMonotonicClock clock, Func<SessionParameters, bool> publish)
{
    // A network that becomes worse raises the latency several times within a second.
    private const long RaiseNs = Durations.SecondNs;

    // A publication occupies the server and all its clients. What goes up and down all the time stays up.
    private const long LowerNs = 10 * Durations.SecondNs;

    // The first change gets its line at once, and what became of it after this time.
    private const long ReportNs = 10 * Durations.SecondNs;

    private SessionParameters _published = channel.Session;
    private int _reported = channel.Session.Latency;
    private long _publishedAtNs = clock.Now;
    private long _reportAtNs;

    /// <summary>Publishes a change, if there is one.</summary>
    /// <returns>What to write into the log; null: no line.</returns>
    public string? Poll()
    {
        SessionParameters present = channel.Present;
        long pause = present.Latency > _published.Latency ? RaiseNs : LowerNs;
        if (present.Latency != _published.Latency && clock.Now - _publishedAtNs >= pause && publish(present))
            (_published, _publishedAtNs) = (present, clock.Now);
        int before = _reported;
        if (_published.Latency == before || clock.Now < _reportAtNs)
            return null;
        _reportAtNs = clock.Now + ReportNs;
        _reported = _published.Latency;
        return $"latency {_reported} instead of {before}; the round trip takes "
            + $"{1000.0 * _published.RoundTripFrames / _published.SampleRate:F1} ms";
    }
}

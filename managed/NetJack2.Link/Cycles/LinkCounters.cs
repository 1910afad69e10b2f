// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Extension;
using NetJack2.RealTime;
using NetJack2.Statistics;

namespace NetJack2.Link.Cycles;

/// <summary>The counters of a link. Written by the thread that runs its cycles, read by any.</summary>
public sealed class LinkCounters
{
    // A new value counts for a sixteenth.
    private const int SmoothingShift = 4;

    /// <summary>The numbers of the session as a page has them; a link leaves those that are not its own at 0.</summary>
    public SessionCounters Values;

    /// <summary>The peer's last report; all zero: none yet.</summary>
    public PeerCounters Peer;

    /// <summary>The status of the last send that failed.</summary>
    public SocketStatus LastFailure;

    /// <summary>Number of ICMP reports of the peer's host that its port is closed.</summary>
    public long Refused;

    /// <summary>Cycles of the peer that were whole when they were played.</summary>
    public long Whole;

    /// <summary>Counts an answer and its round trip.</summary>
    [RealTimeSafe]
    public void CountRoundTrip(long nanoseconds)
    {
        Values.RoundTrip = Smooth(Values.RoundTrip, nanoseconds);
        Values.RoundTripWorst = Math.Max(Values.RoundTripWorst, nanoseconds);
    }

    /// <summary>Counts the duration of a cycle's work.</summary>
    [RealTimeSafe]
    public void CountProcess(long nanoseconds)
    {
        Values.ProcessTime = Smooth(Values.ProcessTime, nanoseconds);
        Values.ProcessWorst = Math.Max(Values.ProcessWorst, nanoseconds);
    }

    /// <summary>The peer's report has arrived.</summary>
    /// <param name="report">The report.</param>
    /// <param name="now">CLOCK_MONOTONIC.</param>
    [RealTimeSafe]
    public void Receive(in EndReport report, long now)
    {
        Peer.PeerLost = report.Lost;
        Peer.PeerIncompleteCycles = report.IncompleteCycles;
        Peer.PeerConcealedFrames = report.ConcealedFrames;
        Peer.PeerXruns = report.Xruns;
        Peer.PeerLoad = report.Load;
        Volatile.Write(ref Peer.PeerReported, now);
    }

    [RealTimeSafe]
    private static long Smooth(long before, long now) => before == 0 ? now : before + ((now - before) >> SmoothingShift);
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;
using NetJack2.RealTime;

namespace NetJack2.Sessions.Handshake;

/// <summary>Notices that a slave sends a packet now and then, but no whole answer: it would keep its client and ports for ever.</summary>
/// <remarks>
/// Control thread. Loss does not look like this: a slave sends at least one packet for each cycle. Neither do answers that all are late,
/// of which none is whole when it is played: the latency is too small, or the server does not wait, because it freewheels.
/// </remarks>
/// <param name="counters">What the session's link counts.</param>
/// <param name="nowNs">CLOCK_MONOTONIC.</param>
internal sealed class AnswerWatch(LinkCounters counters, long nowNs)
{
    private const long IntervalNs = 10 * Durations.SecondNs;

    // If fewer packets arrive than this part of the cycles, the slave does not send them.
    private const int LeastShare = 10;

    private long _checkedNs = nowNs;
    private long _cycles;
    private long _whole;
    private long _arrived;

    /// <summary>Whether there has been no answer in this session yet: neither a whole one nor a late one.</summary>
    public bool HasNone => Volatile.Read(ref counters.Whole) == 0 && Volatile.Read(ref counters.Values.Late) == 0;

    /// <summary>Whether any packet has arrived in this session, be it too late to be played.</summary>
    public static bool HasAny(LinkCounters counters) => Arrived(counters) != 0;

    /// <summary>Whether there has been none, and hardly a packet, for ten seconds in which cycles ran.</summary>
    /// <param name="nowNs">CLOCK_MONOTONIC.</param>
    /// <param name="isFreewheeling">Whether the server freewheels. There are more cycles then than a slave may answer.</param>
    public bool IsMissing(long nowNs, bool isFreewheeling)
    {
        if (nowNs - _checkedNs < IntervalNs && !isFreewheeling)
            return false;
        _checkedNs = nowNs;
        long cycles = Volatile.Read(ref counters.Values.Cycles) - _cycles;
        long whole = Volatile.Read(ref counters.Whole) - _whole;
        long arrived = Arrived(counters) - _arrived;
        (_cycles, _whole, _arrived) = (_cycles + cycles, _whole + whole, _arrived + arrived);
        return !isFreewheeling && whole == 0 && arrived * LeastShare < cycles;
    }

    private static long Arrived(LinkCounters counters) =>
        Volatile.Read(ref counters.Values.Received) + Volatile.Read(ref counters.Values.Late);
}

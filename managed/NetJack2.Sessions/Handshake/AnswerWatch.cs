// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;
using NetJack2.RealTime;

namespace NetJack2.Sessions.Handshake;

/// <summary>Notices that a slave sends a packet now and then, but no whole answer: it would keep its client and ports for ever.</summary>
/// <remarks>Control thread. Loss does not look like this: a slave sends at least one packet for each cycle.</remarks>
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
    private long _received;

    /// <summary>Whether there has been no whole answer in this session yet.</summary>
    public bool HasNone => Volatile.Read(ref counters.Whole) == 0;

    /// <summary>Whether there has been none, and hardly a packet, for ten seconds in which cycles ran.</summary>
    /// <param name="nowNs">CLOCK_MONOTONIC.</param>
    public bool IsMissing(long nowNs)
    {
        if (nowNs - _checkedNs < IntervalNs)
            return false;
        _checkedNs = nowNs;
        long cycles = Volatile.Read(ref counters.Values.Cycles) - _cycles;
        long whole = Volatile.Read(ref counters.Whole) - _whole;
        long received = Volatile.Read(ref counters.Values.Received) - _received;
        (_cycles, _whole, _received) = (_cycles + cycles, _whole + whole, _received + received);
        return whole == 0 && received * LeastShare < cycles;
    }
}

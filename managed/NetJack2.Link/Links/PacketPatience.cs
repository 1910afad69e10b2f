// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;
using NetJack2.Protocol.Session;
using NetJack2.RealTime;

namespace NetJack2.Link.Links;

/// <summary>How long a slave waits for packets of a cycle that are missing while later ones are there.</summary>
/// <remarks>
/// Waiting for what was lost delays the answer; not waiting for what is late loses it. So the wait is as long as packets were
/// really late, never longer than the network latency tolerates. Times are in nanoseconds. Used by the thread that runs the cycles.
/// </remarks>
internal sealed class PacketPatience
{
    // Packets that overtake each other on the way do so within half a period. Without network latency the answer is due within the
    // same period, most of which the graph needs: a quarter.
    private const int LeastDivisor = 2;
    private const int LeastDivisorWithoutLatency = 4;

    // With much network latency an eighth of it is given up before any packet has been late: from 5 periods on that is the longer.
    private const int ToleratedDivisor = 8;

    // The other half is for the way of the answer and for the graph.
    private const int MostDivisor = 2;

    // The wait shrinks by one part in 16384 each cycle: half of it is forgotten in 11000 cycles, a minute at 256 frames and 48 kHz.
    private const int ForgetShift = 14;

    private readonly long _periodNs;
    private readonly int _copies;
    private readonly int _mostLatency;
    private readonly bool _isAutomatic;
    private long _most;
    private long _tolerated;
    private int _latency;
    private uint _awaited;
    private long _awaitedSince;

    /// <summary>The wait of a session that begins.</summary>
    /// <param name="session">What the two ends agreed on.</param>
    /// <param name="periodNs">Duration of a cycle.</param>
    public PacketPatience(SessionParameters session, long periodNs)
    {
        _periodNs = periodNs;
        _copies = session.Copies;
        _mostLatency = session.MostLatency;
        _isAutomatic = session.IsLatencyAutomatic;
    }

    /// <summary>The wait where no packet has been late, in nanoseconds.</summary>
    public long Least { get; private set; }

    /// <summary>The present wait for missing packets, in nanoseconds: <see cref="Least"/> or more.</summary>
    public long Current { get; private set; }

    /// <summary>The same where packets are sent again in the next cycles.</summary>
    public long Longest => _copies == 0 ? Current : Math.Max(Current, (_copies * _periodNs) + Least);

    /// <summary>The session has another latency from now on. What was learned stays.</summary>
    /// <param name="latency">The latency, in cycles.</param>
    /// <param name="toleratedCycles">Cycles by which an answer may be late and still be in time.</param>
    [RealTimeSafe]
    public void Follow(int latency, uint toleratedCycles)
    {
        _latency = latency;
        int divisor = latency == 0 ? LeastDivisorWithoutLatency : LeastDivisor;
        Least = Math.Max(_periodNs / divisor, _copies == 0 ? _periodNs * toleratedCycles / ToleratedDivisor : 0);
        // Where the master raises the latency, it has to find out that this end needs more: answers that are late show it.
        _tolerated = Math.Max(Least, _periodNs * (latency - 1) / MostDivisor);
        _most = Math.Max(_tolerated, _isAutomatic ? Math.Min(_periodNs * (_mostLatency - 1) / MostDivisor, _periodNs * (latency + 1)) : 0);
        Current = Math.Clamp(Current, Least, _most);
    }

    /// <summary>The least network latency with which packets can be waited for as long as this.</summary>
    [RealTimeSafe]
    public int LatencyFor(long wait)
    {
        if (_latency == 0 && wait <= Least)
            return 0;
        long halves = wait <= _periodNs / LeastDivisor ? 0 : ((wait * MostDivisor) + _periodNs - 1) / _periodNs;
        return 1 + (int)Math.Min(halves, SessionValidator.MaxLatency);
    }

    /// <summary>Whether packets are known to be late, so that cycles are waited for longer than at first.</summary>
    public bool IsLong => Current >= 2 * Least;

    /// <summary>One cycle was run: what was learned fades.</summary>
    [RealTimeSafe]
    public void Fade() => Current = Math.Max(Least, Current - (Current >> ForgetShift));

    /// <summary>Packets were late by so many cycles when their cycle had been given up.</summary>
    [RealTimeSafe]
    public void AddLateness(int cycles) => Current = Math.Clamp(Current + (cycles * _periodNs), Least, _most);

    /// <summary>A cycle is run without what was waited for. While that may come yet, it is lost: only what comes after all shows that a
    /// longer wait than the latency tolerates is of use.</summary>
    [RealTimeSafe]
    public void GiveUp() => Current = Math.Min(Current, _tolerated);

    /// <summary>Learns from a cycle that was waited for, and arrived, how late the next one may be.</summary>
    [RealTimeSafe]
    public void Learn(CycleSlot first, uint oldest, bool isComplete, long now)
    {
        if (_copies != 0)
            return; // they arrive late by themselves
        bool isAwaited = _awaitedSince != 0 && _awaited == oldest;
        if (isComplete && isAwaited && first.Copies != 0)
        {
            _awaitedSince = 0; // what had to be asked for shows nothing
        }
        else if (isComplete && isAwaited)
        {
            Current = Math.Clamp(now - _awaitedSince + Least, Current, Math.Max(Current, _most));
            _awaitedSince = 0;
        }
        else if (!isComplete && !isAwaited)
        {
            _awaited = oldest;
            _awaitedSince = first.FirstArrival;
        }
    }

    /// <summary>When the oldest cycle is given up. Lost packets are sent again in the next cycles, as often as was agreed.</summary>
    [RealTimeSafe]
    public long GiveUpAt(CycleSlot first, ReceiveWindow window)
    {
        if (_copies == 0)
            return first.FirstArrival + Current;
        // Of a cycle that came in copies only, it is not known by itself when it should have come.
        long due = first.FirstArrival - ((first.Cycle - window.Oldest) * _periodNs);
        if (window.Find(window.Newest) is { } newest)
            due = Math.Min(due, newest.FirstArrival - ((newest.Cycle - window.Oldest) * _periodNs));
        return Math.Max(due + Current, due + (_copies * _periodNs) + Least);
    }
}

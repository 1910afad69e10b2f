// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Statistics.Events;

/// <summary>The losses of a running session as events: from the differences of its counters. Control thread.</summary>
/// <param name="slot">The session's slot.</param>
internal sealed class SessionLosses(int slot)
{
    private SessionCounters _before;

    // A server's xruns are counted since the slave's client exists, which outlives sessions.
    private long _xrunCount;
    private Burst _lost;
    private Burst _late;
    private Burst _xruns;
    private Burst _restarts;

    /// <summary>Begins a session, whose counts begin at 0.</summary>
    public void Begin() => _before = default;

    /// <summary>Forgets all counts: the slot is free, or belongs to another peer.</summary>
    public void Forget()
    {
        _before = default;
        _xrunCount = 0;
        _lost = _late = _xruns = _restarts = default;
    }

    /// <summary>No session runs: what the server does meanwhile is no event of one.</summary>
    public void Skip(in SessionStatistics now) => _xrunCount = Math.Max(0, now.Counters.Xruns);

    /// <summary>Adds what was counted since the last call.</summary>
    public void Count(in SessionStatistics now, long nowNs, IEventSink sink)
    {
        ref readonly SessionCounters counters = ref now.Counters;
        long gapsNs = Since(counters.IncompleteCycles, _before.IncompleteCycles) * EventTimes.PeriodOf(now);
        _lost.Add(Since(counters.Lost, _before.Lost), nowNs, gapsNs, Since(counters.ConcealedFrames, _before.ConcealedFrames));
        _late.Add(Since(counters.Late, _before.Late), nowNs);
        _xruns.Add(Since(counters.Xruns, _xrunCount), nowNs);
        _restarts.Add(Since(counters.CardRestarts, _before.CardRestarts), nowNs);
        _before = counters;
        Skip(now);
        Report(now, nowNs, sink, isLast: false);
    }

    /// <summary>Reports at the end of a session what has not been reported yet.</summary>
    public void Flush(in SessionStatistics last, long nowNs, IEventSink sink) => Report(last, nowNs, sink, isLast: true);

    private void Report(in SessionStatistics session, long nowNs, IEventSink sink, bool isLast)
    {
        Report(ref _lost, EventKind.Lost, default, session, nowNs, sink, isLast);
        Report(ref _late, EventKind.Late, default, session, nowNs, sink, isLast);
        Report(ref _xruns, EventKind.Xrun, default, session, nowNs, sink, isLast);
        Report(ref _restarts, EventKind.Xrun, EventTexts.CardRestarted, session, nowNs, sink, isLast);
    }

    private void Report(
        ref Burst burst, EventKind kind, PageText reason, in SessionStatistics session, long nowNs, IEventSink sink, bool isLast)
    {
        if (!burst.IsDue(nowNs) && !(isLast && burst.Count != 0))
            return;
        PageEvent counted = EventTexts.About(session, slot, kind, nowNs);
        (counted.Count, counted.Duration, counted.Reason) = (burst.Count, burst.Duration, reason);
        counted.Concealed = (int)Math.Min(burst.Concealed, int.MaxValue);
        sink.Add(counted);
        burst.Clear(nowNs);
    }

    // What is smaller than before is counted anew; -1 is not known.
    private static long Since(long count, long before) => Math.Max(0, count < before ? count : count - Math.Max(0, before));
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Concealment;
using NetJack2.Link.Timelines;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.RealTime;

namespace NetJack2.Link.Links;

/// <summary>Decides at the master when an automatic latency changes: docs/protocol-extension.md, "Automatic latency".</summary>
/// <remarks>Used by the one thread that runs the link's cycles. Times are in nanoseconds.</remarks>
/// <param name="session">The session that begins.</param>
internal sealed class LatencyControl(SessionParameters session)
{
    // The answers of so many cycles are late for one reason: a slave that stood still, or has waited for a packet that was lost, catches
    // up meanwhile.
    private const int AccidentCycles = 32;

    // Two of those within this time are no accident.
    private const long LateNs = 10 * Durations.SecondNs;

    // What was not needed for so long is not needed.
    private const long NeedNs = 300 * Durations.SecondNs;

    // Between two steps down, and between two checks whether one is due.
    private const long StepNs = 10 * Durations.SecondNs, CheckNs = Durations.SecondNs;

    // So long after a gap nothing of it is still being faded.
    private const long GapNs = Durations.SecondNs;

    // So long a step down waits for a moment in which it is inaudible.
    private const long QuietNs = 300 * Durations.SecondNs;

    private const long Never = -NeedNs, NotDue = long.MaxValue;

    private readonly int _most = session.MostLatency;
    private readonly long _accidentNs = AccidentCycles * Durations.SecondNs * session.Period / session.SampleRate;
    private readonly bool _mayLower = session.LatencyMode == LatencyMode.Auto;
    private readonly bool _mayForce = session.Period >= new ConcealmentTimes(session.SampleRate).ShortestBlend;
    private readonly long[] _neededAt = new long[SessionValidator.MaxLatency + 1];
    private ReportPace _pace = new(session);
    private int _reported;
    private uint _firstDue;
    private long _late = Never;
    private long _lateBefore = Never;
    private long _countedAt = Never;
    private long _gapAt = Never;
    private long _checkAt;
    private long _dueSince = NotDue;

    /// <summary>The present latency in cycles: at first that of the session.</summary>
    public int Latency { get; private set; } = session.Latency;

    /// <summary>Whether the latency is to be sent with this cycle. Once a cycle.</summary>
    [RealTimeSafe]
    public bool IsReportDue()
    {
        bool isNew = _reported != Latency;
        _reported = Latency;
        return _pace.IsDue(isNew, isMoving: false);
    }

    /// <summary>Adds a complete answer and the latency that it needed, in cycles.</summary>
    /// <param name="needed">The least latency with which it was in time.</param>
    /// <param name="now">The link's clock.</param>
    [RealTimeSafe]
    public void AddNeed(int needed, long now) => _neededAt[Math.Clamp(needed, 0, _most)] = now;

    /// <summary>Adds an answer that arrived too late.</summary>
    /// <param name="answer">The cycle that it answers.</param>
    /// <param name="needed">The least latency with which it would have been in time.</param>
    /// <param name="now">The link's clock.</param>
    [RealTimeSafe]
    public void AddLate(uint answer, int needed, long now)
    {
        AddNeed(needed, now);
        // An answer that was due before the last change shows nothing about the present latency.
        if (_firstDue - answer is > 0 and <= CycleMargins.MissedCycles || now - _countedAt < _accidentNs)
            return;
        (_lateBefore, _late) = (_late, now);
        _countedAt = now;
    }

    /// <summary>The answer that is due is missing: raises the latency by one if that is due.</summary>
    /// <param name="answer">The cycle that it answers.</param>
    /// <param name="now">The link's clock.</param>
    /// <returns>Whether the answer is due one cycle later.</returns>
    [RealTimeSafe]
    public bool TryRaise(uint answer, long now)
    {
        _gapAt = now;
        if (Latency >= _most || now - _lateBefore > LateNs)
            return false;
        Change(Latency + 1, answer);
        return true;
    }

    /// <summary>Whether the latency is to be lowered by one as soon as it is quiet. Once a cycle.</summary>
    /// <param name="now">The link's clock.</param>
    [RealTimeSafe]
    public bool IsLowerDue(long now)
    {
        if (!_mayLower || Latency <= SessionParameters.LeastAutoLatency || now < _checkAt || now - _gapAt < GapNs)
            return false;
        for (int latency = Latency; latency <= _most; latency++)
        {
            if (now - _neededAt[latency] >= NeedNs)
                continue;
            _checkAt = now + CheckNs;
            _dueSince = NotDue;
            return false;
        }
        _dueSince = Math.Min(_dueSince, now);
        return true;
    }

    /// <summary>Whether what is due has waited for silence long enough, and a period is enough to fade in.</summary>
    /// <param name="now">The link's clock.</param>
    [RealTimeSafe]
    public bool IsLowerOverdue(long now) => _mayForce && now - _dueSince >= QuietNs;

    /// <summary>Two answers are played in one cycle.</summary>
    /// <param name="answer">The cycle that the second one answers.</param>
    /// <param name="now">The link's clock.</param>
    [RealTimeSafe]
    public void Lower(uint answer, long now)
    {
        Change(Latency - 1, answer);
        _checkAt = now + StepNs;
    }

    [RealTimeSafe]
    private void Change(int latency, uint answer)
    {
        Latency = latency;
        _firstDue = answer;
        _dueSince = NotDue;
        (_late, _lateBefore) = (Never, Never);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Session;
using NetJack2.RealTime;

namespace NetJack2.Link.Timelines;

/// <summary>Decides in which cycles a report is sent: after each change several times, so that one gets through, and else seldom.</summary>
/// <param name="session">The session whose cycles are counted.</param>
internal struct ReportPace(SessionParameters session)
{
    /// <summary>Cycles after a change in which a report is sent.</summary>
    public const int RepeatedCycles = 8;

    private readonly int _interval = Math.Max(1, session.SampleRate / session.Period / 2);
    private int _repeats = RepeatedCycles;
    private int _since;

    /// <summary>Whether a report is due. Once a cycle.</summary>
    /// <param name="hasChanged">Whether there is something new to report.</param>
    /// <param name="isMoving">Whether there is something new to report in each cycle.</param>
    [RealTimeSafe]
    public bool IsDue(bool hasChanged, bool isMoving)
    {
        if (hasChanged)
            _repeats = RepeatedCycles;
        bool isDue = isMoving || _repeats > 0 || ++_since >= _interval;
        if (_repeats > 0)
            _repeats--;
        if (isDue)
            _since = 0;
        return isDue;
    }
}

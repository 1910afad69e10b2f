// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Session;
using NetJack2.RealTime;

namespace NetJack2.Link.Resend;

/// <summary>After how many cycles a master has found its answers complete, at most, in the last second or two.</summary>
/// <remarks>Used by the thread that runs the cycles.</remarks>
internal sealed class AnswerDelays(SessionParameters session)
{
    // Where the latency leaves time, a cycle more is given before an answer counts as lost that nothing has overtaken.
    private const int LatencyWithTime = 3;

    private readonly int _second = session.SampleRate / session.Period;
    private int _cycles;
    private int _slowest;
    private int _slowestBefore;

    /// <summary>An answer of so many cycles before the present one is overdue, and any that is older.</summary>
    /// <param name="latency">The present latency, in cycles.</param>
    /// <remarks>More than there are, until the first second is over.</remarks>
    [RealTimeSafe]
    public uint OverdueAt(int latency) => _slowestBefore == 0
        ? int.MaxValue
        : (uint)(Math.Max(_slowest, _slowestBefore) + (latency >= LatencyWithTime ? 1 : 0) - 1);

    /// <summary>An answer was complete after so many cycles.</summary>
    [RealTimeSafe]
    public void Add(int cycles) => _slowest = Math.Max(_slowest, cycles);

    /// <summary>Counts a cycle of this end. After each second of cycles, the delays of the second before the last are forgotten.</summary>
    [RealTimeSafe]
    public void CountCycle()
    {
        if (++_cycles < _second)
            return;
        _cycles = 0;
        (_slowestBefore, _slowest) = (_slowest, 0);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Session;
using NetJack2.RealTime;

namespace NetJack2.Link.Resend;

/// <summary>When a missing packet is asked for, and when again, as the session's packets teach it.</summary>
/// <remarks>Times are in nanoseconds. Used by the thread that runs the cycles.</remarks>
internal sealed class ResendTimes
{
    // A cycle's packets leave together. So its end is missing when nothing of it has come for half of what a slave waits for it, which
    // leaves the other half for the answer.
    private const int TailDivisor = 4;
    private const int TailDivisorWithoutLatency = 8;

    // Twice the usual time has passed: the request or the answer is lost. Not sooner than an eighth of a period.
    private const int Patience = 2;
    private const int LeastDivisor = 8;

    // An end that receives once in a period finds answers after whole periods, and a reading may be a little too early for one.
    private const int EarlyDivisor = 4;

    // A new time counts for a quarter; what was learned of the order of packets fades by one part in 4096 a cycle, in 15 s at 256 frames.
    private const int SmoothingShift = 2;
    private const int ForgetShift = 12;

    private readonly bool _looksOnceAPeriod;
    private readonly long _periodNs;
    private readonly long _leastTailNs;
    private long _longestReorderNs;
    private long _answerNs;

    /// <summary>The times of a session that begins.</summary>
    /// <param name="session">What the two ends agreed on.</param>
    /// <param name="looksOnceAPeriod">Whether this end receives once in a period, and not when packets arrive.</param>
    public ResendTimes(SessionParameters session, bool looksOnceAPeriod)
    {
        _looksOnceAPeriod = looksOnceAPeriod;
        _periodNs = 1_000_000_000L * session.Period / session.SampleRate;
        Follow(session.Latency);
        _leastTailNs = _periodNs / (session.Latency == 0 ? TailDivisorWithoutLatency : TailDivisor);
        _answerNs = _periodNs / LeastDivisor;
    }

    /// <summary>How long after the last packet that arrived the end of a cycle counts as missing.</summary>
    public long TailNs => Math.Max(_leastTailNs, ReorderNs);

    /// <summary>By how much packets have overtaken each other.</summary>
    public long ReorderNs { get; private set; }

    /// <summary>How long an answer is waited for before the peer is asked again.</summary>
    public long RetryNs => Math.Max(
        _periodNs / LeastDivisor, _looksOnceAPeriod ? _answerNs - (_periodNs / EarlyDivisor) : Patience * _answerNs);

    /// <summary>The session has this latency, in cycles, from now on.</summary>
    [RealTimeSafe]
    public void Follow(int latency) => _longestReorderNs = _periodNs * Math.Max(2, latency - 1) / 2;

    /// <summary>Adds a packet that arrived without a request, so many nanoseconds after one that had overtaken it.</summary>
    [RealTimeSafe]
    public void AddReorder(long nanoseconds) => ReorderNs = Math.Max(ReorderNs, Math.Min(nanoseconds, _longestReorderNs));

    /// <summary>Adds an answer that arrived so many nanoseconds after the only request.</summary>
    [RealTimeSafe]
    public void AddAnswer(long nanoseconds) => _answerNs += (nanoseconds - _answerNs) >> SmoothingShift;

    /// <summary>Adds an answer that was no longer needed: the request was repeated too early.</summary>
    [RealTimeSafe]
    public void AddNeedless() => AddAnswer(Math.Max(_answerNs, Math.Min(2 * _answerNs, _longestReorderNs)));

    /// <summary>Lowers the reordering time by one cycle's share.</summary>
    [RealTimeSafe]
    public void Fade() => ReorderNs -= ReorderNs >> ForgetShift;
}

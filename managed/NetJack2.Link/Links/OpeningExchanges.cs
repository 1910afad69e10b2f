// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Link.Links;

/// <summary>
/// The first cycles of a session whose answers do not carry the master's numbers: one cycle is under way at a time, so that it is
/// certain which one an answer belongs to, and how long answers take.
/// </summary>
/// <remarks>
/// Of several cycles under way, a late answer to each of them looks like an answer in time to all but one. Where an answer takes less
/// than one cycle, the master sends in each of its cycles all the same, and the opening is over with the first answer.
/// Otherwise it is over after half a second: the host may only be busy. Used by the one thread that runs the link's cycles.
/// </remarks>
/// <param name="periodNs">The duration of a cycle.</param>
/// <param name="latency">Cycles after which an answer is due.</param>
public sealed class OpeningExchanges(long periodNs, int latency)
{
    // Before the first second of a session is over.
    private const long LongestNs = Durations.SecondNs / 2;

    // Cycles beyond those of the latency, after which no answer is expected.
    private const int PatienceCycles = 2;

    // After so much silence, nothing is under way.
    private readonly long _patienceNs = Math.Max(Durations.AbsenceNs, (latency + PatienceCycles) * periodNs);
    private bool _hasSent;
    private bool _hasReceived;
    private bool _isAnswered;
    private bool _isAlone = true;
    private int _looks;
    private long _sentAt;
    private long _receivedAt;
    private long _firstReceivedAt;

    /// <summary>Whether cycles are sent as the master runs them. When it is over, the last cycle that was sent is the last one that
    /// was answered, unless the answers carry numbers.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Cycles that the fastest answer took; <see cref="int.MaxValue"/> before the first one.</summary>
    public int Fastest { get; private set; } = int.MaxValue;

    /// <summary>Whether the next cycle may be sent. Once in each cycle of the master, after it has received.</summary>
    /// <param name="isNew">Whether an answer has arrived since the last call.</param>
    /// <param name="now">The time.</param>
    [RealTimeSafe]
    public bool MaySend(bool isNew, long now)
    {
        if (_hasSent && !IsSettled(isNew, now))
            return false;
        (_hasSent, _isAnswered, _looks, _sentAt) = (true, false, 0, now);
        return true;
    }

    /// <summary>The answers carry the master's numbers: there is nothing to find out.</summary>
    [RealTimeSafe]
    public void End() => IsOver = true;

    // Whether nothing is under way any more: what was sent is answered, or lost.
    [RealTimeSafe]
    private bool IsSettled(bool isNew, long now)
    {
        _looks++;
        if (isNew)
        {
            if (!_hasReceived)
                _firstReceivedAt = now;
            (_hasReceived, _isAnswered, _receivedAt) = (true, true, now);
            // A master that was late itself has received less often than cycles have passed.
            if (_isAlone)
                Fastest = Math.Min(Fastest, Math.Max(_looks, RoundedCycles(now - _sentAt)));
        }
        if (!_isAnswered && now - _sentAt >= _patienceNs)
        {
            // Its answer may still come, behind the next cycle: whether there are two will be seen.
            _isAlone = false;
            return true;
        }
        if (!_isAnswered || (!_isAlone && now - _receivedAt < _patienceNs))
            return false;
        _isAlone = true;
        IsOver = Fastest == 1 || (Fastest != int.MaxValue && now - _firstReceivedAt >= LongestNs);
        return true;
    }

    [RealTimeSafe]
    private int RoundedCycles(long duration) => (int)Math.Min((duration + (periodNs / 2)) / periodNs, int.MaxValue);
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;
using NetJack2.RealTime;

namespace NetJack2.Link.Links;

/// <summary>Keeps the latency of a slave whose answers are numbered by a counter of its own (D-20, D-21), or counted here.</summary>
/// <remarks>
/// A cycle or an answer that is lost makes all later answers carry a number that is too small by one, so that they seem to arrive
/// one cycle later than before. The fastest answer of a stretch is compared with the usual one; the difference is the shift.
/// A finding counts when two stretches agree on it. The usual delay is known before: where answers are due after one cycle or at once,
/// they cannot be slower; otherwise <see cref="OpeningExchanges"/> have found it. A counter that is ahead shows as answers to cycles
/// that were not sent yet.
/// Used by the one thread that runs the link's cycles.
/// </remarks>
/// <param name="second">Cycles in a second.</param>
/// <param name="latency">Cycles after which an answer is due.</param>
public sealed class AnswerAligner(int second, int latency)
{
    private const int Unknown = int.MaxValue;

    // Uncounted answers: each one that is lost misplaces all later ones, so little time is spent on being sure: 20 ms, but some answers.
    private const int ShortStretchDivisor = 50;
    private const int LeastStretch = 4;

    // Two stretches, and what is left of the one before, are less than a second: no finding takes longer than that.
    private const int LongStretchDivisor = 4;

    // A network that became faster is believed after this time; a shorter moment, such as forged answers make, is forgotten.
    // A session that begins on a busy host may still find out what is usual.
    private const int BeliefSeconds = 10;

    // The master reads what has arrived before it sends, unless it waits for the answer within the cycle.
    private readonly int _least = Math.Min(1, latency);
    private readonly int _longStretch = Math.Max(LeastStretch, second / LongStretchDivisor);
    private int _shortStretch = Math.Max(LeastStretch, second / ShortStretchDivisor);
    private int _fastest = Unknown;
    private int _early = Unknown;
    private int _earlyCount;
    private int _fasterCount;
    private int _answers;
    private int _candidate = Unknown;
    private int _usual = Math.Min(1, latency);
    private int _below;
    private int _age;
    private uint _lastReceived;
    private int _known;
    private int _found;

    /// <summary>By how many cycles the numbers of the answers are too small; negative where they are too large.</summary>
    public int Shift => _known + _found;

    /// <summary>Begins with what the first exchanges have shown.</summary>
    /// <param name="window">The window of the answers.</param>
    /// <param name="cycle">The cycle that the last answer belongs to.</param>
    /// <param name="fastest">Cycles that the fastest answer took.</param>
    [RealTimeSafe]
    public void Begin(ReceiveWindow window, uint cycle, int fastest)
    {
        _lastReceived = window.LastReceived;
        _known = (int)(cycle - _lastReceived);
        // Answers that are never in time are expected when they are due, and are played later.
        _usual = Math.Clamp(fastest, _least, latency);
    }

    /// <summary>Evaluates what has arrived up to this cycle. Once a cycle.</summary>
    /// <param name="window">The window of the answers.</param>
    /// <param name="cycle">The cycle that is exchanged.</param>
    /// <param name="elapsed">
    /// Periods since the cycle was sent that the last answer seems to belong to, with the present shift; 0 where that is not known.
    /// </param>
    [RealTimeSafe]
    public void Update(ReceiveWindow window, uint cycle, int elapsed)
    {
        _age = Math.Min(_age + 1, BeliefSeconds * second);
        if (window.LastReceived == _lastReceived)
            return;
        _lastReceived = window.LastReceived;
        int cycles = (int)(cycle - _lastReceived) - _known;
        // A master that is late has received less often than periods have passed: such an answer is not faster than others.
        Measure(elapsed == 0 || cycles < _least ? cycles : Math.Max(cycles, elapsed + _found));
        int stretch = window.CountsCycles ? _shortStretch : _longStretch;
        if (++_answers < stretch)
            return;
        // A few answers that are faster than possible are forged; a counter that is ahead shows in most of them.
        int found = 2 * _earlyCount > _answers ? _early : _fastest;
        bool isConfirmed = found == _candidate && found != Unknown;
        // A few answers that are faster than usual are no faster network: they may be forged, one in each stretch.
        bool isFaster = 2 * _fasterCount > _answers;
        _candidate = found;
        (_fastest, _early, _earlyCount, _fasterCount, _answers) = (Unknown, Unknown, 0, 0, 0);
        if (isConfirmed)
            Follow(found, isFaster, stretch);
    }

    [RealTimeSafe]
    private void Measure(int cycles)
    {
        if (cycles >= _least)
        {
            _fastest = Math.Min(_fastest, cycles);
            if (cycles < _usual)
                _fasterCount++;
            return;
        }
        _early = _earlyCount == 0 ? cycles : Math.Max(_early, cycles);
        _earlyCount++;
    }

    [RealTimeSafe]
    private void Follow(int found, bool isFaster, int stretch)
    {
        if (found < _least)
        {
            _found = found - _least;
            return;
        }
        isFaster &= found < _usual;
        _below = isFaster ? _below + stretch : 0;
        if (isFaster && (_below >= BeliefSeconds * second || _age < BeliefSeconds * second))
            _usual = found;
        int shift = Math.Max(0, found - _usual);
        // What had to be taken back was the network's delay and no loss: be more patient from now on.
        if (shift < _found)
            _shortStretch = Math.Min(_longStretch, 2 * _shortStretch);
        _found = shift;
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;
using NetJack2.RealTime;

namespace NetJack2.Link.Links;

/// <summary>Keeps the latency of a slave whose answers are numbered by a counter of its own (D-20, D-21), or counted here.</summary>
/// <remarks>
/// A cycle or an answer that is lost makes all later answers carry a number that is too small by one, so that they seem to arrive
/// one cycle later than before. The fastest answer of a stretch is compared with the usual one; the difference is the shift.
/// A finding counts when two stretches agree on it. Only the usual delay is that of the first stretch: the numbers are right as long as
/// nothing was lost. Where no answer was ever in time, the first cycles were lost, and the fastest answer is assumed to be as fast as
/// can be. A counter that is ahead shows as answers to cycles that were not sent yet.
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

    // A network that became faster is believed after this time; a shorter moment, such as forged answers make, is forgotten.
    // A session that begins on a busy host may still find out what is usual.
    private const int BeliefSeconds = 10;

    // The master reads what has arrived before it sends, unless it waits for the answer within the cycle.
    private readonly int _least = Math.Min(1, latency);
    private int _shortStretch = Math.Min(second, Math.Max(LeastStretch, second / ShortStretchDivisor));
    private int _fastest = Unknown;
    private int _early = Unknown;
    private int _earlyCount;
    private int _fasterCount;
    private int _answers;
    private int _candidate = Unknown;
    private int _usual = Unknown;
    private int _below;
    private int _age;
    private uint _lastReceived;

    /// <summary>By how many cycles the numbers of the answers are too small; negative where they are too large.</summary>
    public int Shift { get; private set; }

    /// <summary>Evaluates what has arrived up to this cycle. Once a cycle.</summary>
    /// <param name="window">The window of the answers.</param>
    /// <param name="cycle">The cycle that is exchanged.</param>
    [RealTimeSafe]
    public void Update(ReceiveWindow window, uint cycle)
    {
        _age = Math.Min(_age + 1, BeliefSeconds * second);
        if (window.LastReceived == _lastReceived)
            return;
        _lastReceived = window.LastReceived;
        Measure((int)(cycle - _lastReceived));
        int stretch = window.CountsCycles ? _shortStretch : second;
        if (++_answers < stretch)
            return;
        // A few answers that are faster than possible are somebody's forgery; a counter that is ahead shows in most of them.
        int found = 2 * _earlyCount > _answers ? _early : _fastest;
        if (_usual == Unknown && found >= _least && found != Unknown)
            _usual = found <= latency ? found : _least;
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
            Shift = found - _least;
            return;
        }
        isFaster &= found < _usual;
        _below = isFaster ? _below + stretch : 0;
        if (isFaster && (_below >= BeliefSeconds * second || _age < BeliefSeconds * second))
            _usual = found;
        int shift = Math.Max(0, found - _usual);
        // What had to be taken back was the network's delay and no loss: be more patient from now on.
        if (shift < Shift)
            _shortStretch = Math.Min(second, 2 * _shortStretch);
        Shift = shift;
    }
}

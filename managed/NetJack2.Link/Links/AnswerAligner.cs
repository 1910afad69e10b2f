// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;
using NetJack2.RealTime;

namespace NetJack2.Link.Links;

/// <summary>Keeps the latency of a slave whose answers are numbered by a counter of its own (D-20, D-21).</summary>
/// <remarks>
/// Such a slave counts the cycles that it has run. A cycle that never reached it makes all later answers bear a number that is
/// one too small, so that they seem to come one cycle later than before. What the fastest answers of a stretch of time show is
/// compared with the fastest ever; the difference is how many cycles the peer's counter is behind. Where no answer has ever been
/// in time, the first cycles were lost, and the fastest is taken for one that came as fast as can be.
/// </remarks>
/// <param name="stretch">Cycles of a stretch: long enough that a busy host or network has a good moment in it, a second say.</param>
/// <param name="latency">Cycles after which an answer is due.</param>
public sealed class AnswerAligner(int stretch, int latency)
{
    private const uint Unknown = uint.MaxValue;

    private uint _fastest = Unknown;
    private uint _lowest = Unknown;
    private uint _candidate;
    private uint _heard;
    private int _cycles;

    /// <summary>How many cycles the peer's counter is behind.</summary>
    public uint Shift { get; private set; }

    /// <summary>Looks at what has come up to this cycle. Once a cycle.</summary>
    [RealTimeSafe]
    public void Update(ReceiveWindow window, uint cycle)
    {
        // Answers count that come too late to be played, too: those of a counter that is far behind all do.
        if (window.LastHeard != _heard && (int)(cycle - window.LastHeard) >= 0)
            _fastest = Math.Min(_fastest, cycle - window.LastHeard);
        _heard = window.LastHeard;
        if (_fastest == Unknown || ++_cycles < stretch)
            return;
        _lowest = Math.Min(_lowest, _fastest);
        // Twice the same: a stretch of slow network is no reason to change anything.
        uint found = _fastest - (_lowest <= (uint)latency ? _lowest : (uint)Math.Min(1, latency));
        if (found == _candidate)
            Shift = found;
        _candidate = found;
        _fastest = Unknown;
        _cycles = 0;
    }
}

using NetJack2.Protocol;

namespace NetJack2.Engine;

/// <summary>Keeps the latency of a slave whose answers are numbered by a counter of its own (D-20, D-21).</summary>
/// <remarks>
/// Such a slave counts the cycles that it has run. A cycle that never reached it makes all later answers bear a number that is
/// one too small, so that they seem to come one cycle later than before. What the fastest answers of a stretch of time show is
/// compared with the fastest ever; the difference is how many cycles the peer's counter is behind.
/// </remarks>
/// <param name="stretch">Cycles of a stretch: long enough that a busy host or network has a good moment in it, a second say.</param>
public sealed class AnswerAligner(int stretch)
{
    private const uint Unknown = uint.MaxValue;

    private uint _fastest = Unknown;
    private uint _lowest = Unknown;
    private uint _candidate;
    private int _cycles;

    /// <summary>How many cycles the peer's counter is behind.</summary>
    public uint Shift { get; private set; }

    /// <summary>Looks at what has come up to this cycle. Once a cycle, from the first answer on.</summary>
    [RealTimeSafe]
    public void Update(ReceiveWindow window, uint cycle)
    {
        uint age = cycle - window.Newest;
        if (age < (uint)window.Length)
            _fastest = Math.Min(_fastest, age);
        if (++_cycles < stretch || _fastest == Unknown)
            return;
        _lowest = Math.Min(_lowest, _fastest);
        // Twice the same: a stretch of slow network is no reason to change anything.
        uint found = _fastest - _lowest;
        if (found == _candidate)
            Shift = found;
        _candidate = found;
        _fastest = Unknown;
        _cycles = 0;
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;
using NetJack2.Protocol.Session;
using NetJack2.RealTime;

namespace NetJack2.Link.Links;

/// <summary>Decides when a slave runs the next cycle of its master.</summary>
/// <remarks>
/// After a cycle that was late, the next ones are there already. An asynchronous server that ran them at once would not let its
/// clients finish the one before; so the delay is made up for over some cycles. Times are in nanoseconds. Used by the thread that
/// runs the cycles.
/// </remarks>
public sealed class CyclePacer
{
    // Cycles after a gap that keep a distance. Each makes up for a quarter of a period; a wait without result takes half of one.
    private const int SpreadCycles = 3;

    // Cycles that may be there at once after such a gap: the one that was waited for, and the next.
    private const uint CyclesAfterGap = 2;

    // The least distance of two starts, in quarters of a period: three leave the clients most of their time; two, where more than half
    // of what the network latency tolerates is used up.
    private const int QuartersUsually = 3, QuartersFarBehind = 2, QuartersOfPeriod = 4;

    // The longest time that a server waits for its master, whatever the network latency tolerates.
    private const long MostToleratedNs = 200_000_000;

    private readonly PacketPatience _patience;
    private readonly bool _canSpread;
    private readonly bool _isNumbered;
    private readonly int _copies;
    private uint _toleratedCycles;
    private int _spreadCycles;
    private long _lastStart;

    /// <summary>The pace of a session that begins.</summary>
    public CyclePacer(SessionParameters session)
    {
        PeriodNs = 1_000_000_000L * session.Period / session.SampleRate;
        _isNumbered = session.UsesCyclePackets;
        _patience = new PacketPatience(session, PeriodNs);
        Follow(session.Latency);
        _canSpread = !session.SlaveSync && session.Latency != 0;
        _copies = session.Copies;
    }

    /// <summary>The duration of a cycle, in nanoseconds.</summary>
    public long PeriodNs { get; }

    /// <summary>How long after a cycle's start the next one may begin and its answer still be in time; 0.2 s at most.</summary>
    public long ToleratedNs { get; private set; }

    /// <summary>How long missing packets are waited for, in nanoseconds.</summary>
    public long Patience => _patience.Current;

    /// <summary>The same where packets are sent again in the next cycles, in nanoseconds.</summary>
    public long LongestWait => _patience.Longest;

    /// <summary>When the last cycle was ready, in nanoseconds of the link's clock.</summary>
    public long LastStart => _lastStart;

    /// <summary>Sets the session's latency, in cycles.</summary>
    [RealTimeSafe]
    public void Follow(int latency)
    {
        // Where answers carry no number of a cycle, the fastest of them show how far a counter is behind: they are not kept back.
        _toleratedCycles = _isNumbered ? (uint)Math.Max(0, latency - 1) : 0;
        _patience.Follow(latency, _toleratedCycles);
        ToleratedNs = Math.Min(PeriodNs * latency, MostToleratedNs);
    }

    /// <summary>The least network latency, in cycles, with which a wait of so many nanoseconds is possible.</summary>
    [RealTimeSafe]
    public int LatencyFor(long wait) => _patience.LatencyFor(wait);

    /// <summary>Whether the oldest cycle of the window is to be run now.</summary>
    /// <param name="window">The incoming cycles; it is moved to the first one that is there where silent ones were run.</param>
    /// <param name="format">How cycles come.</param>
    /// <param name="now">The link's clock.</param>
    /// <param name="afterSilence">Cycles that have not come since were replaced by silent ones: they are not waited for.</param>
    /// <param name="until">When to ask again if nothing arrives, in nanoseconds of the link's clock.</param>
    /// <param name="lastSilence">When the last of those silent ones began: clients of an asynchronous server may still be in it.</param>
    [RealTimeSafe]
    public bool IsReady(ReceiveWindow window, ICycleFormat format, long now, bool afterSilence, out long until, long lastSilence)
    {
        until = long.MaxValue;
        if (window.Lateness != 0)
            _patience.AddLateness(window.Lateness);
        window.Lateness = 0;
        CycleSlot? first = window.FindFirst();
        if (first is null)
            return false;
        if (afterSilence)
        {
            window.MoveTo(first.Cycle);
            _spreadCycles = _canSpread ? SpreadCycles + 1 : 0;
            _lastStart = lastSilence;
        }
        // Something that is missing is given a little time: packets may overtake each other.
        bool isComplete = first.Cycle == window.Oldest && format.IsComplete(first);
        _patience.Learn(first, window.Oldest, isComplete, now);
        bool isInTime = isComplete && first.Copies == 0;
        until = Math.Max(isComplete ? 0 : _patience.GiveUpAt(first, window), EarliestStart(window));
        if (now < until)
            return false;
        _lastStart = now;
        _spreadCycles = isInTime ? Math.Max(0, _spreadCycles - 1) : _canSpread && !_patience.IsLong ? SpreadCycles : 0;
        if (!isComplete)
            _patience.GiveUp();
        return true;
    }

    /// <summary>Counts the cycle that was ready, which is run.</summary>
    [RealTimeSafe]
    public void CountCycle() => _patience.Fade();

    // None of the cycles that are spread is later than the first was, so this needs no more network latency. A slave that is behind
    // by more than that hurries.
    [RealTimeSafe]
    private long EarliestStart(ReceiveWindow window)
    {
        uint behind = window.Newest - window.Oldest;
        uint waitedFor = CyclesToSpread;
        if (!_canSpread || behind >= Math.Max(waitedFor, _toleratedCycles))
            return 0;
        bool isFarBehind = behind >= waitedFor && 2 * behind >= _toleratedCycles;
        return _lastStart + (PeriodNs * (isFarBehind ? QuartersFarBehind : QuartersUsually) / QuartersOfPeriod);
    }

    // The awaited one, and those received meanwhile: the wait was for copies, for packets that are known to be late, or without result.
    private uint CyclesToSpread
    {
        get
        {
            if (_copies != 0)
                return (uint)_copies + CyclesAfterGap;
            long waited = !_patience.IsLong || _toleratedCycles == 0 ? 0 : (_patience.Current + _patience.Least) / PeriodNs;
            return waited != 0 ? 1 + (uint)waited : _spreadCycles > 0 ? CyclesAfterGap : 0u;
        }
    }
}

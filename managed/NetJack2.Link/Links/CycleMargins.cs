// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.CompilerServices;
using NetJack2.Protocol.Session;
using NetJack2.RealTime;
using NetJack2.Statistics;

namespace NetJack2.Link.Links;

/// <summary>How long before they had to be played the cycles of the last ten minutes were complete, at one end of a session.</summary>
/// <remarks>
/// The cycle counts, and a control thread evaluates what was counted: no lock, nothing is allocated. Each minute has a histogram. The one
/// that is begun anew is that of eleven minutes ago, which no reader reads any more. Times are in nanoseconds.
/// </remarks>
public sealed class CycleMargins : IDisposable
{
    /// <summary>Minutes of cycles that are evaluated.</summary>
    public const int Minutes = 10;

    private const long MinuteNs = 60_000_000_000;

    // When a session begins, servers and threads start: that is no measure of the network.
    private const int SecondsAtBeginning = 2;

    // A step of the histogram is an eighth of a period: from 8 periods too late to more than the longest latency.
    private const int StepsInPeriod = 8;
    private const int LateSteps = 8 * StepsInPeriod;
    private const int Steps = LateSteps + ((SessionValidator.MaxLatency + 2) * StepsInPeriod);

    /// <summary>Cycles after which a packet does not count as late: it is one of a pause, which no latency bridges.</summary>
    internal const int MissedCycles = 64;

    private readonly NativeArray<Counts> _counts = new(1, isCleared: true);
    private readonly long _periodNs;
    private readonly int _second;
    private readonly int _leastLatency;
    private int _untilBegin;
    private long _minute = -1;
    private uint _late;
    private long _evaluatedAt;
    private long _evaluated;
    private Result _result;

    /// <summary>The margins of a session that begins.</summary>
    public CycleMargins(SessionParameters session)
    {
        _periodNs = 1_000_000_000L * session.Period / session.SampleRate;
        _second = Math.Max(1, session.SampleRate / session.Period);
        _untilBegin = SecondsAtBeginning * _second;
        // Each copy of a packet needs two cycles: docs/protocol-extension.md, "Redundancy".
        _leastLatency = session.Copies == 0 ? 0 : (2 * session.Copies) + 1;
        for (int index = 0; index <= Minutes; index++)
            MinuteAt(index).Number = -1;
    }

    /// <summary>Bytes of memory that it takes.</summary>
    public static int Size => Unsafe.SizeOf<Counts>();

    /// <summary>Cycles that were counted since the session began.</summary>
    public long Count { get; private set; }

    /// <summary>Whether the session has begun, so that cycles count.</summary>
    public bool HasBegun => _untilBegin == 0;

    /// <summary>A cycle was played; nothing is counted while the session begins.</summary>
    [RealTimeSafe]
    public void CountCycle() => _untilBegin = Math.Max(0, _untilBegin - 1);

    /// <summary>Adds the margin of a complete cycle, in nanoseconds.</summary>
    /// <param name="margin">How long before it has to be played.</param>
    /// <param name="latency">The least network latency, in cycles, with which that is in time.</param>
    /// <param name="now">The link's clock.</param>
    [RealTimeSafe]
    public void Add(long margin, int latency, long now)
    {
        if (!HasBegun)
            return;
        ref Minute minute = ref MinuteOf(now);
        // Towards what is later: nothing is shown as better than it was.
        long step = LateSteps + (margin >= 0 ? margin * StepsInPeriod / _periodNs : -((-margin * StepsInPeriod / _periodNs) + 1));
        minute.Steps[(int)Math.Clamp(step, 0, Steps - 1)]++;
        minute.Worst = Math.Min(minute.Worst, margin);
        minute.Latency = Math.Max(minute.Latency, latency);
        minute.Last = now;
        Count++;
    }

    /// <summary>Marks a cycle that is played although packets of it are missing.</summary>
    [RealTimeSafe]
    public void Miss(uint cycle) => MissedAt(cycle) = cycle;

    /// <summary>Whether a late packet is of a cycle that was played without all of it.</summary>
    /// <param name="cycle">Its cycle.</param>
    /// <param name="isFirst">Whether it is the first that arrived too late.</param>
    [RealTimeSafe]
    public bool IsMissed(uint cycle, out bool isFirst)
    {
        isFirst = MissedAt(cycle) == cycle && cycle != 0;
        if (isFirst)
            (MissedAt(cycle), _late) = (0, cycle);
        return isFirst || (cycle == _late && cycle != 0);
    }

    /// <summary>Adds a cycle that was complete too late.</summary>
    /// <param name="margin">How much too late, negative.</param>
    /// <param name="latency">The least network latency, in cycles, with which it would have been in time.</param>
    /// <param name="isFirst">Whether its first late packet has arrived, and not a later one.</param>
    /// <param name="now">The link's clock.</param>
    [RealTimeSafe]
    public void AddLate(long margin, int latency, bool isFirst, long now)
    {
        if (isFirst)
            Add(margin, latency, now);
        else if (HasBegun)
        {
            ref Minute minute = ref MinuteOf(now);
            minute.Worst = Math.Min(minute.Worst, margin);
            minute.Latency = Math.Max(minute.Latency, latency);
        }
    }

    /// <summary>Evaluates what was counted, at most once for each second of cycles. Control thread.</summary>
    public void Describe(ref SessionCounters counters)
    {
        long count = Count;
        if (count - _evaluatedAt >= _second || (_evaluated == 0 && count != 0))
        {
            _evaluatedAt = count;
            Evaluate();
        }
        counters.MarginMedian = _result.Median;
        counters.MarginUsual = _result.Usual;
        counters.MarginWorst = _result.Worst;
        counters.LatencyNeeded = _result.Latency;
        counters.MarginCycles = (int)Math.Min(_evaluated, int.MaxValue);
        counters.MarginSeconds = _result.Seconds;
    }

    /// <inheritdoc/>
    public void Dispose() => _counts.Dispose();

    private void Evaluate()
    {
        Span<int> sum = stackalloc int[Steps];
        sum.Clear();
        long worst = long.MaxValue, first = long.MaxValue, last = 0, now = Volatile.Read(ref _minute);
        int latency = _leastLatency;
        for (int index = 0; index <= Minutes; index++)
        {
            ref Minute minute = ref MinuteAt(index);
            long number = Volatile.Read(ref minute.Number);
            if (number < 0 || number <= now - Minutes || number > now)
                continue;
            for (int step = 0; step < Steps; step++)
                sum[step] += minute.Steps[step];
            worst = Math.Min(worst, Volatile.Read(ref minute.Worst));
            latency = Math.Max(latency, Volatile.Read(ref minute.Latency));
            first = Math.Min(first, Volatile.Read(ref minute.First));
            last = Math.Max(last, Volatile.Read(ref minute.Last));
        }
        long total = 0;
        foreach (int count in sum)
            total += count;
        if (total == 0)
            return;
        _evaluated = total;
        _result = new Result(
            MicrosecondsOf(MarginOf(sum, total / 2)), MicrosecondsOf(MarginOf(sum, total / 1000)), MicrosecondsOf(worst), latency,
            (int)Math.Max(1, (last - first) / 1_000_000_000));
    }

    // The margin that all but so many cycles had, at least.
    private long MarginOf(ReadOnlySpan<int> sum, long exceptions)
    {
        int step = 0;
        for (long count = sum[0]; count <= exceptions && step < Steps - 1; count += sum[step])
            step++;
        return (step - LateSteps) * _periodNs / StepsInPeriod;
    }

    private static int MicrosecondsOf(long nanoseconds) => (int)Math.Clamp(nanoseconds / 1000, int.MinValue, int.MaxValue);

    [RealTimeSafe]
    private ref Minute MinuteAt(int index) => ref _counts.Span[0].Minutes[index];

    [RealTimeSafe]
    private ref uint MissedAt(uint cycle) => ref _counts.Span[0].Missed[(int)(cycle % MissedCycles)];

    [RealTimeSafe]
    private ref Minute MinuteOf(long now)
    {
        long number = now / MinuteNs;
        ref Minute minute = ref MinuteAt((int)(number % (Minutes + 1)));
        if (number == _minute)
            return ref minute;
        Volatile.Write(ref minute.Number, -1);
        ((Span<int>)minute.Steps).Clear();
        minute.First = minute.Last = now;
        minute.Worst = long.MaxValue;
        minute.Latency = 0;
        Volatile.Write(ref minute.Number, number);
        Volatile.Write(ref _minute, number);
        return ref minute;
    }

    private struct Minute
    {
        public long Number;
        public long First;
        public long Last;
        public long Worst;
        public int Latency;
        public StepCounts Steps;
    }

    private struct Counts
    {
        public MinuteRing Minutes;
        public CycleRing Missed;
    }

    [InlineArray(Steps)]
    private struct StepCounts
    {
        private int _first;
    }

    [InlineArray(Minutes + 1)]
    private struct MinuteRing
    {
        private Minute _first;
    }

    [InlineArray(MissedCycles)]
    private struct CycleRing
    {
        private uint _first;
    }

    private readonly record struct Result(int Median, int Usual, int Worst, int Latency, int Seconds);
}

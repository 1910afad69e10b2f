// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Protocol;
using NetJack2.RealTime;
using NetJack2.Statistics.Takes;

namespace NetJack2.Link.Takes;

/// <summary>The faults of one cycle: ranges of frames, each with its ports.</summary>
/// <remarks>Used by the thread that runs the cycles.</remarks>
public sealed class CycleFaults
{
    // A lost packet with parts of several ports is three ranges: the end of one port, whole ports, the beginning of another.
    private const int MostRanges = 24;

    private readonly FaultRange[] _ranges = new FaultRange[MostRanges];

    /// <summary>Number of ranges.</summary>
    public int Count { get; private set; }

    /// <summary>Returns one of the ranges, by its index.</summary>
    [RealTimeSafe]
    public FaultRange At(int index) => _ranges[index];

    /// <summary>Forgets the ranges of the last cycle.</summary>
    [RealTimeSafe]
    public void Clear() => Count = 0;

    /// <summary>Adds frames of ports. Where there is no room for another range, the last one of its kind grows: too much is reported then,
    /// never too little.</summary>
    /// <param name="mark">What is wrong.</param>
    /// <param name="ports">Where.</param>
    /// <param name="start">The first frame in the cycle.</param>
    /// <param name="end">The frame behind the last one.</param>
    [RealTimeSafe]
    public void Add(TakeMark mark, PortSet ports, int start, int end)
    {
        if (start >= end)
            return;
        for (int index = 0; index < Count; index++)
        {
            ref FaultRange range = ref _ranges[index];
            if (range.Mark != mark || range.Start != start || range.End != end)
                continue;
            range.Ports = Union(range.Ports, ports);
            return;
        }
        if (Count < MostRanges)
        {
            _ranges[Count++] = new FaultRange { Mark = mark, Ports = ports, Start = start, End = end };
            return;
        }
        ref FaultRange last = ref _ranges[MostRanges - 1];
        last.Ports = Union(last.Ports, ports);
        last.Start = Math.Min(last.Start, start);
        last.End = Math.Max(last.End, end);
    }

    /// <summary>The cycle has so many frames: nothing is behind them.</summary>
    [RealTimeSafe]
    public void Clip(int period)
    {
        for (int index = 0; index < Count; index++)
            _ranges[index].End = Math.Max(_ranges[index].Start, Math.Min(_ranges[index].End, period));
    }

    /// <summary>How many frames of the cycle have wrong audio at some port.</summary>
    [RealTimeSafe]
    public int CountFrames()
    {
        int frames = 0, from = 0;
        // Each turn but the last one is done with a range.
        for (int turn = 0; turn <= MostRanges; turn++)
        {
            int start = int.MaxValue, end = 0;
            for (int index = 0; index < Count; index++)
            {
                ref FaultRange range = ref _ranges[index];
                if (!IsAudio(range.Mark) || range.End <= from || Math.Max(range.Start, from) >= start)
                    continue;
                (start, end) = (Math.Max(range.Start, from), range.End);
            }
            if (end == 0)
                return frames;
            frames += end - start;
            from = end;
        }
        return frames;
    }

    /// <summary>Whether frames of audio are wrong.</summary>
    [RealTimeSafe]
    public static bool IsAudio(TakeMark mark) => mark is >= TakeMark.Concealed and <= TakeMark.Skipped;

    // None stands for all.
    [RealTimeSafe]
    private static PortSet Union(PortSet left, PortSet right)
    {
        if (left == default || right == default)
            return default;
        for (int port = right.NextFrom(0); port >= 0; port = right.NextFrom(port + 1))
            left.Add(port);
        return left;
    }

    /// <summary>Frames of a cycle that are wrong.</summary>
    [StructLayout(LayoutKind.Auto)]
    public struct FaultRange
    {
        /// <summary>What is wrong with the frames.</summary>
        public TakeMark Mark;

        /// <summary>The ports, from 0; none: all that are connected.</summary>
        public PortSet Ports;

        /// <summary>The first frame in the cycle; negative: in a cycle before.</summary>
        public int Start;

        /// <summary>The frame behind the last one.</summary>
        public int End;
    }
}

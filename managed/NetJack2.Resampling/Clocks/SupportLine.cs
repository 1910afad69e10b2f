// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Resampling.Clocks;

/// <summary>Points of frames against time, which lie above an unknown line by random distances, and that line.</summary>
/// <remarks>Times are in seconds. Used by one thread.</remarks>
/// <param name="capacity">Points that are kept.</param>
internal sealed partial class SupportLine(int capacity)
{
    private readonly double[] _frames = new double[capacity];
    private readonly double[] _times = new double[capacity];

    /// <summary>Number of points, 0…capacity.</summary>
    public int Count { get; private set; }

    /// <summary>Removes all points.</summary>
    [RealTimeSafe]
    public void Clear() => Count = 0;

    /// <summary>Adds a point that is newer than all others. If there is no room, the oldest is removed;
    /// all are removed if the count of frames went back.</summary>
    [RealTimeSafe]
    public void Add(double frame, double time)
    {
        if (Count > 0 && frame <= _frames[Count - 1])
            Clear();
        if (Count == _frames.Length)
            Keep(Count - 1);
        (_frames[Count], _times[Count]) = (frame, time);
        Count++;
    }

    /// <summary>Removes all but the newest points.</summary>
    [RealTimeSafe]
    public void Keep(int newest)
    {
        int from = Count - newest;
        for (int point = 0; point < newest; point++)
            (_frames[point], _times[point]) = (_frames[from + point], _times[from + point]);
        Count = newest;
    }

    /// <summary>Moves all points to later times, by so many seconds.</summary>
    [RealTimeSafe]
    public void Shift(double time) => ShiftOlder(0, time);

    /// <summary>Moves all points but the newest to later times, by so many seconds.</summary>
    [RealTimeSafe]
    public void ShiftOlder(int newest, double time)
    {
        for (int point = 0; point < Count - newest; point++)
            _times[point] += time;
    }

    /// <summary>Keeps one of two neighbours: that which is lower, seen along a line.</summary>
    /// <param name="period">Seconds of a frame on that line.</param>
    [RealTimeSafe]
    public void Halve(double period)
    {
        int kept = 0;
        for (int point = 0; point + 1 < Count; point += 2, kept++)
        {
            bool isFirst = _times[point] <= _times[point + 1] - ((_frames[point + 1] - _frames[point]) * period);
            int lower = isFirst ? point : point + 1;
            (_frames[kept], _times[kept]) = (_frames[lower], _times[lower]);
        }
        Count = kept;
    }
}

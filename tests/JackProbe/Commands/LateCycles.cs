// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;

namespace NetJack2.JackProbe.Commands;

/// <summary>Cycles that came too late, written by the process callback and printed by the main thread while the client runs.</summary>
/// <param name="limit">A cycle counts when it comes more than this many µs after it was due.</param>
internal sealed class LateCycles(double limit)
{
    private const int Most = 1024;
    private readonly long[] _ends = new long[Most];
    private readonly long[] _microseconds = new long[Most];
    private long _written;
    private long _printed;

    /// <summary>Called in the process callback.</summary>
    /// <param name="microseconds">How late this cycle is.</param>
    public void Add(double microseconds)
    {
        if (microseconds < limit) return;
        long index = _written % Most;
        _ends[index] = MonotonicClock.Microseconds;
        _microseconds[index] = (long)microseconds;
        Volatile.Write(ref _written, _written + 1);
    }

    /// <summary>Prints those that were added since the last call: <c>late AT BY</c>, both in µs, AT by CLOCK_MONOTONIC.</summary>
    public void Print()
    {
        for (long end = Volatile.Read(ref _written); _printed < end; _printed++)
            Console.Out.WriteLine($"late {_ends[_printed % Most]} {_microseconds[_printed % Most]}");
    }
}

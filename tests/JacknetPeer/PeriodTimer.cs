// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace NetJack2.JacknetPeer;

/// <summary>Waits for the beginning of each period, at absolute times.</summary>
internal sealed partial class PeriodTimer(int frames, int rate)
{
    private const int Monotonic = 1, AbsoluteTime = 1; // CLOCK_MONOTONIC, TIMER_ABSTIME
    private const long Second = 1_000_000_000;
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _periods;

    private long NextAt => _start + (Second * _periods * frames / rate);

    /// <summary>Waits for the next period; returns at once if it has begun.</summary>
    public void Wait()
    {
        _periods++;
        long next = NextAt;
        var time = new TimeSpec { Seconds = next / Second, Nanoseconds = next % Second };
        _ = ClockSleep(Monotonic, AbsoluteTime, in time, 0);
    }

    /// <summary>Whether half of the period is over. A slave of netjack2-cs then stops waiting for the missing parts of a cycle.</summary>
    public bool IsHalfOver => Stopwatch.GetTimestamp() - NextAt >= Second * frames / rate / 2;

    [LibraryImport("libc", EntryPoint = "clock_nanosleep")]
    private static partial int ClockSleep(int clock, int flags, in TimeSpec time, nint remaining);

    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}

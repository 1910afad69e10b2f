using System.Diagnostics;
using System.Runtime.InteropServices;

namespace NetJack2.JacknetPeer;

/// <summary>Wakes once a period, at absolute times.</summary>
internal sealed partial class PeriodTimer(int frames, int rate)
{
    private const int Monotonic = 1, AbsoluteTime = 1; // CLOCK_MONOTONIC, TIMER_ABSTIME
    private const long Second = 1_000_000_000;
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _periods;

    private long NextAt => _start + (Second * _periods * frames / rate);

    /// <summary>Waits for the next period; false when that is over already: its cycles follow without a pause.</summary>
    public bool Wait()
    {
        _periods++;
        long next = NextAt;
        var time = new TimeSpec { Seconds = next / Second, Nanoseconds = next % Second };
        _ = ClockSleep(Monotonic, AbsoluteTime, in time, 0);
        return Stopwatch.GetTimestamp() - next < Second * frames / rate;
    }

    [LibraryImport("libc", EntryPoint = "clock_nanosleep")]
    private static partial int ClockSleep(int clock, int flags, in TimeSpec time, nint remaining);

    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}

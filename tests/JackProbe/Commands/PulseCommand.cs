// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Interop;
using NetJack2.JackProbe.Results;

namespace NetJack2.JackProbe.Commands;

/// <summary>
/// <c>pulse --late MICROSECONDS [--seconds S]</c>: a thread that sleeps for 0.4 ms at a time, and prints a line for each
/// sleep that took longer by that much, until SIGTERM or the time is over. The thread is above the priority of the servers, so it is
/// late only when the machine does not run this processor at all.
/// </summary>
internal static partial class PulseCommand
{
    private const long Interval = 400, Million = 1_000_000; // µs
    private const int Fifo = 1, Priority = 80; // SCHED_FIFO; jackd's clients have 5 and 10
    private static readonly TimeSpan s_printInterval = TimeSpan.FromSeconds(0.05);
    private static volatile bool s_ended;

    public static int Run(Options options)
    {
        var late = new LateCycles(options.Number("late", 0));
        long end = MonotonicClock.Microseconds + (long)options.Seconds("seconds", 3600).TotalMicroseconds;
        using var stay = new Stay();
        var pulse = new Thread(() => Beat(late));
        pulse.Start();
        Console.Out.WriteLine("watching");
        while (MonotonicClock.Microseconds < end && stay.For(s_printInterval))
            late.Print();
        s_ended = true;
        pulse.Join();
        return 0;
    }

    private static void Beat(LateCycles late)
    {
        // This thread only: what prints must not delay the servers.
        if (SetScheduler(0, Fifo, Priority) != 0) throw new ProbeException("no real-time priority");
        for (long due = MonotonicClock.Microseconds + Interval; !s_ended; due += Interval)
        {
            SleepUntil(due);
            long now = MonotonicClock.Microseconds;
            late.Add(now - due);
            due = Math.Max(due, now - Interval); // what was slept through is over
        }
    }

    [LibraryImport("libc", EntryPoint = "sched_setscheduler")]
    private static partial int SetScheduler(int thread, int policy, in int priority);

    private static unsafe void SleepUntil(long microseconds)
    {
        timespec time;
        time.tv_sec = (nint)(microseconds / Million);
        time.tv_nsec = (nint)(microseconds % Million * 1000);
        _ = Posix.clock_nanosleep(Posix.CLOCK_MONOTONIC, Posix.TIMER_ABSTIME, &time, null);
    }
}

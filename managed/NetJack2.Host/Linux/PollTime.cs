// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Interop;
using NetJack2.RealTime;

namespace NetJack2.Host.Linux;

/// <summary>Durations in the structure that ppoll uses.</summary>
public static class PollTime
{
    /// <summary>Converts a duration in nanoseconds, which must be 0 or more.</summary>
    [RealTimeSafe]
    public static timespec From(long nanoseconds)
    {
        (long seconds, long rest) = Math.DivRem(nanoseconds, 1_000_000_000L);
        return new timespec { tv_sec = (nint)seconds, tv_nsec = (nint)rest };
    }
}

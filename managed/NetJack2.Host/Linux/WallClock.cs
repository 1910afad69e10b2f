// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Interop;
using NetJack2.RealTime;

namespace NetJack2.Host.Linux;

/// <summary>The time of day. It may jump, so it is only shown and stored. Allocates nothing.</summary>
public static unsafe class WallClock
{
    /// <summary>Nanoseconds since 1970 of UTC; 0: not known.</summary>
    public static long Nanoseconds
    {
        get
        {
            timespec time;
            return Posix.clock_gettime(Posix.CLOCK_REALTIME, &time) == 0 ? (time.tv_sec * Durations.SecondNs) + time.tv_nsec : 0;
        }
    }

    /// <summary>The same as a time of UTC.</summary>
    public static DateTime Utc => DateTime.UnixEpoch.AddTicks(Nanoseconds / TimeSpan.NanosecondsPerTick);
}

// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Interop;
using NetJack2.RealTime;

namespace NetJack2.Host.Linux;

/// <summary>The system's time of day. Allocates nothing.</summary>
public sealed unsafe partial class WallClock : IWallClock
{
    /// <summary>Nanoseconds since 1970-01-01, UTC; 0: not known.</summary>
    public static long Nanoseconds
    {
        get
        {
            timespec time;
            return Posix.clock_gettime(Posix.CLOCK_REALTIME, &time) == 0 ? (time.tv_sec * Durations.SecondNs) + time.tv_nsec : 0;
        }
    }

    /// <inheritdoc/>
    public long Utc => Nanoseconds;

    /// <inheritdoc/>
    public long ToLocal(long utc)
    {
        long seconds = utc / Durations.SecondNs;
        return LocalTime(in seconds, out BrokenDownTime local) == 0 ? utc : utc + (local.OffsetSeconds * Durations.SecondNs);
    }

    [LibraryImport("libc", EntryPoint = "localtime_r")]
    private static partial nint LocalTime(in long seconds, out BrokenDownTime local);

    // struct tm
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct BrokenDownTime
    {
        private readonly int _second, _minute, _hour, _day, _month, _year, _weekday, _yearday, _isSummer;

        /// <summary>Offset of local time in seconds east of UTC.</summary>
        public readonly long OffsetSeconds;
        private readonly nint _zone;
    }
}

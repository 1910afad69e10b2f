// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using System.Runtime.InteropServices;
using NetJack2.RealTime;

namespace NetJack2.Sessions.Takes;

/// <summary>A time of day of the Gregorian calendar.</summary>
/// <param name="Year">From 1970 on.</param>
/// <param name="Month">1…12.</param>
/// <param name="Day">1…31.</param>
/// <param name="Hour">0…23.</param>
/// <param name="Minute">0…59.</param>
/// <param name="Second">0…59.</param>
/// <param name="Millisecond">0…999.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CalendarTime(int Year, int Month, int Day, int Hour, int Minute, int Second, int Millisecond)
{
    private const int MillisecondsOfDay = 86_400_000;

    private static readonly int s_first = new DateOnly(1970, 1, 1).DayNumber;

    /// <summary>The beginning of the name of a file, such as "20261130T211405Z". Allocates.</summary>
    public string FileName =>
        string.Create(CultureInfo.InvariantCulture, $"{Year:0000}{Month:00}{Day:00}T{Hour:00}{Minute:00}{Second:00}Z");

    /// <summary>The calendar of a number of nanoseconds since 1970; earlier times are 1970. Allocates nothing.</summary>
    public static CalendarTime From(long nanoseconds)
    {
        long milliseconds = Math.Max(0, nanoseconds) / Durations.MillisecondNs;
        int ofDay = (int)(milliseconds % MillisecondsOfDay);
        var day = DateOnly.FromDayNumber(s_first + (int)(milliseconds / MillisecondsOfDay));
        return new CalendarTime(
            day.Year, day.Month, day.Day, ofDay / 3_600_000, ofDay / 60_000 % 60, ofDay / 1000 % 60, ofDay % 1000);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.RealTime;

namespace NetJack2.Sessions.Takes;

/// <summary>A time of day of the Gregorian calendar. Allocates nothing.</summary>
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
    private const int DaysOfEra = 146_097, DaysOfCentury = 36_524, DaysOfFourYears = 1_460, DaysOfYear = 365;

    // From the first of March of the year 0 to 1970.
    private const int DaysBefore1970 = 719_468;

    /// <summary>The calendar of a number of nanoseconds since 1970; earlier times are 1970.</summary>
    public static CalendarTime From(long nanoseconds)
    {
        long milliseconds = Math.Max(0, nanoseconds) / Durations.MillisecondNs;
        int ofDay = (int)(milliseconds % 86_400_000);
        // Years begin in March, so that the day of a leap year is the last one.
        int days = (int)(milliseconds / 86_400_000) + DaysBefore1970;
        int era = days / DaysOfEra;
        int ofEra = days % DaysOfEra;
        int year = (ofEra - (ofEra / DaysOfFourYears) + (ofEra / DaysOfCentury) - (ofEra / (DaysOfEra - 1))) / DaysOfYear;
        int ofYear = ofEra - ((DaysOfYear * year) + (year / 4) - (year / 100));
        int month = ((5 * ofYear) + 2) / 153;
        int day = ofYear - (((153 * month) + 2) / 5) + 1;
        bool isNextYear = month >= 10;
        return new CalendarTime(
            (era * 400) + year + (isNextYear ? 1 : 0), isNextYear ? month - 9 : month + 3, day,
            ofDay / 3_600_000, ofDay / 60_000 % 60, ofDay / 1000 % 60, ofDay % 1000);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using NetJack2.Host.Linux;
using NetJack2.Sessions.Takes;

namespace NetJack2.Host.Tests.Linux;

/// <summary>The time of day is that of .NET.</summary>
public class TimeOfDayTests
{
    private const long NanosecondsPerTick = 100;

    [TestCase("2026-01-15T12:00:00Z")]
    [TestCase("2026-07-15T23:59:59Z")]
    [TestCase("1970-01-02T00:00:00Z")]
    public void Local_time_is_that_of_the_time_zone(string text)
    {
        DateTime utc = DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).UtcDateTime;
        long shift = TimeZoneInfo.Local.GetUtcOffset(utc).Ticks * NanosecondsPerTick;
        Assert.That(new WallClock().ToLocal(NanosecondsOf(utc)), Is.EqualTo(NanosecondsOf(utc) + shift));
    }

    [Test]
    public void Each_day_of_two_centuries_is_that_of_the_calendar()
    {
        for (DateTime day = DateTime.UnixEpoch.AddMilliseconds(86_399_999); day.Year < 2170; day = day.AddDays(1))
            Assert.That(
                CalendarTime.From(NanosecondsOf(day)), Is.EqualTo(new CalendarTime(day.Year, day.Month, day.Day, 23, 59, 59, 999)));
        Assert.That(CalendarTime.From(-1), Is.EqualTo(new CalendarTime(1970, 1, 1, 0, 0, 0, 0)));
        Assert.That(CalendarTime.From(long.MaxValue).Year, Is.EqualTo(2262));
    }

    [Test]
    public void Now_is_now() => Assert.That(new WallClock().Utc, Is.EqualTo(NanosecondsOf(DateTime.UtcNow)).Within(1_000_000_000));

    private static long NanosecondsOf(DateTime utc) => (utc - DateTime.UnixEpoch).Ticks * NanosecondsPerTick;
}

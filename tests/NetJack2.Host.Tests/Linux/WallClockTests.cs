// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Linux;

namespace NetJack2.Host.Tests.Linux;

/// <summary>The time of day is that of .NET.</summary>
public class WallClockTests
{
    [TestCase("2026-01-15T12:00:00Z")]
    [TestCase("2026-07-15T23:59:59Z")]
    [TestCase("1969-12-31T23:00:00Z")]
    public void Local_time_is_that_of_the_time_zone(string text)
    {
        DateTime utc = DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime;
        Assert.That(new WallClock().ToLocal(utc), Is.EqualTo(utc + TimeZoneInfo.Local.GetUtcOffset(utc)));
    }

    [Test]
    public void Now_is_now() => Assert.That(new WallClock().Utc, Is.EqualTo(DateTime.UtcNow).Within(TimeSpan.FromSeconds(1)));
}

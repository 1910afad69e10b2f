// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Cli.Alarms;
using NetJack2.Cli.Tests.Events;
using NetJack2.Statistics;

namespace NetJack2.Cli.Tests.Alarms;

/// <summary>One alarm in ten seconds for each kind and session.</summary>
public class AlarmLimitTests
{
    [Test]
    public void What_follows_soon_is_counted_with_the_next()
    {
        var limit = new AlarmLimit(10);
        Assert.That(string.Join(' ', ((double[])[0, 1, 9.9, 10, 11, 25, 26]).Select(now => Try(limit, EventKind.Lost, "keys", now))),
            Is.EqualTo("0 - - 2 - 1 -"));
    }

    [Test]
    public void Another_kind_and_another_session_are_not_held_back()
    {
        var limit = new AlarmLimit(10);
        Assert.That(Try(limit, EventKind.Lost, "keys", 0) + Try(limit, EventKind.Gone, "keys", 0) + Try(limit, EventKind.Lost, "drums", 0),
            Is.EqualTo("000"));
    }

    [Test]
    public void Without_a_limit_each_is_an_alarm()
    {
        var limit = new AlarmLimit(0);
        Assert.That(Try(limit, EventKind.Lost, "keys", 5) + Try(limit, EventKind.Lost, "keys", 5), Is.EqualTo("00"));
    }

    [Test]
    public void An_alarm_that_could_not_be_given_is_counted_with_the_next_which_need_not_wait()
    {
        var limit = new AlarmLimit(10);
        Assert.That(limit.MayAlarm(Sample.Report(EventKind.Lost), 0, out long suppressed), Is.True);
        limit.Suppress(Sample.Report(EventKind.Lost), suppressed);
        Assert.That(Try(limit, EventKind.Lost, "keys", 0.1), Is.EqualTo("1"));
    }

    [Test]
    public void Any_number_of_names_takes_little_memory()
    {
        var limit = new AlarmLimit(10);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int name = 0; name < 20_000; name++)
            _ = Try(limit, EventKind.Refused, $"slave{name}", name);
        Assert.That(GC.GetTotalMemory(forceFullCollection: true) - before, Is.LessThan(1_000_000));
    }

    // How many were suppressed before it, or that it is itself.
    private static string Try(AlarmLimit limit, EventKind kind, string name, double now) =>
        limit.MayAlarm(Sample.Report(kind, name), now, out long suppressed) ? $"{suppressed}" : "-";
}

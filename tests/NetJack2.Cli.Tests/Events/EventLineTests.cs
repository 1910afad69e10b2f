// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Cli.Events;
using NetJack2.Cli.Layout;
using NetJack2.Rig.Events;
using NetJack2.Statistics;

namespace NetJack2.Cli.Tests.Events;

/// <summary>Events as people read them.</summary>
public class EventLineTests
{
    [TestCase(EventKind.Connected, 0, 1, 0, "48000 Hz", "48000 Hz")]
    [TestCase(EventKind.Connected, 2400, 1, 0, "48000 Hz", "48000 Hz, back after 2.4 s")]
    [TestCase(EventKind.Gone, 2000, 1, 0, "the peer sends nothing any more", "the peer sends nothing any more, last packet 2.0 s ago")]
    [TestCase(EventKind.Removed, 0, 1, 0, "", "has not reconnected; its client is removed")]
    [TestCase(EventKind.Interrupted, 200, 1, 0, "", "nothing arrives, for 200 ms")]
    [TestCase(EventKind.Resumed, 450, 1, 0, "", "sound is back after 450 ms")]
    [TestCase(EventKind.Lost, 64, 12, 480, "", "12 packets, 64 ms of sound, 480 samples concealed")]
    [TestCase(EventKind.Lost, 0, 1, 0, "", "1 packet")]
    [TestCase(EventKind.Late, 0, 3, 0, "", "3 packets")]
    [TestCase(EventKind.Xrun, 0, 2, 0, "the card was restarted", "2 xruns, the card was restarted")]
    [TestCase(EventKind.Refused, 0, 60, 0, "the manager's limit -N 1 is reached", "the manager's limit -N 1 is reached, 60 times")]
    [TestCase(EventKind.DeviceGone, 5, 1, 0, "", "the card is disconnected; its ports are silent")]
    [TestCase(EventKind.DeviceBack, 180_000, 1, 0, "48000 Hz, 256 frames", "48000 Hz, 256 frames, back after 3 min")]
    [TestCase(EventKind.Transport, 0, 4, 0, "start", "start, the last of 4 orders")]
    [TestCase(EventKind.Fault, 0, 1, 0, "OverflowException in a cycle", "1 internal error, OverflowException in a cycle")]
    [TestCase((EventKind)99, 0, 1, 0, "something new", "something new")]
    public void An_event_line_contains_the_values(EventKind kind, int milliseconds, long count, int concealed, string reason, string text)
    {
        PageEvent happened = Sample.Of(1, kind, count: count);
        (happened.Duration, happened.Concealed, happened.Reason) = (milliseconds * 1_000_000L, concealed, PageText.From(reason));
        Assert.That(Sample.Report(happened).Text, Is.EqualTo(text));
    }

    [Test]
    public void A_line_has_time_kind_name_and_module_and_fits_into_80_columns()
    {
        PageEvent refused = Sample.Of(1, EventKind.Refused, name: new string('x', 30));
        refused.Reason = PageText.From("no interface, or not the one of -I, is up and has an address");
        string[] lines = [.. EventLine.Lines(Sample.Report(refused), 80, isColoured: false)];
        Assert.That(lines[0], Does.Match(@"^\d\d-\d\d \d\d:\d\d:\d\d\.\d\d\d  refused      x{30} \(netmanager\): "));
        Assert.That(lines.Select(CellWidth.Of), Has.All.LessThanOrEqualTo(80));
        Assert.That(lines.Skip(1), Has.All.StartsWith(new string(' ', 33)));
        Assert.That(lines[^1], Does.EndWith("an address"));
        Assert.That(EventLine.Of(Sample.Report(refused)), Does.EndWith("is up and has an address"));
    }

    [Test]
    public void Colours_are_there_only_where_they_are_wanted_and_for_what_is_wrong()
    {
        foreach ((EventKind kind, string look) in ((EventKind, string)[])
            [(EventKind.Gone, "\u001b[31m"), (EventKind.Lost, "\u001b[33m"), (EventKind.Connected, "")])
        {
            string line = EventLine.Lines(Sample.Report(kind), 80, isColoured: true).Single();
            Assert.That((line.StartsWith('\u001b'), line.StartsWith(look, StringComparison.Ordinal)), Is.EqualTo((look.Length != 0, true)));
            Assert.That(EventLine.Lines(Sample.Report(kind), 80, isColoured: false).Single(), Does.Not.Contain('\u001b'));
        }
    }

    [Test]
    public void Missed_events_are_reported_before_the_line()
    {
        EventReport report = Sample.Report(EventKind.Lost) with { Missed = 7 };
        Assert.That(
            EventLine.Lines(report, 80, isColoured: false).First(),
            Is.EqualTo("(7 events of netmanager were overwritten before they were read)"));
    }

    [TestCase("", "10.0.0.2:19000")]
    [TestCase("keys\u001b[2J", "keys_[2J")]
    public void An_event_is_named_by_its_peer_where_that_has_no_name_and_names_are_cleaned(string name, string subject)
        => Assert.That(Sample.Report(EventKind.Refused, name).Subject, Is.EqualTo(subject));
}

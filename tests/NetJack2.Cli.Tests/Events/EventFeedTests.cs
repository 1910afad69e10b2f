// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using System.Text.Json;
using NetJack2.Cli.Events;
using NetJack2.Rig.Events;
using NetJack2.Statistics;
using NetJack2.Statistics.Tests;

namespace NetJack2.Cli.Tests.Events;

/// <summary>The events of all pages, each once.</summary>
public sealed class EventFeedTests
{
    private PageFolder _folder = null!;
    private EventFeed _feed = null!;

    [SetUp]
    public void Begin()
    {
        _folder = new PageFolder();
        _feed = new EventFeed(_folder.Path);
    }

    [TearDown]
    public void End() => _folder.Dispose();

    [Test]
    public void Events_of_all_modules_are_sorted_by_time_and_each_is_there_once()
    {
        Assert.That(_feed.Take(), Is.Empty);
        Put(ModuleKind.NetManager, Sample.Of(1, name: "a", time: 100), Sample.Of(2, name: "c", time: 300));
        Put(ModuleKind.AudioAdapter, Sample.Of(1, EventKind.DeviceGone, name: "b", time: 200));
        Assert.That(Names(), Is.EqualTo("a b c"));
        Assert.That(Names(), Is.Empty);
        Put(ModuleKind.NetManager,
            Sample.Of(1, name: "a", time: 100), Sample.Of(2, name: "c", time: 300), Sample.Of(3, name: "d", time: 9));
        Put(ModuleKind.NetDriver, Sample.Of(1, name: "e", time: 250));
        Assert.That(Names(), Is.EqualTo("d e"));
    }

    [Test]
    public void A_module_that_is_loaded_anew_begins_with_its_first_event()
    {
        Put(ModuleKind.NetDriver, Sample.Of(1, name: "a", time: 100), Sample.Of(2, name: "b", time: 200));
        Assert.That(Names(), Is.EqualTo("a b"));
        Put(ModuleKind.NetDriver, Sample.Of(1, name: "c", time: 900));
        Assert.That(Names(), Is.EqualTo("c"));
        Put(ModuleKind.NetDriver);
        Assert.That(Names(), Is.Empty);
        Put(ModuleKind.NetDriver, Sample.Of(1, name: "d", time: 901), Sample.Of(2, name: "e", time: 902));
        Assert.That(Names(), Is.EqualTo("d e"));
    }

    [Test]
    public void What_was_overwritten_before_it_was_read_is_counted()
    {
        Put(ModuleKind.NetDriver, Sample.Of(1));
        _ = _feed.Take();
        Put(ModuleKind.NetDriver, [.. Enumerable.Range(1, 300).Select(serial => Sample.Of((ulong)serial))]);
        IReadOnlyList<EventReport> events = _feed.Take();
        Assert.That(
            (events.Count, events[0].Serial, events[0].Missed, events[1].Missed, events[^1].Serial),
            Is.EqualTo((111, 190UL, 188UL, 0UL, 300UL)));
    }

    [Test]
    public void Numbers_that_go_backwards_are_another_page_and_end_nothing()
    {
        foreach (ulong serial in (ulong[])[ulong.MaxValue - 5, 3, ulong.MaxValue - 200, 1])
        {
            Put(ModuleKind.NetDriver, Sample.Of(serial, time: 1 + (long)(serial / 2)));
            Assert.That(_feed.Take().Select(report => report.Serial), Is.EqualTo(new[] { serial }));
        }
    }

    [Test]
    public void Any_bytes_in_a_ring_can_be_shown()
    {
        var random = new Random(1);
        byte[] page = new byte[PageWriter.SizeOf(1)];
        for (int round = 0; round < 200; round++)
        {
            random.NextBytes(page);
            PageWriter.Begin(page, ModuleKind.NetDriver, Environment.ProcessId, PageOwner.StartTimeOf(Environment.ProcessId), 1);
            for (ulong place = 0; place < PageEvent.RingLength; place++)
            {
                ulong serial = place + 1 + (PageEvent.RingLength * (ulong)random.Next());
                foreach (int at in (int[])[0, 248])
                    MemoryMarshal.Write(page.AsSpan(PageHeader.Size + SessionStatistics.Size + ((int)place * PageEvent.Size) + at), serial);
                if (random.Next(2) == 0)
                    page[PageHeader.Size + SessionStatistics.Size + ((int)place * PageEvent.Size) + 24] = (byte)random.Next(16);
            }
            File.WriteAllBytes(PageFile.PathOf(ModuleKind.NetDriver, Environment.ProcessId, 0, _folder.Path), page);
            IReadOnlyList<EventReport> events = _feed.Take();
            string lines = string.Join("", events.SelectMany(report => EventLine.Lines(report, 80, isColoured: false)));
            Assert.That((events.Count > 1, lines.Any(char.IsControl), EventsJson.Write(events).Any(char.IsControl)),
                Is.EqualTo((true, false, false)));
        }
    }

    [Test]
    public void Pages_without_a_ring_and_cut_ones_have_no_events()
    {
        Put(ModuleKind.NetDriver, Sample.Of(1));
        string path = PageFile.PathOf(ModuleKind.NetDriver, Environment.ProcessId, 0, _folder.Path);
        byte[] page = File.ReadAllBytes(path);
        File.WriteAllBytes(path, page[..^1]);
        Assert.That(_feed.Take(), Is.Empty);
        page.AsSpan(28, 4).Clear();
        File.WriteAllBytes(path, page[..(PageHeader.Size + SessionStatistics.Size)]);
        Assert.That((_feed.Take().Count, _folder.Read().Count), Is.EqualTo((0, 1)));
    }

    [Test]
    [Property("Defect", "Fault-10")]
    public void Events_that_another_user_has_made_up_are_not_shown()
    {
        Assume.That(Environment.IsPrivilegedProcess, "only root may give files away");
        Put(ModuleKind.NetDriver, Sample.Of(1));
        OddFiles.GiveAway(_folder.Path, recursive: true);
        Assert.That(_feed.Take(), Is.Empty);
    }

    [Test]
    public void Json_has_the_fields_of_an_event_and_null_where_it_has_none()
    {
        PageEvent lost = Sample.Of(1, count: 12), gone = Sample.Of(2, EventKind.Gone);
        (lost.Duration, lost.Concealed, gone.Duration) = (64_000_000, 480, 2_000_000_000);
        gone.Reason = PageText.From("the peer sends nothing any more");
        gone.SessionId = 0;
        Put(ModuleKind.NetManager, lost, gone);
        string json = EventsJson.Write(_feed.Take());
        JsonElement events = JsonDocument.Parse(json).RootElement;
        Assert.That(json, Does.Not.Contain('\n'));
        Assert.That(
            string.Join(
                ' ', Values(events[0], "event", "module", "name", "peer", "count", "milliseconds", "concealedSamples", "sessionId")),
            Is.EqualTo("\"lost\" \"netmanager\" \"keys\" \"10.0.0.2:19000\" 12 64 480 7"));
        Assert.That(
            string.Join(' ', Values(events[1], "event", "reason", "milliseconds", "concealedSamples", "sessionId", "serial", "missed")),
            Is.EqualTo("\"gone\" \"the peer sends nothing any more\" 2000 null null 2 0"));
        Assert.That(events[0].GetProperty("time").GetString(), Is.EqualTo("2026-11-30T00:53:20Z"));
    }

    private static IEnumerable<string> Values(JsonElement element, params string[] names) =>
        names.Select(name => element.GetProperty(name).GetRawText());

    private void Put(ModuleKind module, params PageEvent[] events) => _folder.Put(module, [default(SessionStatistics)], events);

    private string Names() => string.Join(' ', _feed.Take().Select(report => report.Name));
}

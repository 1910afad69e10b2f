// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text.Json;
using NetJack2.Cli.Commands;
using NetJack2.Cli.Doctor;
using NetJack2.Protocol.Extension;
using NetJack2.Rig.Pages;
using NetJack2.Statistics;

namespace NetJack2.Cli.Tests;

/// <summary>The -l that stat and doctor advise.</summary>
public sealed class LatencyAdviceTests
{
    private PageFolder _folder = null!;

    [SetUp]
    public void Begin() => _folder = new PageFolder();

    [TearDown]
    public void End() => _folder.Dispose();

    [TestCase(5, 2, 16_000, 600, "keys: -l 2 would have done for the last 10 min (now 5).", Verdict.Good)]
    [TestCase(5, 4, 16_000, 61, "keys: -l 4 would have done for the last 1 min (now 5); for 99.9 % of the cycles -l 2 was enough.",
        Verdict.Good)]
    [TestCase(2, 2, 0, 45, "keys: -l 2 was needed, and was enough, for the last 45 s.", Verdict.Good)]
    [TestCase(2, 3, -5334, 600, "keys: -l 3 is needed (now 2, last 10 min).", Verdict.Note)]
    [TestCase(2, 7, 5333, 600, "keys: -l 7 is needed (now 2, last 10 min); for 99.9 % of the cycles -l 1 was enough.", Verdict.Note)]
    [TestCase(2, 40, 5333, 600, "keys: no -l would have done for the last 10 min: a cycle came 7.0 ms too late (now -l 2); "
        + "for 99.9 % of the cycles -l 1 was enough.", Verdict.Note)]
    [TestCase(0, 0, 1200, 600, "keys: -l 0 was needed, and was enough, for the last 10 min.", Verdict.Good)]
    public void A_master_advises_the_latency_that_the_round_trip_needs(
        int latency, int needed, int usual, int seconds, string text, object verdict)
    {
        _folder.Put(ModuleKind.NetManager, Session("keys", latency, needed, usual, seconds));
        IReadOnlyList<ModulePage> pages = _folder.Read();
        Assert.That(StatCommand.Advice(pages, 200), Is.EqualTo(new[] { text }));
        Finding finding = PageChecks.Run(pages).Last();
        Assert.That((finding.Verdict, finding.Text.EndsWith(text, StringComparison.Ordinal)), Is.EqualTo(((Verdict)verdict, true)));
    }

    [TestCase(5, 1, "studio: this end alone needs -l 1 or more (now 5, last 10 min); "
        + "netjack2 stat on the master shows what the round trip needs.")]
    [TestCase(2, 3, "studio: this end alone needs -l 3 or more (now 2, last 10 min); "
        + "netjack2 stat on the master shows what the round trip needs.")]
    public void A_slave_knows_only_its_own_part(int latency, int needed, string text)
    {
        _folder.Put(ModuleKind.NetDriver, Session("studio", latency, needed, usual: 2000, seconds: 600));
        Assert.That(StatCommand.Advice(_folder.Read(), 200), Is.EqualTo(new[] { text }));
    }

    [TestCase(LatencyMode.Auto, "auto", 3, "-l 3 would have done")]
    [TestCase(LatencyMode.Auto, "auto", 9, "-l 9 would have done")]
    [TestCase(LatencyMode.Stable, "auto:stable", 31, "no -l would have done")]
    [TestCase(LatencyMode.Constant, "auto", 3, "-l 3 would have done", Description = "a module that does not say it")]
    public void An_automatic_latency_is_shown_as_it_was_given_and_needs_no_advice(LatencyMode mode, string word, int needed, string advice)
    {
        SessionStatistics session = Session("keys", latency: 3, needed, usual: 5333, seconds: 600);
        session.Capabilities = (int)(Capabilities.CyclePackets | Capabilities.AutoLatency);
        session.LatencyMode = (int)mode;
        _folder.Put(ModuleKind.NetManager, session);
        IReadOnlyList<ModulePage> pages = _folder.Read();
        Assert.That(StatCommand.Advice(pages, 200).Single(), Is.EqualTo($"keys: -l {word} is 3 now; {advice} for the last 10 min."));
        Assert.That(PageChecks.Run(pages).Last().Verdict, Is.EqualTo(Verdict.Good));
        Assert.That(SessionTable.FormatOf(pages[0].Sessions[0]), Does.Contain($"-l {word} (now 3)"));
    }

    [Test]
    public void Each_session_has_a_line_and_what_was_not_measured_has_none()
    {
        _folder.Put(
            ModuleKind.NetManager, Session("keys", 5, 2, 16_000, 600), Session("drums", 5, 3, 10_666, 5), Session("bass", 2, 1, 5333, 60));
        string names = string.Join(' ', StatCommand.Advice(_folder.Read(), 200).Select(line => line.Split(' ')[0]));
        Assert.That(names, Is.EqualTo("keys: bass:"));
    }

    [Test]
    public void A_session_without_measurements_is_reported_as_such()
    {
        _folder.Put(ModuleKind.NetManager, Session("keys", 5, 0, 0, 0) with { Counters = default });
        IReadOnlyList<ModulePage> pages = _folder.Read();
        Assert.That(StatCommand.Advice(pages, 200).Single(), Does.StartWith("No session has run for long enough"));
        SessionReport session = pages.Single().Sessions.Single();
        Assert.That((session.Cells["margin"], session.Cells["-l needed"]), Is.EqualTo(("", "")));
        JsonElement json = JsonDocument.Parse(PagesJson.Write(pages)).RootElement[0].GetProperty("sessions")[0];
        Assert.That(json.GetProperty("latencyNeeded").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public void The_margin_is_in_the_table_and_in_json()
    {
        _folder.Put(ModuleKind.NetManager, Session("keys", 5, 0, 10_666, 600));
        IReadOnlyList<ModulePage> pages = _folder.Read();
        SessionReport session = pages.Single().Sessions.Single();
        Assert.That(
            (session.Cells["margin"], session.Cells["-l needed"]), Is.EqualTo(("16.0 ms, 99.9 % 10.7, worst -7.0", "-l 0 (last 10 min)")));
        JsonElement json = JsonDocument.Parse(PagesJson.Write(pages)).RootElement[0].GetProperty("sessions")[0];
        Assert.That(
            (json.GetProperty("marginMilliseconds").GetDouble(), json.GetProperty("worstMarginMilliseconds").GetDouble(),
                json.GetProperty("latencyNeeded").GetInt32()),
            Is.EqualTo((16.0, -7.0, 0)));
    }

    private static SessionStatistics Session(string name, int latency, int needed, int usual, int seconds) => new()
    {
        State = (uint)SessionState.Running,
        Name = PageText.From(name),
        SampleRate = 48_000,
        Period = 256,
        Latency = latency,
        Counters = new SessionCounters
        {
            Cycles = 100_000,
            MarginMedian = 16_000,
            MarginUsual = usual,
            MarginWorst = -7000,
            LatencyNeeded = needed,
            MarginCycles = 100_000,
            MarginSeconds = seconds,
        },
    };
}

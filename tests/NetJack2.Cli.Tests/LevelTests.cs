// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text.Json;
using NetJack2.Cli.Layout;
using NetJack2.Cli.Top;
using NetJack2.Rig.Pages;
using NetJack2.Statistics;

namespace NetJack2.Cli.Tests;

/// <summary>Levels of audio ports, as top and stat show them.</summary>
public sealed class LevelTests
{
    private PageFolder _folder = null!;

    [SetUp]
    public void Begin() => _folder = new PageFolder();

    [TearDown]
    public void End() => _folder.Dispose();

    [Test]
    public void Levels_of_a_session_are_in_json_in_dB_of_full_scale()
    {
        Put(sessionId: 7, new PortMeter { Peak = 0.125f, Held = 0.5f }, new PortMeter { Peak = 1.25f, Held = 1.25f, Clipped = 3 });
        JsonElement levels = Json().GetProperty("levels");
        Assert.That(
            levels.GetProperty("outgoing").GetRawText(),
            Is.EqualTo("""[{"peakDbfs":-18.06,"heldDbfs":-6.02,"clipped":0},{"peakDbfs":1.94,"heldDbfs":1.94,"clipped":3}]"""));
        Assert.That(levels.GetProperty("incoming").GetRawText(), Is.EqualTo("""[{"peakDbfs":null,"heldDbfs":null,"clipped":0}]"""));
    }

    [Test]
    public void Levels_of_another_session_or_of_none_are_not_those_of_this_one([Values(8u, null)] uint? sessionId)
    {
        _folder.Put(ModuleKind.NetDriver, Session());
        if (sessionId is { } other)
            Put(other, new PortMeter { Peak = 1 });
        Assert.That(Json().GetProperty("levels").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [TestCase(float.NaN, null)]
    [TestCase(-1f, null)]
    [TestCase(float.PositiveInfinity, 60.0)]
    [TestCase(float.Epsilon, -897.07)]
    public void A_page_with_impossible_levels_is_shown_as_numbers(float peak, double? dbfs)
    {
        Put(sessionId: 7, new PortMeter { Peak = peak, Held = peak, Clipped = long.MinValue });
        Assert.That(PagesJson.Write([.. _folder.Read().Select(LevelReport.AddTo)]), Does.Contain("clipped"));
        PortLevel level = Levels().Outgoing[0];
        Assert.That((level.PeakDbfs, level.HeldDbfs, level.Clipped), Is.EqualTo((dbfs, dbfs, 0L)));
        Assert.That(LevelLines.Of(Levels(), 80).Select(CellWidth.Of), Has.All.LessThanOrEqualTo(80));
    }

    [TestCase(80)]
    [TestCase(120)]
    [TestCase(200)]
    public void Bars_fill_the_width_and_each_is_at_its_place_with_its_clip_mark(int width)
    {
        var levels = new LevelReport(
            [new PortLevel(-30, -30, 0), new PortLevel(0, 0, 1), new PortLevel(60, 60, long.MaxValue)],
            [.. Enumerable.Repeat(new PortLevel(null, null, 0), 255)]);
        string[] lines = [.. LevelLines.Of(levels, width)];
        Assert.That(lines, Has.Length.EqualTo(257));
        Assert.That(lines.Select(CellWidth.Of), Has.All.LessThanOrEqualTo(width));
        int bar = Math.Min(60, ((width - 2) / 2) - 23);
        Assert.That(lines[2], Does.Match($"^  1 █{{{bar / 2}}}[▌·]·{{{(bar - 1) / 2}}}  -30.0 .* 1 ·{{{bar}}} silent$"));
        Assert.That(lines[3], Does.Match($"^  2 █{{{bar}}}    0.0 clip 1 .* 2 ·+ silent$"));
        Assert.That(lines[4], Does.Match($"^  3 █{{{bar}}}   60.0 clip 99999\\+ .* 3 ·+ silent$"));
        Assert.That(lines[256], Does.Match("^ +255 ·+ silent$"));
        Assert.That(lines.Skip(2).Select(line => line.IndexOf("silent", StringComparison.Ordinal)).Distinct().Count(), Is.EqualTo(1));
    }

    private static SessionStatistics Session() => new()
    {
        State = (uint)SessionState.Running, Name = PageText.From("studio"), SampleRate = 48_000, Period = 256,
        Counters = new SessionCounters { SessionId = 7 },
    };

    private JsonElement Json() =>
        JsonDocument.Parse(PagesJson.Write([.. _folder.Read().Select(LevelReport.AddTo)])).RootElement[0].GetProperty("sessions")[0];

    private LevelReport Levels() => LevelReport.AddTo(_folder.Read().Single()).Sessions[0].Levels!;

    private void Put(uint sessionId, params IReadOnlyList<PortMeter> outgoing)
    {
        _folder.Put(ModuleKind.NetDriver, Session());
        ModulePage page = _folder.Read().Single();
        var meters = new SessionMeters { SessionId = sessionId, OutgoingCount = outgoing.Count, IncomingCount = 1 };
        for (int port = 0; port < outgoing.Count; port++)
            meters.Outgoing[port] = outgoing[port];
        using var file = File.OpenHandle(PageFile.MetersOf(page.Path), FileMode.Create, FileAccess.Write);
        MeterPage.WriteHeader(file, page.Header, now: 0);
        _ = MeterPage.Write(file, 0, ref meters, 0);
    }
}

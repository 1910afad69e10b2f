// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Cli.Commands;
using NetJack2.Cli.Layout;
using NetJack2.Cli.Top;
using NetJack2.Rig.Pages;
using NetJack2.Statistics;

namespace NetJack2.Cli.Tests;

/// <summary>What the other side measures, beside what this one does.</summary>
public sealed class PeerReportTests
{
    private PageFolder _folder = null!;

    [SetUp]
    public void Begin() => _folder = new PageFolder();

    [TearDown]
    public void End() => _folder.Dispose();

    [Test]
    public void A_report_is_a_row_of_stat_columns_of_top_and_numbers_of_json([Values(80, 200)] int width)
    {
        IReadOnlyList<ModulePage> pages = Pages(new PeerCounters
        {
            PeerReported = 5, PeerLost = 9, PeerIncompleteCycles = 8, PeerConcealedFrames = 512, PeerXruns = 3, PeerLoad = 1234, Load = 420,
        });
        string[] table = [.. SessionTable.Lines(pages, width)];
        Assert.That(string.Join(' ', table.Select(line => line.Trim())), Does.Match("at the peer +9 lost, 8 gaps, 512 concealed, 3 xruns"));
        Assert.That(table, Has.Some.Match("^DSP load +4.2 %$"));
        Assert.That(table.Select(CellWidth.Of), Has.All.LessThanOrEqualTo(width));
        string[] lines = [.. TopTable.Lines(new LossHistory().Take(pages, 1), width, hasHistory: true)];
        Assert.That((lines[0].Contains("peer lost", StringComparison.Ordinal), lines[0].Contains("peer load", StringComparison.Ordinal)),
            Is.EqualTo((true, width == 200)));
        Assert.That(lines.Select(CellWidth.Of), Has.All.LessThanOrEqualTo(width));
        Assert.That(
            PagesJson.Write(pages),
            Does.Contain("\"load\":4.2,\"peerLost\":9,\"peerIncompleteCycles\":8,\"peerConcealedFrames\":512,\"peerXruns\":3,"
                + "\"peerLoad\":12.34"));
    }

    [Test]
    public void What_is_not_known_is_null_and_has_no_row([Values] bool hasReported)
    {
        IReadOnlyList<ModulePage> pages = Pages(
            new PeerCounters { PeerReported = hasReported ? 5 : 0, PeerXruns = -1, PeerLoad = -1, Load = -1 });
        Assert.That(string.Join('\n', SessionTable.Lines(pages, 80)), Does.Not.Contain("DSP load").And.Not.Match("concealed, .*xruns"));
        Assert.That(PagesJson.Write(pages), Does.Contain("\"peerXruns\":null,\"peerLoad\":null").And.Contain("\"load\":null"));
        Assert.That(
            PagesJson.Write(pages).Contains("\"peerLost\":0", StringComparison.Ordinal), Is.EqualTo(hasReported));
    }

    private IReadOnlyList<ModulePage> Pages(PeerCounters reported)
    {
        _folder.Put(ModuleKind.NetDriver, new SessionStatistics
        {
            State = (uint)SessionState.Running, Name = PageText.From("studio"), SampleRate = 48_000, Period = 256, Reported = reported,
        });
        return _folder.Read();
    }
}

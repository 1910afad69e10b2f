// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Cli.Layout;
using NetJack2.Cli.Takes;
using NetJack2.Statistics.Takes;

namespace NetJack2.Cli.Tests.Takes;

/// <summary>The files of takes, as people read them, whatever is in them.</summary>
public class TakeReportTests
{
    private const string Begin = "2026-11-30T20:14:05.000Z,\"netmanager\",\"\",,begin,96000,0,0,48000";
    private const string End = "2026-11-30T20:15:20.000Z,\"netmanager\",\"keys\",,end,3696000,3600000,0,48000";
    private const string Lost = "2026-11-30T20:14:07.000Z,\"netmanager\",\"keys\",1-2,concealed,192000,96000,256,48000";

    [Test]
    public void A_clean_take_is_exact()
    {
        TakeReport take = Parse(Begin, End);
        Assert.That((take.IsExact, take.Frames, take.WrongFrames, take.Rate), Is.EqualTo((true, 3_600_000L, 0L, 48_000)));
        Assert.That(RowOf(take), Does.Match("^1  2026-11-30 \\d\\d:14:05  netmanager  1:15.000  3 600 000 frames exact$"));
    }

    [Test]
    public void A_take_with_a_fault_shows_where_it_is_within_80_columns()
    {
        TakeReport take = Parse(Begin, Lost, End.Replace(",3600000,0,", ",3600000,256,", StringComparison.Ordinal));
        Assert.That(take.IsExact, Is.False);
        Assert.That(RowOf(take), Does.EndWith("1:15.000  256 of 3 600 000 frames not exact"));
        string[] lines = [.. TakeLines.Details(take, 80)];
        Assert.That(lines[1], Does.Match("^  \\d\\d:14:07.000  0:02.000  frame 192000  256 long  concealed  keys  1-2$"));
        Assert.That(lines, Is.All.Matches<string>(line => CellWidth.Of(line) <= 80));
    }

    [TestCase("")]
    [TestCase("garbage")]
    [TestCase("2026-11-30T20:14:07.000Z,\"netmanager\",\"keys\",1-2,exploded,192000,96000,256,48000")]
    [TestCase("2026-11-30T20:14:07.000Z,\"netmanager\",\"keys\",1-2,concealed,-1,96000,256,48000")]
    [TestCase("2026-11-30T20:14:07.000Z,\"netmanager\",\"keys\",1-2,concealed,192000,96000,99999999999999999999,48000")]
    [TestCase("2026-11-30T20:14:07.000Z,\"netmanager\",\"keys\",1-2,concealed,192000,96000,256,0")]
    [TestCase("2026-11-30T20:14:07.000Z,\"netmanager\",\"keys\",1-2,concealed,192000,96000,256")]
    [TestCase("2026-11-30T20:14:07.000Z,\"netmanager\",\"ke,1-2,concealed,192000,96000,256,48000")]
    [TestCase("yesterday,\"netmanager\",\"keys\",1-2,concealed,192000,96000,256,48000")]
    public void A_line_that_was_changed_makes_no_take_exact(string line)
    {
        TakeReport take = Parse(Begin, line, End);
        Assert.That(take.IsExact, Is.EqualTo(line.Length == 0), "an empty line is none");
        if (line.Length != 0)
            Assert.That(RowOf(take), Does.EndWith("1 lines of the file are invalid"));
    }

    [Test]
    public void A_take_without_its_end_is_not_exact()
    {
        TakeReport take = Parse(Begin, Lost);
        Assert.That((take.IsExact, take.Frames), Is.EqualTo((false, (long?)null)));
        Assert.That(RowOf(take), Does.EndWith("not ended, 1 faults"));
        Assert.That(TakesJson.Write(take), Does.Contain("\"frames\":null"));
    }

    [Test]
    public void Another_heading_is_not_exact() => Assert.That(TakeReport.Parse("file", $"time,what\n{Begin}\n{End}\n").IsExact, Is.False);

    [Test]
    public void Hostile_text_controls_no_terminal_and_quotes_are_undone()
    {
        string name = "a \"\"b\"\", \u001b[31mred\u202e" + new string('x', 500);
        TakeReport take = Parse(Begin, Lost.Replace("keys", name, StringComparison.Ordinal), End);
        Assert.That(take.Faults[0].Peer, Does.StartWith("a \"b\", _[31mred_xxx").And.Length.LessThanOrEqualTo(64));
        Assert.That(string.Join('\n', TakeLines.Details(take, 80)), Does.Not.Contain('\u001b').And.Not.Contain('\u202e'));
        Assert.That(TakesJson.Write(take), Does.Contain("_[31mred_"));
    }

    [Test]
    public void Longest_numbers_make_no_nonsense()
    {
        const string huge = "281474976710655";
        TakeReport take = Parse(
            Begin, Lost.Replace("96000,256", $"{huge},{huge}", StringComparison.Ordinal),
            End.Replace("3600000", huge, StringComparison.Ordinal));
        Assert.That(() => TakeLines.Details(take, 80).Count(), Throws.Nothing);
        Assert.That(RowOf(take), Does.Contain("281 474 976 710 655"));
    }

    [Test]
    public void Two_slaves_are_two_lines()
    {
        TakeReport take = Parse(Begin, Lost, End, End.Replace("keys", "drums", StringComparison.Ordinal));
        Assert.That(TakeLines.Details(take, 80), Does.Contain("  drums: 0 of 3 600 000 frames"));
    }

    [Test]
    public void No_more_frames_are_wrong_than_there_are()
    {
        string end = End.Replace(",3600000,0,", ",3600000,2000000,", StringComparison.Ordinal);
        TakeReport take = Parse(Begin, Lost, end, end.Replace("keys", "drums", StringComparison.Ordinal));
        Assert.That(RowOf(take), Does.EndWith("3 600 000 of 3 600 000 frames not exact"));
    }

    private static TakeReport Parse(params string[] lines) =>
        TakeReport.Parse("/home/user/.local/state/netjack2/takes/x.csv", $"{TakeWords.Heading}\n{string.Join('\n', lines)}\n");

    private static string RowOf(TakeReport take) => TakeLines.List([take], 200).Single();
}

// SPDX-License-Identifier: GPL-2.0-or-later
using System.IO.Pipes;
using NetJack2.Cli.Commands;
using NetJack2.Cli.Layout;
using NetJack2.Statistics;

namespace NetJack2.Cli.Tests;

/// <summary>Tables and paragraphs in a terminal.</summary>
public class TextLayoutTests
{
    private const int Terminal = 80;

    [TestCase("keys", ExpectedResult = 4)]
    [TestCase("Schlagzeug ü", ExpectedResult = 12)]
    [TestCase("鍵盤", ExpectedResult = 4)]
    [TestCase("e\u0301", ExpectedResult = 1)]
    [TestCase("🎹⭐⌚", ExpectedResult = 6)]
    [TestCase("🌡☂", ExpectedResult = 2)]
    [TestCase("\u1112\u1161\u11ab", ExpectedResult = 2)]
    public int The_width_of_a_text_is_that_of_a_terminal(string text) => CellWidth.Of(text);

    [TestCase("keyboard", 8, ExpectedResult = "keyboard")]
    [TestCase("keyboard", 5, ExpectedResult = "keyb…")]
    [TestCase("鍵盤鍵盤", 4, ExpectedResult = "鍵…")]
    [TestCase("keyboard", 0, ExpectedResult = "")]
    public string A_longer_text_is_cut_with_an_ellipsis(string text, int width) => CellWidth.Cut(text, width);

    [Test]
    public void A_paragraph_is_wrapped_between_words_and_never_in_one()
    {
        Assert.That(Joined(TextLines.Wrap("one two three", 7)), Is.EqualTo("one two|three"));
        Assert.That(Joined(TextLines.Wrap("a incomprehensibilities b", 6)), Is.EqualTo("a|incomprehensibilities|b"));
        Assert.That(Joined(TextLines.Hang("note ", "one two three", 12)), Is.EqualTo("note one two|     three"));
    }

    [Test]
    public void Columns_that_do_not_fit_beside_the_others_go_to_a_further_line()
    {
        string[][] rows = [["keys", "running", "10.0.0.2"], ["drums-left", "silent", "10.0.0.30"]];
        Assert.That(
            Joined(TextLines.Columns(rows, 40, 2)), Is.EqualTo("  keys        running  10.0.0.2|  drums-left  silent   10.0.0.30"));
        Assert.That(
            Joined(TextLines.Columns(rows, 24, 2)),
            Is.EqualTo("  keys        running|    10.0.0.2|  drums-left  silent|    10.0.0.30"));
    }

    [Test]
    public void List_and_stat_fit_into_eighty_columns_with_unbroken_words()
    {
        using var folder = new PageFolder();
        folder.Put(ModuleKind.NetManager, [.. Enumerable.Range(0, 64).Select(index => Session($"keyboards-{index}"))]);
        folder.Put(ModuleKind.NetDriver, new SessionStatistics
        {
            State = (uint)SessionState.Searching, Peer = PageText.From("225.3.19.154:19000"),
            Counters = new SessionCounters { LastProblem = (int)SearchProblem.OfferRejected },
        });
        string[] list = [.. ListCommand.Lines(folder.Read(), Terminal)], stat = [.. SessionTable.Lines(folder.Read(), Terminal)];
        foreach (string line in list.Concat(stat))
            Assert.That(CellWidth.Of(line), Is.LessThanOrEqualTo(Terminal), line);
        Assert.That(list, Has.Some.Contains("48000 Hz, 256 frames, -l 2, async"));
        Assert.That(
            list.Count(line => line.Contains("[fe80::1234:5678:9abc:def0%enp0s31f6]:19000", StringComparison.Ordinal)), Is.EqualTo(64));
        Assert.That(string.Join(' ', stat), Does.Contain("master's offer").And.Contain("keyboards-63"));
    }

    [Test]
    public void A_session_is_one_line_of_list_where_there_is_room()
    {
        using var folder = new PageFolder();
        folder.Put(ModuleKind.NetManager, Session("keys"), Session("drums"));
        Assert.That(ListCommand.Lines(folder.Read(), int.MaxValue).Count(), Is.EqualTo(3));
    }

    [Test]
    public void Counts_that_are_zero_are_in_the_last_line_of_stat_and_the_others_before_it()
    {
        using var folder = new PageFolder();
        folder.Put(ModuleKind.NetManager, Session("keys") with { Counters = new SessionCounters { Received = 995, Lost = 5, Late = 0 } });
        string[] lines = [.. SessionTable.Lines(folder.Read(), int.MaxValue)];
        Assert.That(lines[^1], Does.StartWith("zero ").And.Contain("not sent, ").And.Contain(" late, "));
        Assert.That(lines[..^1], Has.Some.Matches("^lost +5 \\(0.5 %\\)$").And.None.StartsWith("late "));
        Assert.That(lines, Has.Length.LessThan(24));
    }

    [Test]
    public void A_reader_that_has_ended_is_noticed()
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        int descriptor = (int)pipe.SafePipeHandle.DangerousGetHandle();
        pipe.DisposeLocalCopyOfClientHandle();
        Assert.That(Descriptor.IsBroken(descriptor), Is.True);
        using var open = new AnonymousPipeServerStream(PipeDirection.Out);
        Assert.That(Descriptor.IsBroken((int)open.SafePipeHandle.DangerousGetHandle()), Is.False);
    }

    private static string Joined(IEnumerable<string> lines) => string.Join('|', lines);

    private static SessionStatistics Session(string name) => new()
    {
        State = (uint)SessionState.Running, Name = PageText.From(name), Peer = PageText.From("[fe80::1234:5678:9abc:def0%enp0s31f6]:19000"),
        SampleRate = 48_000, Period = 256, Latency = 2, SendAudio = 2, ReturnAudio = 2, Capabilities = 1,
    };
}

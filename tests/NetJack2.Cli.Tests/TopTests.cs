// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Cli.Layout;
using NetJack2.Cli.Top;
using NetJack2.Statistics;

namespace NetJack2.Cli.Tests;

/// <summary>What top shows of pages, and what its keys do.</summary>
public sealed class TopTests
{
    private PageFolder _folder = null!;
    private LossHistory _history = null!;

    [SetUp]
    public void Begin()
    {
        _folder = new PageFolder();
        _history = new LossHistory();
    }

    [TearDown]
    public void End() => _folder.Dispose();

    [TestCase(80, 24, 0)]
    [TestCase(80, 24, 1)]
    [TestCase(80, 24, 64)]
    [TestCase(200, 60, 64)]
    [TestCase(30, 5, 64)]
    [TestCase(10, 2, 3)]
    public void The_screen_of_top_is_filled_exactly(int width, int height, int count)
    {
        string[] names = ["keys", "鍵盤鍵盤鍵盤鍵盤鍵盤", "e\u0301e\u0301\u001b[2J\u202e", "⭐⌚🎹", new string('x', 60)];
        IReadOnlyList<TopSession> sessions = Sample(1, [.. Enumerable.Range(0, count).Select(index => Session(names[index % 5]))]);
        IReadOnlyList<string> lines = TopView.Lines(sessions, default, width, height, isColoured: false);
        Assert.That(lines.Select(CellWidth.Of), Is.EqualTo(Enumerable.Repeat(width, height)));
        Assert.That(string.Concat(lines).Any(char.IsControl), Is.False);
    }

    [TestCase(80)]
    [TestCase(200)]
    public void No_number_of_top_is_cut_and_what_matters_most_has_room(int width)
    {
        SessionStatistics session = Session("keyboards of the second stage") with
        {
            Counters = new SessionCounters
            {
                Lost = 1_234_567, IncompleteCycles = 98_765, RoundTrip = 5_333_000, RoundTripWorst = 123_400_000,
            },
        };
        Sample(1, session);
        string[] lines = [.. TopTable.Lines(Sample(2, session), width, hasHistory: true)];
        Assert.That(string.Join(' ', Words(lines[1])), Does.Match(@" running( .*)? 1234567 98765( 0)+ 5.3 123.4( |$)"));
        Assert.That(lines[0], Does.Contain("lost/s").And.Contains("last 60 s"));
        Assert.That(lines.Select(CellWidth.Of), Has.All.LessThanOrEqualTo(width));
        Assert.That(Words(lines[1]).Contains("10.0.0.2:19000", StringComparer.Ordinal), Is.EqualTo(width == 200));
    }

    [Test]
    public void Every_line_of_top_has_its_numbers_in_the_same_columns()
    {
        Sample(1, Session("鍵盤"), Session("keys", lost: 10));
        IReadOnlyList<TopSession> sessions = Sample(2, Session("鍵盤"), Session("keys", lost: 27));
        IReadOnlyList<string> lines = TopTable.Lines(sessions, 80, hasHistory: true);
        int end = lines[0].IndexOf("lost/s", StringComparison.Ordinal) + "lost/s".Length;
        Assert.That(string.Join(' ', lines.Skip(1).Select(line => Column(line, end - 1))), Is.EqualTo("0 7"));
    }

    [Test]
    public void Losses_are_counted_for_each_second_and_after_a_new_beginning_from_zero()
    {
        Sample(1, Session("keys", lost: 100));
        Assert.That(Sample(3, Session("keys", lost: 110)).Single().LostPerSecond, Is.EqualTo(5));
        TopSession again = Sample(4, Session("keys", lost: 3)).Single();
        Assert.That(again.LostPerSecond, Is.EqualTo(3));
        Assert.That(again.Losses, Is.EqualTo((long[])[10, 3]));
        Sample(5);
        Assert.That(Sample(6, Session("keys", lost: 3)).Single().Losses, Is.Empty);
    }

    [Test]
    public void Losses_are_remembered_for_sixty_looks()
    {
        for (int time = 1; time <= 100; time++)
            Sample(time, Session("keys", lost: time));
        Assert.That(Sample(101, Session("keys", lost: 100)).Single().Losses, Has.Count.EqualTo(60).And.Exactly(59).EqualTo(1));
    }

    [Test]
    public void Looks_within_a_second_have_the_numbers_of_now_and_the_losses_of_the_second_before()
    {
        Sample(1, Session("keys", lost: 100));
        Sample(2, Session("keys", lost: 110));
        TopSession within = Sample(2.4, Session("keys", lost: 200)).Single();
        Assert.That((within.Report.Counters.Lost, within.LostPerSecond), Is.EqualTo((200L, 10.0)));
        TopSession next = Sample(3, Session("keys", lost: 200)).Single();
        Assert.That((next.Losses, next.LostPerSecond), Is.EqualTo(((long[])[10, 90], 90.0)));
    }

    [Test]
    public void What_loses_now_comes_first_and_then_what_does_not_run()
    {
        SessionStatistics searching = Session("searching") with { State = (uint)SessionState.Searching };
        Sample(1, Session("a"), Session("loses", lost: 5), searching, Session("loses more", lost: 0));
        IReadOnlyList<TopSession> now = Sample(2, Session("a"), Session("loses", lost: 6), searching, Session("loses more", lost: 9));
        Assert.That(Names(default, now), Is.EqualTo((string[])["loses more", "loses", "searching", "a"]));
        Assert.That(Names(Press(now, TopKey.Order), now)[0], Is.EqualTo("loses more"));
        Assert.That(Names(Press(now, TopKey.Order, TopKey.Order, TopKey.Order), now)[0], Is.EqualTo("a"));
        Assert.That(Names(Press(now, TopKey.Order, TopKey.Order, TopKey.Order, TopKey.Order), now)[0], Is.EqualTo("loses more"));
    }

    [Test]
    public void The_selected_session_stays_selected_where_the_order_changes()
    {
        IReadOnlyList<TopSession> before = Sample(1, Session("a"), Session("b"));
        TopState state = Press(before, TopKey.Down);
        IReadOnlyList<TopSession> after = Sample(2, Session("a"), Session("b", lost: 4));
        Assert.That(state.Sort(after)[state.IndexIn(state.Sort(after))].Key.Name, Is.EqualTo("b"));
        Assert.That(state.IndexIn(state.Sort(after)), Is.Zero);
        Assert.That(state.IndexIn(Sample(3, Session("a"))), Is.Zero);
    }

    [Test]
    public void The_table_of_top_scrolls_to_the_selected_session()
    {
        IReadOnlyList<TopSession> sessions =
            default(TopState).Sort(Sample(1, [.. Enumerable.Range(10, 64).Select(index => Session($"keys{index}"))]));
        Assert.That(Shown(sessions, default), Does.Contain("> keys10 ").And.Contain("1-21 of 64"));
        Assert.That(Shown(sessions, Press(sessions, TopKey.Last)), Does.Contain("> keys73 ").And.Contain("44-64 of 64"));
        Assert.That(Shown(sessions, Press(sessions, TopKey.PageDown, TopKey.PageDown, TopKey.Up)), Does.Contain("> keys51 "));
    }

    [Test]
    public void Details_scroll_as_far_as_their_last_line()
    {
        string[] details = [.. Enumerable.Range(1, 40).Select(line => $"line {line}")];
        IReadOnlyList<string> lines = TopView.Details(details, new TopState { Offset = 99 }, 80, 24, isColoured: false);
        Assert.That(lines, Has.Count.EqualTo(24));
        Assert.That(lines[^2].TrimEnd(), Is.EqualTo("line 40"));
        Assert.That(lines[1].TrimEnd(), Is.EqualTo("line 19"));
    }

    [TestCase(24, 1, "e3 e4 e5 e6 e7")]
    [TestCase(24, 16, "e4 e5 e6 e7")]
    [TestCase(24, 20, "")]
    [TestCase(24, 64, "")]
    [TestCase(6, 1, "e7")]
    [TestCase(5, 1, "")]
    public void The_last_events_are_shown_above_the_keys_where_there_is_room(int height, int sessions, string shown)
    {
        string[] events = [.. Enumerable.Range(0, 8).Select(number => $"e{number}")];
        IReadOnlyList<TopSession> all = Sample(1, [.. Enumerable.Range(0, sessions).Select(index => Session($"keys{index}"))]);
        IReadOnlyList<string> lines = TopView.Lines(all, default, 80, height, isColoured: false, events);
        Assert.That(lines.Select(CellWidth.Of), Is.EqualTo(Enumerable.Repeat(80, height)));
        Assert.That(
            string.Join(' ', lines.Select(line => line.Trim()).Where(line => line.StartsWith('e'))), Is.EqualTo(shown));
        Assert.That(lines[^1], Does.StartWith("q end"));
    }

    [Test]
    public void Colours_are_there_only_where_they_are_wanted()
    {
        IReadOnlyList<TopSession> sessions = Sample(1, Session("keys"));
        Assert.That(TopView.Lines(sessions, default, 80, 24, isColoured: true), Has.Some.StartsWith("\u001b[7m> keys"));
        Assert.That(TopView.Lines(sessions, default, 80, 24, isColoured: false), Has.None.Contains("\u001b").And.Some.StartsWith("> keys"));
    }

    [TestCase("qsdjk\r", "End Order Details Down Up Details")]
    [TestCase("\u001b[A\u001bOB\u001b[6~", "Up Down PageDown")]
    [TestCase("\u001b", "Back")]
    [TestCase("\u001b[1;5q\u001b[200~x", "")]
    public void Keys_are_read_as_a_terminal_sends_them(string bytes, string keys) =>
        Assert.That(string.Join(' ', TopKeys.Read(System.Text.Encoding.ASCII.GetBytes(bytes))), Is.EqualTo(keys));

    [Test]
    public void Only_lines_that_changed_are_written_again()
    {
        Assert.That(Terminal.Changes(["a", "b", "c"], ["a", "x", "c"]), Is.EqualTo("\u001b[2;1Hx"));
        Assert.That(Terminal.Changes([], ["a", "b"]), Is.EqualTo("\u001b[2J\u001b[1;1Ha\u001b[2;1Hb"));
    }

    [Test]
    public void Losses_and_parts_are_drawn_to_scale()
    {
        Assert.That(Bars.Line([0, 1, 2, 4, 1000], 10, 10), Is.EqualTo("      ▁▂▃█"));
        Assert.That(Bars.Line([5, 0, 0, 1, 1], 60, 30), Is.EqualTo(new string(' ', 27) + "▃ ▂"));
        Assert.That((Bars.Part(1, 2, 6), Bars.Part(9, 2, 3), Bars.Part(0, 0, 2)), Is.EqualTo(("███···", "███", "··")));
    }

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    // The character in a column of the terminal.
    private static string Column(string line, int column)
    {
        int length = Enumerable.Range(0, line.Length).First(length => CellWidth.Of(line[..length]) == column);
        return line.Substring(length, 1);
    }

    private static string[] Names(TopState state, IReadOnlyList<TopSession> sessions) =>
        [.. state.Sort(sessions).Select(session => session.Key.Name)];

    private static TopState Press(IReadOnlyList<TopSession> sessions, params TopKey[] keys) =>
        keys.Aggregate(default(TopState), (state, key) => state.After(key, state.Sort(sessions), TopView.RowsOf(24)));

    private static string Shown(IReadOnlyList<TopSession> sessions, TopState state) =>
        string.Join('\n', TopView.Lines(sessions, state, 80, 24, isColoured: false));

    private static SessionStatistics Session(string name, long lost = 0) => new()
    {
        State = (uint)SessionState.Running, Name = PageText.From(name), Peer = PageText.From("10.0.0.2:19000"),
        SampleRate = 48_000, Period = 256, Latency = 2, Counters = new SessionCounters { Lost = lost, WindowFill = 1 },
    };

    private IReadOnlyList<TopSession> Sample(double time, params IReadOnlyList<SessionStatistics> sessions)
    {
        _folder.Put(ModuleKind.NetManager, sessions);
        return _history.Take(_folder.Read(), time);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Cli.Layout;

namespace NetJack2.Cli.Top;

/// <summary>The screen of <c>netjack2 top</c>, as lines that fill it exactly.</summary>
internal static class TopView
{
    // A title, the headings of the table, and what the keys do.
    private const int OtherLines = 3;

    // What has happened last is shown where there is room for it, behind an empty line.
    private const int MostEvents = 5;
    private const string Mark = "> ", NoMark = "  ";
    private const string Reset = "\u001b[0m", Bold = "\u001b[1m", Faint = "\u001b[2m", Reverse = "\u001b[7m", Red = "\u001b[31m",
        Yellow = "\u001b[33m";

    /// <summary>Number of sessions for which a screen of this height has room, at least 1.</summary>
    public static int RowsOf(int height) => Math.Max(1, height - OtherLines);

    /// <summary>The table of all sessions, scrolled to the selected one.</summary>
    /// <param name="sorted">The sessions in their order.</param>
    /// <param name="state">What the user has chosen.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Lines.</param>
    /// <param name="isColoured">Whether lines may have colours.</param>
    /// <param name="events">What has happened, the last at the end.</param>
    public static IReadOnlyList<string> Lines(
        IReadOnlyList<TopSession> sorted, in TopState state, int width, int height, bool isColoured, params IReadOnlyList<string> events)
    {
        int rows = RowsOf(height), selected = state.IndexIn(sorted), wrong = sorted.Count(session => session.IsWrong);
        int first = Math.Clamp(selected - (rows / 2), 0, Math.Max(0, sorted.Count - rows));
        int last = Math.Min(first + rows, sorted.Count);
        string count = sorted.Count == 0 ? "No session runs on this computer."
            : $"{CountOf(sorted.Count)}, {wrong} with losses now, sorted by {NameOf(state.Order)}";
        string place = last - first < sorted.Count ? $"  {first + 1}-{last} of {sorted.Count}" : "";
        var lines = new List<string> { Line(count, width, Bold, isColoured) };
        // All sessions, so that columns stay where they are while it scrolls.
        IReadOnlyList<string> table = TopTable.Lines(sorted, width - Mark.Length, hasHistory: true);
        lines.Add(Line(sorted.Count == 0 ? "" : NoMark + table[0], width, Bold, isColoured));
        for (int row = first; row < last; row++)
        {
            string look = (sorted[row].IsWrong ? Red : sorted[row].Report.IsRunning ? "" : Yellow) + (row == selected ? Reverse : "");
            lines.Add(Line((row == selected ? Mark : NoMark) + table[row + 1], width, look, isColoured));
        }
        return Fill(lines, "q end  s sort  d details  ↑↓ select" + place, width, height, isColoured, events);
    }

    /// <summary>Lines about one session, scrolled by the state's offset, and what has happened to it.</summary>
    public static IReadOnlyList<string> Details(
        IReadOnlyList<string> details, in TopState state, int width, int height, bool isColoured, params IReadOnlyList<string> events)
    {
        int rows = RowsOf(height) + 1, first = Math.Min(state.Offset, LastOffset(details.Count, height));
        var lines = new List<string> { Line(state.Selected?.Name ?? "", width, Bold, isColoured) };
        lines.AddRange(details.Skip(first).Take(rows).Select(line => Line(line, width, "", isColoured)));
        string scroll = details.Count > rows ? $"  ↑↓ scroll  {first + 1}-{Math.Min(first + rows, details.Count)} of {details.Count}" : "";
        return Fill(lines, "q end  d all sessions" + scroll, width, height, isColoured, events);
    }

    /// <summary>The greatest offset to which so many lines of details can be scrolled.</summary>
    public static int LastOffset(int count, int height) => Math.Max(0, count - RowsOf(height) - 1);

    private static List<string> Fill(
        List<string> lines, string keys, int width, int height, bool isColoured, IReadOnlyList<string> events)
    {
        int shown = Math.Clamp(height - lines.Count - 2, 0, Math.Min(events.Count, MostEvents));
        while (lines.Count < height - 1 - shown)
            lines.Add(Line("", width, "", isColoured));
        lines.AddRange(events.TakeLast(shown).Select(text => Line(text, width, "", isColoured)));
        lines.Add(Line(keys, width, Faint, isColoured));
        return lines[..Math.Min(lines.Count, height)];
    }

    private static string Line(string text, int width, string look, bool isColoured)
    {
        string line = CellWidth.Fill(CellWidth.Cut(text, width), width);
        return isColoured && look.Length != 0 ? look + line + Reset : line;
    }

    private static string CountOf(int count) => count == 1 ? "1 session" : $"{count} sessions";

    private static string NameOf(TopOrder order) => order switch
    {
        TopOrder.Lost => "all losses",
        TopOrder.RoundTrip => "round trip",
        TopOrder.Name => "name",
        _ => "losses now",
    };
}

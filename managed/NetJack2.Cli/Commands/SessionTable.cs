// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Cli.Layout;
using NetJack2.Rig.Pages;
using NetJack2.Statistics;

namespace NetJack2.Cli.Commands;

/// <summary>
/// What the sessions of all modules count: a column for each session, as many beside each other as fit. Rows that are empty are left out,
/// and counts that are zero come last, in one line.
/// </summary>
internal static class SessionTable
{
    private const string Gap = "  ";

    private static readonly (string Title, Func<SessionReport, string> Value)[] s_rows =
    [
        ("state", session => $"{session.State} for {session.SecondsInState:F0} s"),
        ("peer", session => session.Peer),
        ("format", FormatOf),
        ("encoding", session =>
            session.Counters.Kilobits is var kilobits and not 0 ? $"{session.Encoding}, {kilobits} kbit/s" : session.Encoding ?? ""),
        ("protocol", session => session.Protocol is { } protocol ? $"{protocol}, MTU {session.Mtu}" : ""),
        ("latency", LatencyOf),
        .. SessionFields.All.Where(field => field.Title is not null)
            .Select(field => (field.Title!, (Func<SessionReport, string>)(session => session.Cells[field.Title!]))),
    ];

    private static readonly int s_titleWidth = s_rows.Max(row => row.Title.Length) + Gap.Length;

    /// <summary>"48000 Hz, 256 frames, -l 2, async", or with "-l auto (now 2)".</summary>
    public static string FormatOf(SessionReport session)
    {
        if (session.SampleRate == 0)
            return "";
        string format = $"{session.SampleRate} Hz, {session.Period} frames";
        if (session.Latency is not { } latency)
            return format;
        string option = session.IsLatencyAutomatic ? $"-l {session.LatencyWord} (now {latency})" : $"-l {latency}";
        return $"{format}, {option}, {(session.SlaveSynchronous == true ? "sync" : "async")}";
    }

    /// <summary>Returns the lines of the table, as wide as the terminal or less.</summary>
    /// <param name="pages">The modules.</param>
    /// <param name="width">Columns of a line.</param>
    public static IEnumerable<string> Lines(IReadOnlyList<ModulePage> pages, int width)
    {
        int room = Math.Max(1, width - s_titleWidth);
        var beside = new List<Column>();
        int used = 0;
        foreach (Column column in pages.SelectMany(page => page.Sessions, (page, session) => new Column(page, session, room)))
        {
            used += Gap.Length + column.Width;
            if (used > room + Gap.Length && beside.Count != 0)
            {
                foreach (string line in BlockOf(beside, width))
                    yield return line;
                yield return "";
                beside.Clear();
                used = Gap.Length + column.Width;
            }
            beside.Add(column);
        }
        foreach (string line in BlockOf(beside, width))
            yield return line;
    }

    private static IEnumerable<string> BlockOf(List<Column> columns, int width)
    {
        if (columns.Count == 0)
            yield break;
        foreach (string line in RowOf("", [.. columns.Select(column => column.Heading)], columns))
            yield return line;
        var zeros = new List<string>();
        for (int row = 0; row < s_rows.Length; row++)
        {
            IReadOnlyList<string>[] cells = [.. columns.Select(column => column.Cells[row])];
            if (Array.TrueForAll(cells, cell => IsZero(cell[0])) && !Array.TrueForAll(cells, cell => cell[0].Length == 0))
                zeros.Add(s_rows[row].Title);
            else if (!Array.TrueForAll(cells, cell => cell[0].Length == 0))
                foreach (string line in RowOf(s_rows[row].Title, cells, columns))
                    yield return line;
        }
        if (zeros.Count != 0)
            foreach (string line in TextLines.Hang(CellWidth.Fill("zero", s_titleWidth), string.Join(", ", zeros), width))
                yield return line;
    }

    private static IEnumerable<string> RowOf(string title, IReadOnlyList<string>[] cells, List<Column> columns)
    {
        for (int line = 0; line < cells.Max(cell => cell.Count); line++)
        {
            IEnumerable<string> parts = cells.Select((cell, index) =>
                CellWidth.Fill(line < cell.Count ? cell[line] : "", columns[index].Width));
            yield return (CellWidth.Fill(line == 0 ? title : "", s_titleWidth) + string.Join(Gap, parts)).TrimEnd();
        }
    }

    // "0", and "0 (0 %)".
    private static bool IsZero(string cell) => cell is "" or "0" || cell.StartsWith("0 (", StringComparison.Ordinal);

    private static string LatencyOf(SessionReport session) => session.SampleRate == 0
        ? ""
        : $"{session.RoundTripFrames} frames, {1000.0 * session.RoundTripFrames / session.SampleRate:F1} ms";

    private sealed class Column
    {
        public Column(ModulePage page, SessionReport session, int room)
        {
            Heading = [page.Name, .. TextLines.Wrap(session.Name, room)];
            Cells = [.. s_rows.Select(row => TextLines.Wrap(row.Value(session), room))];
            Width = Cells.Append(Heading).SelectMany(cell => cell).Max(CellWidth.Of);
        }

        public IReadOnlyList<string> Heading { get; }

        public IReadOnlyList<IReadOnlyList<string>> Cells { get; }

        public int Width { get; }
    }
}

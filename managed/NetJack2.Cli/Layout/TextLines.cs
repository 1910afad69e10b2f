// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text;

namespace NetJack2.Cli.Layout;

/// <summary>Texts as lines of a limited width. Words are never broken: one that is longer than a line has a line of its own.</summary>
internal static class TextLines
{
    private const string Gap = "  ";

    /// <summary>Wraps a paragraph into lines of at most so many columns.</summary>
    /// <param name="text">Words with blanks between them.</param>
    /// <param name="width">Columns of a line.</param>
    public static IReadOnlyList<string> Wrap(string text, int width)
    {
        if (CellWidth.Of(text) <= width)
            return [text];
        var lines = new List<string>();
        var line = new StringBuilder();
        int used = 0;
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            int needed = CellWidth.Of(word);
            if (used != 0 && used + 1 + needed > width)
            {
                lines.Add(line.ToString());
                line.Clear();
                used = 0;
            }
            line.Append(used == 0 ? "" : " ").Append(word);
            used += (used == 0 ? 0 : 1) + needed;
        }
        lines.Add(line.ToString());
        return lines;
    }

    /// <summary>A paragraph whose first line begins with a mark; the others are indented as far.</summary>
    public static IEnumerable<string> Hang(string mark, string text, int width)
    {
        string indent = new(' ', CellWidth.Of(mark));
        return Wrap(text, Math.Max(1, width - indent.Length)).Select((line, index) => (index == 0 ? mark : indent) + line);
    }

    /// <summary>Rows of cells in columns. Columns that do not fit beside the others go to a further line of each row.</summary>
    /// <param name="rows">The rows, which all have the same number of cells.</param>
    /// <param name="width">Columns of a line.</param>
    /// <param name="indent">Blanks before each line; further lines of a row have twice as many.</param>
    public static IEnumerable<string> Columns(IReadOnlyList<string[]> rows, int width, int indent)
    {
        if (rows.Count == 0)
            return [];
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => CellWidth.Of(row[column])))];
        var starts = new List<int>();
        int used = 0;
        for (int column = 0; column < widths.Length; column++)
        {
            used += Gap.Length + widths[column];
            if (starts.Count != 0 && used <= width)
                continue;
            used = (starts.Count == 0 ? indent : 2 * indent) + widths[column];
            starts.Add(column);
        }
        starts.Add(widths.Length);
        return rows.SelectMany(row => starts.Zip(
            starts.Skip(1), (from, to) => LineOf(row, widths, from, to, from == 0 ? indent : 2 * indent)));
    }

    private static string LineOf(string[] row, int[] widths, int from, int to, int indent) => (new string(' ', indent)
        + string.Join(Gap, Enumerable.Range(from, to - from).Select(column => CellWidth.Fill(row[column], widths[column])))).TrimEnd();
}

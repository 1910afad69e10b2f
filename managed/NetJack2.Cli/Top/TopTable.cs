// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Cli.Layout;

namespace NetJack2.Cli.Top;

/// <summary>Sessions as a table, a line each. Columns that do not fit into the width are left out, and no number is cut.</summary>
internal static class TopTable
{
    private const int NameWidth = 12;
    private const int Gap = 1;

    // Each column of it is the same number of seconds.
    private static readonly int[] s_lossWidths = [60, 30, 20, 15, 12, 10];

    /// <summary>The heading, and a line for each session.</summary>
    /// <param name="sessions">The sessions.</param>
    /// <param name="width">Columns of a line.</param>
    /// <param name="hasHistory">Whether there is a line of losses to be shown.</param>
    public static IReadOnlyList<string> Lines(IReadOnlyList<TopSession> sessions, int width, bool hasHistory)
    {
        Cells[] all =
        [
            .. TopColumn.All.Where(column => hasHistory || column != TopColumn.Losses).Select(column => CellsOf(column, sessions))
                .Where(cells => cells.Column == TopColumn.Losses || Array.Exists(cells.Texts, text => text.Length != 0)),
        ];
        int left = width + Gap;
        var shown = new HashSet<TopColumn>();
        foreach (Cells cells in all.OrderBy(cells => cells.Column.Rank))
        {
            int needed = Gap + (cells.Column == TopColumn.Name ? Math.Min(NameWidth, cells.Width) : cells.Width);
            if (needed > left)
                continue;
            left -= needed;
            shown.Add(cells.Column);
        }
        Cells[] columns = [.. all.Where(cells => shown.Contains(cells.Column)).Select(cells => Widen(cells, sessions, ref left))];
        return
        [
            .. Enumerable.Range(-1, sessions.Count + 1)
                .Select(row => string.Join(new string(' ', Gap), columns.Select(cells => cells.TextOf(row))).TrimEnd()),
        ];
    }

    private static Cells CellsOf(TopColumn column, IReadOnlyList<TopSession> sessions)
    {
        string[] texts = [.. sessions.Select(column.Cell)];
        int least = column == TopColumn.Losses ? s_lossWidths[^1] : Math.Max(column.Least, column.Title.Length);
        return new Cells(column, texts, texts.Select(CellWidth.Of).Append(least).Max());
    }

    // What is left is for the name, and then for the losses.
    private static Cells Widen(Cells cells, IReadOnlyList<TopSession> sessions, ref int left)
    {
        int width = cells.Width, room = left;
        if (cells.Column == TopColumn.Name)
        {
            int reserved = Math.Min(NameWidth, width);
            width = Math.Min(width, reserved + left);
            left -= width - reserved;
        }
        else if (cells.Column == TopColumn.Losses)
        {
            width = Array.Find(s_lossWidths, possible => possible <= cells.Width + room);
            left -= width - cells.Width;
            return cells with
            {
                Width = width,
                Texts = [.. sessions.Select(session => Bars.Line(session.Losses, LossHistory.Length, width))],
            };
        }
        return cells with { Width = width };
    }

    private sealed record Cells(TopColumn Column, string[] Texts, int Width)
    {
        /// <summary>Its text in a row; -1: the heading.</summary>
        public string TextOf(int row) =>
            CellWidth.Fill(CellWidth.Cut(row < 0 ? Column.Title : Texts[row], Width), Width, atStart: Column.IsNumber);
    }
}

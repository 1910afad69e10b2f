// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using System.Net;
using System.Text;
using NetJack2.Cli.Layout;

namespace NetJack2.Cli.Tests;

/// <summary>What a terminal shows, as SVG: <c>tmux capture-pane -e</c> gives the lines.</summary>
internal static class TerminalPicture
{
    private const double CellWidthPx = 8.4;
    private const int CellHeightPx = 18, MarginPx = 8, Baseline = 13;
    private const string Ink = "#ddd", Ground = "#1e1e1e", Red = "#ff6b68", Yellow = "#e5c07b";

    public static string Draw(IReadOnlyList<string> lines, int columns, int rows, string title)
    {
        var text = new StringBuilder();
        int height = (rows * CellHeightPx) + (2 * MarginPx);
        text.Append(Invariant($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {X(columns) + MarginPx:0.#} {height}" """));
        text.Append("font-family=\"DejaVu Sans Mono,Menlo,Consolas,monospace\" font-size=\"14\">\n");
        text.Append($"<title>{title}</title>\n<rect width=\"100%\" height=\"100%\" fill=\"{Ground}\"/>\n");
        for (int row = 0; row < Math.Min(rows, lines.Count); row++)
            AddLine(text, lines[row], row);
        return text.Append("</svg>\n").ToString();
    }

    private static void AddLine(StringBuilder text, string line, int row)
    {
        Look look = default;
        int column = 0;
        foreach (string part in line.Split('\u001b'))
        {
            int end = part.IndexOf('m', StringComparison.Ordinal);
            bool isLook = part.StartsWith('[') && end > 0;
            if (isLook)
                look = part[1..end].Split(';').Aggregate(look, (before, code) => before.After(code));
            string words = isLook ? part[(end + 1)..] : part;
            AddRun(text, words, look, column, row);
            column += CellWidth.Of(words);
        }
    }

    private static void AddRun(StringBuilder text, string words, Look look, int column, int row)
    {
        int y = MarginPx + (row * CellHeightPx);
        string fill = look.IsReverse ? Ground : look.Colour ?? Ink;
        if (look.IsReverse)
            AddBox(text, X(column), y, CellWidth.Of(words) * CellWidthPx, CellHeightPx, look.Colour ?? Ink);
        // Blocks are drawn, for fonts differ in them, and each word is at its place, for viewers differ in spaces.
        for (int place = 0, end; place < words.Length; place = end)
        {
            end = place + 1;
            double x = X(column + CellWidth.Of(words[..place]));
            if (words[place] is >= '▁' and <= '█')
            {
                while (end < words.Length && words[end] == words[place])
                    end++;
                double height = (words[place] - '▁' + 1) * CellHeightPx / 8.0;
                AddBox(text, x, y + CellHeightPx - height, (end - place) * CellWidthPx, height, fill);
            }
            else if (words[place] is '▌')
                AddBox(text, x, y, CellWidthPx / 2, CellHeightPx, fill);
            else if (words[place] is not ' ')
            {
                while (end < words.Length && words[end] is not (' ' or (>= '▁' and <= '▌')))
                    end++;
                AddWord(text, words[place..end], look, fill, x, y);
            }
        }
    }

    private static void AddWord(StringBuilder text, string word, Look look, string fill, double x, int y)
    {
        double width = CellWidth.Of(word) * CellWidthPx;
        text.Append(Invariant($"<text x=\"{x:0.#}\" y=\"{y + Baseline}\" textLength=\"{width:0.#}\" fill=\"{fill}\""));
        text.Append(look.IsBold ? " font-weight=\"bold\"" : "").Append(look.IsFaint ? " opacity=\"0.65\"" : "");
        text.Append($">{WebUtility.HtmlEncode(word)}</text>\n");
    }

    private static void AddBox(StringBuilder text, double x, double y, double width, double height, string fill) => text.Append(Invariant(
        $"<rect x=\"{x:0.##}\" y=\"{y:0.##}\" width=\"{width:0.##}\" height=\"{height:0.##}\" fill=\"{fill}\"/>\n"));

    private static double X(int column) => MarginPx + (column * CellWidthPx);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private readonly record struct Look(string? Colour, bool IsBold, bool IsFaint, bool IsReverse)
    {
        public Look After(string code) => code switch
        {
            "0" or "" => default,
            "1" => this with { IsBold = true },
            "2" => this with { IsFaint = true },
            "7" => this with { IsReverse = true },
            "27" => this with { IsReverse = false },
            "31" => this with { Colour = Red },
            "33" => this with { Colour = Yellow },
            "39" => this with { Colour = null },
            _ => this,
        };
    }
}

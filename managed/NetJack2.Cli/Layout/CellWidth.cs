// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using System.Text;

namespace NetJack2.Cli.Layout;

/// <summary>How many columns of a terminal a text takes.</summary>
internal static class CellWidth
{
    private const char Ellipsis = '…';

    // East Asian characters and pictures, which take two columns.
    private static readonly (int First, int Last)[] s_wide =
    [
        (0x1100, 0x115F), (0x2E80, 0x303E), (0x3041, 0xA4CF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE30, 0xFE6F), (0xFF00, 0xFF60),
        (0xFFE0, 0xFFE6), (0x1F300, 0x1F64F), (0x1F680, 0x1F6FF), (0x1F900, 0x1F9FF), (0x20000, 0x3FFFD),
    ];

    /// <summary>Columns of a text without control characters.</summary>
    public static int Of(string text)
    {
        int width = 0;
        foreach (Rune rune in text.EnumerateRunes())
            width += Of(rune);
        return width;
    }

    /// <summary>The text, filled up with blanks to a width; longer texts stay as they are.</summary>
    public static string Fill(string text, int width, bool atStart = false)
    {
        string blanks = new(' ', Math.Max(0, width - Of(text)));
        return atStart ? blanks + text : text + blanks;
    }

    /// <summary>The text, cut to a width; an ellipsis shows that it was longer.</summary>
    public static string Cut(string text, int width)
    {
        if (Of(text) <= width)
            return text;
        var cut = new StringBuilder();
        int left = width - 1;
        foreach (Rune rune in text.EnumerateRunes())
        {
            left -= Of(rune);
            if (left < 0)
                break;
            cut.Append(rune.ToString());
        }
        return width <= 0 ? "" : cut.Append(Ellipsis).ToString();
    }

    private static int Of(Rune rune)
    {
        if (rune.IsAscii)
            return 1;
        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark)
            return 0;
        return Array.Exists(s_wide, range => rune.Value >= range.First && rune.Value <= range.Last) ? 2 : 1;
    }
}

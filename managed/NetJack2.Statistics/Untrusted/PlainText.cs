// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using System.Text;

namespace NetJack2.Statistics.Untrusted;

/// <summary>Text from peers, from other users and from programs that this user does not know, fit to be shown or logged.</summary>
public static class PlainText
{
    /// <summary>The replacement of a character that is not shown.</summary>
    public const char Replacement = '_';

    /// <summary>
    /// The text, with an underscore for each character that could control a terminal, change the direction or the order of what follows,
    /// or that shows nothing: those of the Unicode categories Cc, Cf, Co, Cn, Zl and Zp. Allocates only where there is one.
    /// </summary>
    public static string Clean(string text)
    {
        if (IsClean(text))
            return text;
        var clean = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (IsShown(rune))
                clean.Append(rune.ToString());
            else
                clean.Append(Replacement);
        }
        return clean.ToString();
    }

    private static bool IsClean(string text)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (!IsShown(rune))
                return false;
        }
        return true;
    }

    // A lone surrogate is enumerated as U+FFFD, which is shown.
    private static bool IsShown(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}

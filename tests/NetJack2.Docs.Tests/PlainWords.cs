// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text.RegularExpressions;

namespace NetJack2.Docs.Tests;

/// <summary>The words that pages, comments and names of tests do not use: docs/glossary.md has plainer ones.</summary>
internal static class PlainWords
{
    private static readonly string[] s_words =
    [
        "ours", "originals?", "bears?", "borne", "tells?", "told", "says?", "said", "hears?", "heard", "judges?", "judged",
        "dice", "hangs?", "whoever", "somebody", "nobody", "anybody", "everybody", "he", "him", "his",
        "a slave more", "is gone", "are gone", "comes? back", "came back",
    ];

    private static readonly Regex s_pattern = new(
        $@"\b({string.Join('|', s_words)})\b", RegexOptions.IgnoreCase | RegexOptions.Compiled, TimeSpan.FromSeconds(1));

    public static IEnumerable<string> ForbiddenIn(string text) => s_pattern.Matches(text).Select(word => word.Value);
}

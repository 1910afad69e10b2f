// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text.RegularExpressions;

namespace NetJack2.Docs.Tests;

/// <summary>The pages are easy to read: short lines, and the words of the field.</summary>
public partial class ProseTests
{
    private const int MostColumns = 100, MostColumnsOfATable = 140, MostLinesOfTheReadme = 150;

    private static IEnumerable<Page> Pages => Page.All;

    [TestCaseSource(nameof(Pages))]
    public void No_line_is_too_long(object page)
        => Assert.That(
            ((Page)page).Text.Split('\n').Where(line =>
                line.Length > (IsTableOrCode(line, (Page)page) ? MostColumnsOfATable : MostColumns) && !Unbreakable().IsMatch(line)),
            Is.Empty);

    [TestCaseSource(nameof(Pages))]
    public void The_words_are_plain(object page)
        => Assert.That(ForbiddenIn(((Page)page).Prose), Is.Empty);

    [Test]
    public void The_README_is_read_in_minutes()
        => Assert.That(Page.Open("README.md").Text.Count(character => character == '\n'), Is.LessThanOrEqualTo(MostLinesOfTheReadme));

    [TestCase("It is of ours.", "ours")]
    [TestCase("Notes that are\ntold", "told")]
    [TestCase("`Slave is gone` is a line, and so is [this](manual.md#who-is-gone): four hours", "")]
    public void Words_are_found_in_prose_and_not_in_code(string text, string word)
        => Assert.That(string.Join(' ', ForbiddenIn(text)), Is.EqualTo(word));

    private static IEnumerable<string> ForbiddenIn(string prose)
        => PlainWords.ForbiddenIn(NoProse().Replace(prose, ""));

    private static bool IsTableOrCode(string line, Page page)
        => line.TrimStart().StartsWith('|') || !page.Prose.Contains(line, StringComparison.Ordinal);

    // A line of the log, or the name of a test, alone: - `Some.Test`, (`Some.Test`).
    [GeneratedRegex(@"^ *(- )?\(?`[^`]*`\S{0,2}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Unbreakable();

    // `Slave is gone`, [text](target), <!-- comment -->
    [GeneratedRegex(@"`[^`]*`|\]\([^)]*\)|<!--.*?-->", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NoProse();
}

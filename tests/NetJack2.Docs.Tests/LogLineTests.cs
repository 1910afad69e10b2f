// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text.RegularExpressions;

namespace NetJack2.Docs.Tests;

/// <summary>The log lines that the pages explain are lines that the modules print.</summary>
public partial class LogLineTests
{
    private static readonly string s_sources = string.Join('\n',
        Directory.EnumerateFiles(Page.InTree("managed"), "*.cs", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Page.InTree("native"), "*.cpp", SearchOption.AllDirectories))
            .Select(file => LineBreak().Replace(File.ReadAllText(file), "")));

    private static IEnumerable<TestCaseData> Lines =>
        from page in Page.All
        from mark in page.Marked("log-lines")
        from row in Row().Matches(mark.Block)
        select new TestCaseData(row.Groups["line"].Value).SetName($"{{m}}({page}, {row.Groups["line"].Value})");

    /// <param name="line">With … for what varies.</param>
    [TestCaseSource(nameof(Lines))]
    public void A_line_that_is_explained_is_printed(string line)
        => Assert.That(line.Split('…').Where(part => !s_sources.Contains(part, StringComparison.Ordinal)), Is.Empty);

    [Test]
    public void The_manual_explains_lines() => Assert.That(Lines.Count(), Is.GreaterThan(20));

    // "the first half of a text "
    //     + $"and the second"
    [GeneratedRegex(@"""\s*\n\s*(\+ )?\$?""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LineBreak();

    // | `Waiting for a master at …` | …
    [GeneratedRegex(@"^\| `(?<line>[^`]+)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row();
}

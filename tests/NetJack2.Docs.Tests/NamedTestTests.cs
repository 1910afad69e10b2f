// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text.RegularExpressions;

namespace NetJack2.Docs.Tests;

/// <summary>The tests that the pages name exist.</summary>
public partial class NamedTestTests
{
    private static readonly Dictionary<string, string> s_files = Directory
        .EnumerateFiles(Page.InTree("tests"), "*Tests.cs", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetFileNameWithoutExtension(file), File.ReadAllText, StringComparer.Ordinal);

    private static IEnumerable<Page> Pages => Page.All;

    [TestCaseSource(nameof(Pages))]
    public void Every_test_that_is_named_exists(object page)
        => Assert.That(
            from name in Name().Matches(((Page)page).Text)
            where !Exists(name.Groups["file"].Value, name.Groups["test"].Value)
            select name.Value,
            Is.Empty);

    [Test]
    public void The_names_are_found() => Assert.That(Name().Count(Page.Open("docs/defects.md").Text), Is.GreaterThan(50));

    private static bool Exists(string file, string test)
        => s_files.TryGetValue(file, out string? text) && Regex.IsMatch(text, $@"\b{test}\(", RegexOptions.None, TimeSpan.FromSeconds(1));

    // `PortSetTests.It_holds_what_a_set_of_numbers_holds`
    [GeneratedRegex(@"`(?<file>\w+Tests)\.(?<test>\w+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}

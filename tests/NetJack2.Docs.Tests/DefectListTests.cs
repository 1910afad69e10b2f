// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text.RegularExpressions;

namespace NetJack2.Docs.Tests;

/// <summary>The tests that docs/defects.md names are there.</summary>
public partial class DefectListTests
{
    private static readonly Dictionary<string, string> s_files = Directory.EnumerateFiles(Page.InTree("tests"), "*Tests.cs", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetFileNameWithoutExtension(file), File.ReadAllText, StringComparer.Ordinal);

    [Test]
    public void Every_test_that_is_named_exists()
    {
        IReadOnlyList<Match> named = Name().Matches(Page.Open("docs/defects.md").Text);
        Assert.That(named, Has.Count.GreaterThan(50));
        Assert.That(named.Where(name => !Exists(name.Groups["file"].Value, name.Groups["test"].Value)).Select(name => name.Value), Is.Empty);
    }

    private static bool Exists(string file, string test)
        => s_files.TryGetValue(file, out string? text) && Regex.IsMatch(text, $@"\b{test}\(", RegexOptions.None, TimeSpan.FromSeconds(1));

    // `PortSetTests.It_holds_what_a_set_of_numbers_holds`
    [GeneratedRegex(@"`(?<file>\w+Tests)\.(?<test>\w+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}

// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text.RegularExpressions;

namespace NetJack2.Docs.Tests;

/// <summary>The tables of options in the pages agree with those in native/options.</summary>
public partial class OptionTableTests
{
    private static IEnumerable<TestCaseData> Tables =>
        from page in Page.All
        from mark in page.Marked("options")
        select new TestCaseData(mark.Value, mark.Block).SetName($"{{m}}({page}, {mark.Value})");

    [TestCaseSource(nameof(Tables))]
    public void A_table_has_all_options_of_its_module_and_no_other(string source, string table)
        => Assert.That(
            Row().Matches(table).Select(row => $"-{row.Groups["letter"].Value} --{row.Groups["name"].Value}"),
            Is.EquivalentTo(OptionsIn(source)));

    [TestCase("native/options/DriverOptions.cpp", 14)]
    [TestCase("native/options/ManagerOptions.cpp", 4)]
    [TestCase("native/options/AudioAdapterOptions.cpp", 12)]
    [TestCase("native/options/NetAdapterOptions.cpp", 17)]
    public void The_sources_are_read_rightly(string source, int atLeast)
        => Assert.That(OptionsIn(source).Distinct(StringComparer.Ordinal).Count(), Is.GreaterThanOrEqualTo(atLeast));

    // tests/NetJack2.SystemTests gives them to real servers.
    [TestCaseSource(nameof(Tables))]
    public void Every_option_has_an_example(string source, string table)
    {
        Assert.That(Row().Count(table), Is.EqualTo(Example().Matches(table).Count(example =>
            string.Equals(example.Groups["letter"].Value, example.Groups["used"].Value, StringComparison.Ordinal))), source);
    }

    [Test]
    public void The_page_has_a_table_for_each_module()
        => Assert.That(
            Page.Open("docs/options.md").Marked("options").Select(mark => Page.InTree(mark.Value)),
            Is.EquivalentTo(Directory.EnumerateFiles(Page.InTree("native/options"), "*Options.cpp")));

    private static IEnumerable<string> OptionsIn(string source)
        => Definition().Matches(File.ReadAllText(Page.InTree(source))).Select(option => $"-{option.Groups["letter"].Value} --{option.Groups["name"].Value}");

    // | `-a` | `--multicast-ip` | …
    [GeneratedRegex(@"^\| `-(?<letter>\w)` \| `--(?<name>[\w-]+)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row();

    // | `-a` | … | `-a 192.168.7.20` |, | `-c` | … | `-i "-c"` |
    [GeneratedRegex(@"^\| `-(?<letter>\w)` \|.*\| `(-i "")?-(?<used>\w)[^`]*` \|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Example();

    // {'a', "multicast-ip", OptionType::…
    [GeneratedRegex(@"\{\s*'(?<letter>\w)',\s*""(?<name>[\w-]+)"",\s*OptionType::", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Definition();
}

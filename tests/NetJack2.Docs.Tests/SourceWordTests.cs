// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text.RegularExpressions;

namespace NetJack2.Docs.Tests;

/// <summary>Comments and names of tests use the words of the pages.</summary>
public partial class SourceWordTests
{
    [TestCase("managed")]
    [TestCase("native")]
    [TestCase("tests")]
    [TestCase("interop/Alsa")]
    [TestCase("interop/Jack")]
    [TestCase("interop/Native")]
    [TestCase("interop/Opus")]
    [TestCase("interop/Posix")]
    public void The_words_of_comments_and_test_names_are_plain(string folder)
    {
        string[] files =
            [.. Directory.EnumerateFiles(Page.InTree(folder), "*", SearchOption.AllDirectories)
                .Where(file => Path.GetExtension(file) is ".cs" or ".cpp" or ".h")];
        Assert.That(files, Is.Not.Empty);
        Assert.That(
            from file in files
            from fault in FaultsIn(File.ReadAllText(file))
            select $"{Path.GetRelativePath(Page.InTree("."), file)}: {fault}",
            Is.Empty);
    }

    // In parts, so that this file has no such comment itself.
    [TestCase("int x; /" + "/ What it\nint told;", "")]
    [TestCase("/// <summary>It says what.</summary>", "says")]
    [TestCase("    call(); /" + "/ nobody waits", "nobody")]
    [TestCase("/** Somebody\n * else told. */", "Somebody told")]
    [TestCase("/// <param name=\"heard\">With <c>said</c> and `told`.</param>", "")]
    [TestCase("string address = \"http://told\";", "")]
    [TestCase("public async Task" + " A_slave_is_gone([Values] bool told)", "is gone")]
    [TestCase("TEST(Options, They_are_told) {", "told")]
    public void Words_are_found_in_comments_and_in_names_of_tests(string source, string words)
        => Assert.That(string.Join(' ', FaultsIn(source)), Is.EqualTo(words));

    private static IEnumerable<string> FaultsIn(string source)
        => Comment().Matches(source).Select(comment => NoProse().Replace(comment.Value, ""))
            .Concat(TestName().Matches(source).Select(name => name.Groups["name"].Value.Replace('_', ' ')))
            .SelectMany(PlainWords.ForbiddenIn);

    // Behind a blank, as no address in a string is.
    [GeneratedRegex(
        @"(?<=^|\s)(//.*|/\*(.|\n)*?\*/)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Comment();

    // `code`, <c>code</c>, <param name="code">
    [GeneratedRegex("`[^`\n]*`|<c>.*?</c>|<[^>]*>", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NoProse();

    [GeneratedRegex(
        @"(\b(void|Task) |^TEST(_F|_P)?\(\w+, )(?<name>[A-Z]\w*_\w*)[()]",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex TestName();
}

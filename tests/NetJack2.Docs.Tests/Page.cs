// SPDX-License-Identifier: GPL-2.0-or-later
using System.Reflection;
using System.Text.RegularExpressions;

namespace NetJack2.Docs.Tests;

/// <summary>A page of the documentation, and the sources that it speaks of.</summary>
internal sealed partial class Page
{
    private static readonly string s_root = typeof(Page).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => string.Equals(metadata.Key, "SourceRoot", StringComparison.Ordinal)).Value!;

    private Page(string path)
    {
        Path = path;
        Text = File.ReadAllText(InTree(path));
    }

    /// <summary>From the root of the source tree.</summary>
    public string Path { get; }

    public string Text { get; }

    /// <summary>The text without blocks of code.</summary>
    public string Prose => Fence().Replace(Text, "");

    /// <summary>README.md, its neighbours, everything in docs, and what explains a folder of sources.</summary>
    public static IEnumerable<Page> All => ((string[])["", "docs/", "interop/", "tests/virtual-card/"])
        .SelectMany(folder => Directory.EnumerateFiles(InTree(folder), "*.md").Select(file => folder + System.IO.Path.GetFileName(file)))
        .Order(StringComparer.Ordinal)
        .Select(path => new Page(path));

    public static Page Open(string path) => new(path);

    public static string InTree(string path) => System.IO.Path.Combine(s_root, path);

    /// <summary>The block of code, table or list that follows the comment <c>&lt;!-- KEY: VALUE --&gt;</c>.</summary>
    public IEnumerable<(string Value, string Block)> Marked(string key)
        => from match in Mark().Matches(Text)
           where string.Equals(match.Groups["key"].Value, key, StringComparison.Ordinal)
           select (match.Groups["value"].Value, match.Groups["block"].Value);

    /// <summary>The anchors of the page's headings, as GitHub derives them from the words.</summary>
    public IEnumerable<string> Anchors => Heading().Matches(Prose)
        .Select(match => NoAnchor().Replace(match.Groups["title"].Value.ToLowerInvariant(), "").Replace(' ', '-'));

    public override string ToString() => Path;

    [GeneratedRegex(
        @"<!-- (?<key>[\w-]+): (?<value>.+?) -->\n+(?<block>(?:```.*?\n```|(?:\|[^\n]*\n)+|(?:(?:- |  )[^\n]*\n)+))",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mark();

    [GeneratedRegex(@"^ *```.*?^ *```$", RegexOptions.Singleline | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^#+ (?<title>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NoAnchor();
}

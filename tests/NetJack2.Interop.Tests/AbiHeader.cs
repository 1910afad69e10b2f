// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text.RegularExpressions;

namespace NetJack2.Interop.Tests;

/// <summary>What the headers in <c>native/include/netjack2</c> declare, and the implementer that they name.</summary>
internal static partial class AbiHeader
{
    private static readonly string s_text = string.Concat(
        Directory.EnumerateFiles(SourceTree.PathOf("native/include/netjack2"), "*.h").Order(StringComparer.Ordinal)
            .Select(File.ReadAllText));

    public static IEnumerable<string> Structs => StructTag().Matches(s_text).Select(match => match.Groups["tag"].Value);

    /// <summary>Each function with its implementer: a folder, such as <c>native</c> or <c>managed/NetDriver</c>.</summary>
    public static IEnumerable<(string Function, string Implementer)> Functions
    {
        get
        {
            string implementer = "nobody";
            foreach (Match match in ImplementerOrFunction().Matches(s_text))
            {
                if (match.Groups["implementer"].Success) implementer = match.Groups["implementer"].Value.TrimEnd('/');
                else yield return (match.Groups["function"].Value, implementer);
            }
        }
    }

    [GeneratedRegex(
        @"^typedef struct (?<tag>nj_\w+) \{",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex StructTag();

    // A declaration begins in the first column; a mention in a comment does not.
    [GeneratedRegex(
        @"^/\* -+ .*implemented in (?<implementer>[\w/]+)|^\w[\w \*]*\b(?<function>nj_\w+)\(",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex ImplementerOrFunction();
}

// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text.RegularExpressions;

namespace NetJack2.Docs.Tests;

/// <summary>The places in managed and native where a module logs a line.</summary>
internal static partial class LogCalls
{
    // Tests and the program log nothing.
    private static readonly string[] s_silent = ["/tests/", "/NetJack2.Cli/"];

    /// <summary>The sources of all modules.</summary>
    public static IEnumerable<string> Sources => Files("managed", "*.cs").Concat(Files("native", "*.cpp")).Concat(Files("native", "*.h"));

    /// <summary>The calls that pass a text. Those that pass on the text of others do not count.</summary>
    public static IEnumerable<Call> All =>
        from file in Sources
        let source = File.ReadAllText(file)
        from start in Start().Matches(source)
        let argument = ArgumentAt(source, start.Index + start.Length)
        where HasText(argument)
        select new Call($"{Path.GetFileName(file)}:{source.AsSpan(0, start.Index).Count('\n') + 1}", argument);

    private static IEnumerable<string> Files(string folder, string pattern)
        => Directory.EnumerateFiles(Page.InTree(folder), pattern, SearchOption.AllDirectories)
            .Where(file => !s_silent.Any(part => file.Contains(part, StringComparison.Ordinal)));

    // Up to the parenthesis that ends the call.
    private static string ArgumentAt(string source, int start)
    {
        int depth = 1, end = start;
        for (bool isText = false; depth > 0; end++)
        {
            if (source[end] == '"' && source[end - 1] != '\\')
                isText = !isText;
            else if (!isText && source[end] is '(' or ')')
                depth += source[end] == '(' ? 1 : -1;
        }
        return source[start..end];
    }

    private static bool HasText(string argument)
        => Text().Matches(argument).Any(text => Letters().IsMatch(NoText().Replace(text.Groups["text"].Value, "")));

    /// <summary>One call.</summary>
    /// <param name="Place">File and line.</param>
    /// <param name="Argument">The argument as the source has it.</param>
    public sealed record Call(string Place, string Argument)
    {
        public override string ToString() => Place;
    }

    [GeneratedRegex(
        @"\b(_?log\.(Info|Warn)|Complain|(?<!\.)Warn|LogInfo|LogError)\(", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Start();

    [GeneratedRegex(@"""(?<text>[^""]*)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Text();

    // What is inserted, and escapes.
    [GeneratedRegex(@"\{[^}]*\}|%\w|\\\w", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NoText();

    [GeneratedRegex(@"\p{L}{2}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Letters();
}

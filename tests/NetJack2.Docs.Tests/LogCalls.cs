// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text;
using System.Text.RegularExpressions;

namespace NetJack2.Docs.Tests;

/// <summary>The places in managed and native where a module logs a line.</summary>
internal static partial class LogCalls
{
    // What is inserted in a line is mostly no longer.
    private const string UsualName = "stage-left-keys";

    // Tests and the program log nothing.
    private static readonly string[] s_silent = ["native/tests/", "managed/NetJack2.Cli/", "managed/NetJack2.Serve/"];

    /// <summary>The text of all sources.</summary>
    public static string AllText { get; } = string.Join('\n', Sources.Select(TextOf));

    /// <summary>The calls that pass a text. Those that pass on the text of others do not count.</summary>
    public static IEnumerable<Call> All =>
        from file in Sources
        let source = TextOf(file)
        from start in Start().Matches(source)
        let argument = ArgumentAt(source, start.Index + start.Length)
        where HasText(argument)
        select new Call($"{Path.GetFileName(file)}: {argument}", argument);

    private static IEnumerable<string> Sources => SourcesIn(Page.InTree(""));

    /// <summary>The sources below a folder whose calls count, wherever that folder is.</summary>
    public static IEnumerable<string> SourcesIn(string root) =>
        Files(root, "managed", "*.cs").Concat(Files(root, "native", "*.cpp")).Concat(Files(root, "native", "*.h"));

    // Texts that were broken into lines are one again.
    private static string TextOf(string file) => Break().Replace(File.ReadAllText(file), "");

    private static IEnumerable<string> Files(string root, string folder, string pattern)
        => Directory.EnumerateFiles(Path.Combine(root, folder), pattern, SearchOption.AllDirectories)
            .Where(file => !s_silent.Any(silent => Path.GetRelativePath(root, file).StartsWith(silent, StringComparison.Ordinal)));

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
        => Text().Matches(argument).Any(text => Words().IsMatch(NoText().Replace(text.Groups["text"].Value, "")));

    /// <summary>One call.</summary>
    /// <param name="Place">File and text.</param>
    /// <param name="Argument">The argument as the source has it.</param>
    public sealed record Call(string Place, string Argument)
    {
        /// <summary>Bytes of the line with names of usual length, at the most: of alternatives, both count.</summary>
        public int UsualBytes =>
            Text().Matches(Argument).Sum(text => Encoding.UTF8.GetByteCount(NoText().Replace(text.Groups["text"].Value, UsualName)));

        public override string ToString() => Place;
    }

    [GeneratedRegex(
        @"\b(_?[lL]og\.(Info|Warn)|Complain|(?<!\.)Warn|LogInfo|LogError)\(", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Start();

    [GeneratedRegex(@"""(?<text>[^""]*)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Text();

    // What is inserted, and escapes.
    [GeneratedRegex(@"\{[^}]*\}|%\w|\\\w", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NoText();

    // Two words: "Slave" alone is followed by a text from elsewhere.
    [GeneratedRegex(@"\p{L}{3}.*\W\p{L}{3}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Words();

    // "…" + $"…"
    [GeneratedRegex(@"""\s*\+\s*\$?""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Break();
}

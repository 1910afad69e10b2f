using System.Text.RegularExpressions;
using NetJack2.TestHosts.Servers;

namespace NetJack2.Bench;

/// <summary>The counts that our modules print when a session or they themselves end.</summary>
internal static partial class LogStatistics
{
    public static IEnumerable<string> Lines(params IEnumerable<JackServer> servers)
        => from server in servers
           from line in server.Log.Split('\n')
           where Count().IsMatch(line)
           select $"{server.Host.Name}: {line.Trim()}";

    /// <summary>The sum of what stands before a word, as in "0 collections"; null when nobody says it.</summary>
    public static long? Sum(string word, params IEnumerable<JackServer> servers)
    {
        List<long> counts = [.. Lines(servers).SelectMany(line => Count().Matches(line))
            .Where(match => string.Equals(match.Groups["what"].Value, word, StringComparison.Ordinal))
            .Select(match => long.Parse(match.Groups["count"].ValueSpan))];
        return counts.Count == 0 ? null : counts.Sum();
    }

    [GeneratedRegex(@"(?<count>\d+) (?<what>lost|late|duplicate|stranger|collections|bytes allocated)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Count();
}

// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text.RegularExpressions;
using NetJack2.TestHosts.Servers;

namespace NetJack2.Bench;

/// <summary>Counts that the modules of netjack2-cs print when a session ends or they are unloaded.</summary>
internal static partial class LogStatistics
{
    /// <summary>The sum of the numbers before a word in the logs, as in "0 collections"; null if no log has one.</summary>
    public static long? Sum(string word, params IEnumerable<JackServer> servers)
    {
        List<long> counts = [.. servers.SelectMany(server => Count().Matches(server.Log))
            .Where(match => string.Equals(match.Groups["what"].Value, word, StringComparison.Ordinal))
            .Select(match => long.Parse(match.Groups["count"].ValueSpan))];
        return counts.Count == 0 ? null : counts.Sum();
    }

    [GeneratedRegex(@"(?<count>\d+) (?<what>collections|bytes allocated)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Count();
}

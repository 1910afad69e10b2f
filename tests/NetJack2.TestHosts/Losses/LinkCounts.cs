// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text.RegularExpressions;
using NetJack2.TestHosts.Servers;

namespace NetJack2.TestHosts.Losses;

/// <summary>What a module counted in its last session, as it reports in its log when that ends.</summary>
/// <param name="Sent">Packets.</param>
/// <param name="Lost">Packets that had not come when they were to be played.</param>
/// <param name="Recovered">Packets that were lost, and of which a copy came.</param>
/// <param name="Concealed">Samples that were made up or blended with such.</param>
public sealed partial record LinkCounts(long Sent, long Lost, long Recovered, long Concealed)
{
    /// <summary>Null: the server has not logged the end of a session, as jack2 never does.</summary>
    public static LinkCounts? Of(JackServer server) => Line().Matches(server.Log) is [.., var match] ? From(match.Value) : null;

    private static LinkCounts From(string line) =>
        new(Number(line, "packets sent"), Number(line, "lost"), Number(line, "recovered"), Number(line, "samples concealed"));

    // Most numbers are there only where they are not 0.
    private static long Number(string line, string what) =>
        Regex.Match(line, $@"\b(\d+) {what}\b", RegexOptions.None, TimeSpan.FromSeconds(1)) is { Success: true } match
            ? long.Parse(match.Groups[1].ValueSpan) : 0;

    [GeneratedRegex(@"\d+ cycles, \d+ packets sent, .*", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Line();
}

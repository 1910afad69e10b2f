// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text.RegularExpressions;
using NetJack2.TestHosts.Servers;

namespace NetJack2.TestHosts.Losses;

/// <summary>What one of our modules counted in its last session, as it says in its log when that ends.</summary>
/// <param name="Sent">Packets.</param>
/// <param name="Lost">Packets that had not come when they were to be played.</param>
/// <param name="Recovered">Packets that were lost, and of which a copy came.</param>
/// <param name="Concealed">Samples that were made up or blended with such.</param>
public sealed partial record LinkCounts(long Sent, long Lost, long Recovered, long Concealed)
{
    /// <summary>Null: the server has not told of the end of a session, as an original never does.</summary>
    public static LinkCounts? Of(JackServer server)
        => Line().Matches(server.Log) is [.., var match]
            ? new LinkCounts(Number(match, "sent"), Number(match, "lost"), Number(match, "recovered"), Number(match, "concealed"))
            : null;

    private static long Number(Match match, string group) => long.Parse(match.Groups[group].ValueSpan);

    [GeneratedRegex(
        @"packets: (?<sent>\d+) sent, \d+ received, (?<lost>\d+) lost, .* (?<recovered>\d+) recovered; (?<concealed>\d+) samples concealed",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Line();
}

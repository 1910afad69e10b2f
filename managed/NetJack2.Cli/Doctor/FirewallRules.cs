// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using System.Text.RegularExpressions;

namespace NetJack2.Cli.Doctor;

/// <summary>The effect of a firewall's rules on incoming packets.</summary>
/// <param name="Filters">Whether some are dropped or refused.</param>
/// <param name="Accepting">A rule that lets the port in, if there is one.</param>
internal sealed partial record FirewallRules(bool Filters, string? Accepting)
{
    /// <summary>Reads the output of <c>nft list ruleset</c> for a UDP port.</summary>
    public static FirewallRules ReadNft(string text, int port)
    {
        bool filters = false;
        string table = "", chain = "";
        HashSet<string> reached = new(StringComparer.Ordinal);
        List<(string From, string To)> jumps = [];
        List<(string Chain, string Rule)> accepting = [];
        foreach (string line in text.Split('\n', StringSplitOptions.TrimEntries))
        {
            if (line.StartsWith("table ", StringComparison.Ordinal))
                table = line;
            if (line.StartsWith("chain ", StringComparison.Ordinal))
                chain = $"{table} {line.Split(' ')[1]}";
            Match hook = Hook().Match(line);
            // A chain of type nat translates addresses, and its jumps drop nothing.
            if (hook.Success && hook.Groups["type"].ValueSpan is "filter"
                && hook.Groups["hook"].ValueSpan is "input" or "prerouting" or "ingress")
                _ = reached.Add(chain);
            // What an input chain leaves to another one may be dropped there.
            filters |= reached.Contains(chain) && NftDrop().IsMatch(line);
            jumps.AddRange(Jump().Matches(line).Select(jump => (chain, $"{table} {jump.Groups["chain"].Value}")));
            if (NftAccept().IsMatch(line) && Allows(line, port))
                accepting.Add((chain, line));
        }
        // A chain that was just reached may jump to others.
        for (int before = -1; before != reached.Count;)
        {
            before = reached.Count;
            reached.UnionWith([.. jumps.Where(jump => reached.Contains(jump.From)).Select(jump => jump.To)]);
        }
        return new FirewallRules(filters, accepting.Find(rule => reached.Contains(rule.Chain)).Rule);
    }

    /// <summary>Reads the output of <c>iptables -S</c> for a UDP port.</summary>
    public static FirewallRules ReadIptables(string text, int port)
    {
        string[] lines = text.Split('\n', StringSplitOptions.TrimEntries);
        return new FirewallRules(
            Array.Exists(
                lines, line => line.StartsWith("-P INPUT", StringComparison.Ordinal) && !line.EndsWith("ACCEPT", StringComparison.Ordinal))
                || Array.Exists(
                    lines,
                    line => line.StartsWith("-A INPUT", StringComparison.Ordinal) && !line.EndsWith("ACCEPT", StringComparison.Ordinal)),
            Array.Find(
                lines,
                line => !line.StartsWith("-A OUTPUT", StringComparison.Ordinal) && !line.StartsWith("-A FORWARD", StringComparison.Ordinal)
                    && line.EndsWith("-j ACCEPT", StringComparison.Ordinal) && Allows(line, port)));
    }

    // "udp dport { 53, 19000-19010 } accept", "-p udp -m udp --dport 19000:19010 -j ACCEPT"
    private static bool Allows(string line, int port) =>
        line.Contains("udp", StringComparison.Ordinal) && !Restriction().IsMatch(line)
        && line.IndexOf("dport", StringComparison.Ordinal) is >= 0 and var start
        && Ports().Matches(line[start..]).Any(match => IsWithin(match, port));

    private static bool IsWithin(Match match, int port)
    {
        bool isNumber = int.TryParse(match.Groups["first"].ValueSpan, CultureInfo.InvariantCulture, out int first);
        int last = int.TryParse(match.Groups["last"].ValueSpan, CultureInfo.InvariantCulture, out int end) ? end : first;
        return isNumber && port >= first && port <= last;
    }

    [GeneratedRegex(@"\btype (?<type>\w+) hook (?<hook>\w+)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hook();

    [GeneratedRegex(@"\b(drop|reject|jump|goto)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NftDrop();

    [GeneratedRegex(@"\b(jump|goto) (?<chain>[^\s,}]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Jump();

    // A rule for packets of one interface or of some senders lets in those only.
    [GeneratedRegex(@"\b(iif|iifname|iifgroup|ibrname|saddr)\b|(^| )(-i|-s|--in-interface|--source)( |$)", RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Restriction();

    [GeneratedRegex(@"\baccept\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NftAccept();

    [GeneratedRegex(@"\b(?<first>\d{1,5})([-:](?<last>\d{1,5}))?\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Ports();
}

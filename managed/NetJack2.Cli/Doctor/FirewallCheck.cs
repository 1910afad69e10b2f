// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Cli.Doctor;

/// <summary>Whether a firewall of this computer may keep packets out.</summary>
internal static class FirewallCheck
{
    // The kernel has several tables, and each program shows its own.
    private static readonly string[] s_iptables = ["iptables-legacy", "ip6tables-legacy", "iptables", "ip6tables"];

    public static Finding Run(int port)
    {
        bool hasNft = SystemCommand.Find("nft") is not null;
        // nft shows what iptables has put there.
        string[] others = [.. s_iptables.Where(program => SystemCommand.Find(program) is not null)
            .Where(program => !hasNft || program.EndsWith("legacy", StringComparison.Ordinal))];
        if (!hasNft && others.Length == 0)
            return new Finding(Verdict.Note, "Neither nft nor iptables is here: whether there is a firewall is not known.");
        FirewallRules?[] rules =
        [
            .. hasNft ? [ReadNft(port)] : Array.Empty<FirewallRules?>(), .. others.Select(program => ReadIptables(program, port)),
        ];
        return Describe(rules, port);
    }

    /// <summary>Returns the finding about a UDP port from the rules of several tables: the strictest counts.</summary>
    /// <param name="rules">Those of each program; null where this user may not see them.</param>
    /// <param name="port">The port.</param>
    public static Finding Describe(IReadOnlyList<FirewallRules?> rules, int port) =>
        rules.FirstOrDefault(found => found is { Filters: true, Accepting: null }) is { } strict ? Describe(strict, port)
        : rules.Contains(null)
            ? new Finding(Verdict.Note, "This user may not see the rules of the firewall.", "sudo netjack2 doctor")
            : Describe(rules.FirstOrDefault(found => found!.Filters) ?? rules[0]!, port);

    private static FirewallRules? ReadNft(int port) =>
        SystemCommand.Run("nft", "list", "ruleset") is { } text ? FirewallRules.ReadNft(text, port) : null;

    private static FirewallRules? ReadIptables(string program, int port) =>
        SystemCommand.Run(program, "-S") is { } text ? FirewallRules.ReadIptables(text, port) : null;

    /// <summary>Returns the finding about a UDP port from the rules of a table.</summary>
    public static Finding Describe(FirewallRules rules, int port) => rules switch
    {
        { Filters: false } => new Finding(Verdict.Good, "No firewall here keeps packets out."),
        { Accepting: { } rule } => new Finding(Verdict.Good, $"The firewall here lets UDP port {port} in: {rule}"),
        _ => new Finding(
            Verdict.Note,
            $"A firewall here keeps packets out, and no rule lets UDP port {port} in from everywhere.",
            $"nft insert rule inet filter input udp dport {port} accept, or ufw allow {port}/udp, "
                + $"or firewall-cmd --add-port={port}/udp. A slave that names a netjack2-cs master with -a needs no rule."),
    };
}

// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Cli.Doctor;

/// <summary>Whether a firewall of this computer may keep packets out.</summary>
internal static class FirewallCheck
{
    public static Finding Run(int port)
    {
        bool hasNft = SystemCommand.Find("nft") is not null, hasIptables = SystemCommand.Find("iptables") is not null;
        if (!hasNft && !hasIptables)
            return new Finding(Verdict.Note, "Neither nft nor iptables is here: whether there is a firewall is not known.");
        string? rules = hasNft ? SystemCommand.Run("nft", "list", "ruleset") : SystemCommand.Run("iptables", "-S");
        if (rules is null)
            return new Finding(Verdict.Note, "This user may not see the rules of the firewall.", "sudo netjack2 doctor");
        return Describe(hasNft ? FirewallRules.ReadNft(rules, port) : FirewallRules.ReadIptables(rules, port), port);
    }

    /// <summary>What rules mean for a port.</summary>
    public static Finding Describe(FirewallRules rules, int port) => rules switch
    {
        { Filters: false } => new Finding(Verdict.Good, "No firewall here keeps packets out."),
        { Accepting: { } rule } => new Finding(Verdict.Good, $"The firewall here lets UDP port {port} in: {rule}"),
        _ => new Finding(
            Verdict.Note,
            $"A firewall here keeps packets out, and no rule names UDP port {port}.",
            $"nft insert rule inet filter input udp dport {port} accept, or ufw allow {port}/udp, "
                + $"or firewall-cmd --add-port={port}/udp. A slave hears its master's other ports there too."),
    };
}

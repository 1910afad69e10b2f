// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Cli.Doctor;

namespace NetJack2.Cli.Tests;

/// <summary>What doctor makes of the rules of a firewall.</summary>
public class FirewallRulesTests
{
    private const string Open = """
        table inet filter {
        	chain input {
        		type filter hook input priority filter; policy accept;
        	}
        	chain forward {
        		type filter hook forward priority filter; policy drop;
        	}
        }
        """;

    private const string Closed = """
        table inet filter {
        	chain output {
        		type filter hook output priority filter; policy accept;
        	}
        	chain input {
        		type filter hook input priority filter; policy drop;
        		ct state established,related accept
        		tcp dport 19000 accept
        		udp dport { 53, 5000-5010 } accept
        	}
        }
        """;

    private const string Forked = """
        table inet firewalld {
        	chain filter_INPUT {
        		type filter hook input priority filter + 10; policy accept;
        		jump filter_INPUT_ZONES
        	}
        	chain filter_INPUT_ZONES {
        		iifname "eth0" goto filter_IN_public
        	}
        	chain filter_IN_public {
        		jump filter_IN_public_allow
        	}
        	chain filter_IN_public_allow {
        		udp dport 19000 accept
        	}
        }
        """;

    private const string Docker = """
        table ip nat {
        	chain PREROUTING {
        		type nat hook prerouting priority dstnat; policy accept;
        		fib daddr type local counter packets 1 bytes 60 jump DOCKER
        	}
        	chain DOCKER {
        		iifname "docker0" counter return
        	}
        }
        """;

    private const string Outgoing = """
        table inet filter {
        	chain output {
        		type filter hook output priority filter; policy drop;
        		udp dport 19000 accept
        	}
        	chain input {
        		type filter hook input priority filter; policy drop;
        	}
        }
        """;

    private const string Elsewhere = """
        table inet filter {
        	chain input {
        		type filter hook input priority filter; policy drop;
        		iifname "wg0" udp dport 19000 accept
        		ip saddr 10.0.0.0/8 udp dport 19000 accept
        	}
        	chain unused {
        		udp dport 19000 accept
        	}
        }
        table inet other {
        	chain input {
        		udp dport 19000 accept
        	}
        }
        """;

    [TestCase(Docker, 19000, ExpectedResult = false)]
    [TestCase(Elsewhere, 19000, ExpectedResult = true)]
    [TestCase(Outgoing, 19000, ExpectedResult = true)]
    [TestCase("", 19000, ExpectedResult = false)]
    [TestCase(Open, 19000, ExpectedResult = false)]
    [TestCase(Closed, 19000, ExpectedResult = true)]
    [TestCase(Forked, 19000, ExpectedResult = true)]
    public bool Rules_of_nft_filter_what_comes_in(string rules, int port) => FirewallRules.ReadNft(rules, port).Filters;

    [TestCase(Outgoing, 19000, ExpectedResult = null)]
    [TestCase(Elsewhere, 19000, ExpectedResult = null)]
    [TestCase(Closed, 19000, ExpectedResult = null)]
    [TestCase(Closed, 53, ExpectedResult = "udp dport { 53, 5000-5010 } accept")]
    [TestCase(Closed, 5007, ExpectedResult = "udp dport { 53, 5000-5010 } accept")]
    [TestCase(Closed, 5011, ExpectedResult = null)]
    [TestCase(Forked, 19000, ExpectedResult = "udp dport 19000 accept")]
    public string? A_rule_of_nft_lets_a_port_in(string rules, int port) => FirewallRules.ReadNft(rules, port).Accepting;

    [TestCase("-P INPUT ACCEPT\n-P FORWARD DROP", false, null)]
    [TestCase("-P INPUT DROP\n-A INPUT -i lo -j ACCEPT", true, null)]
    [TestCase("-P INPUT ACCEPT\n-A INPUT -p udp -m udp --dport 19000 -j ACCEPT\n-A INPUT -j "
        + "REJECT", true, "-A INPUT -p udp -m udp --dport 19000 -j ACCEPT")]
    [TestCase("-P INPUT DROP\n-A INPUT -p udp -m multiport --dports 18000:20000 -j "
        + "ACCEPT", true, "-A INPUT -p udp -m multiport --dports 18000:20000 -j ACCEPT")]
    [TestCase("-P INPUT DROP\n-A INPUT -i wg0 -p udp -m udp --dport 19000 -j ACCEPT", true, null)]
    [TestCase("-P INPUT DROP\n-A INPUT -s 10.0.0.0/8 -p udp -m udp --dport 19000 -j ACCEPT", true, null)]
    [TestCase("-P INPUT DROP\n-A INPUT -p tcp -m tcp --dport 19000 -j ACCEPT", true, null)]
    public void Rules_of_iptables_are_understood(string rules, bool filters, string? accepting)
        => Assert.That(FirewallRules.ReadIptables(rules, 19000), Is.EqualTo(new FirewallRules(filters, accepting)));

    [Test]
    [Property("Defect", "Fault-25")]
    public void The_strictest_of_several_tables_counts()
    {
        var open = new FirewallRules(Filters: false, null);
        var letsIn = new FirewallRules(Filters: true, "udp dport 19000 accept");
        var closed = new FirewallRules(Filters: true, null);
        Assert.That(FirewallCheck.Describe([open, closed], 19000).Text, Does.StartWith("A firewall here keeps packets out"));
        Assert.That(FirewallCheck.Describe([letsIn, null], 19000).Text, Does.StartWith("This user may not see"));
        Assert.That(FirewallCheck.Describe([open, letsIn], 19000).Text, Does.StartWith("The firewall here lets"));
        Assert.That(FirewallCheck.Describe([open, open], 19000).Verdict, Is.EqualTo(Verdict.Good));
    }

    [Test]
    public void A_firewall_without_a_rule_for_the_port_is_reported_with_the_missing_rule()
    {
        Finding finding = FirewallCheck.Describe(FirewallRules.ReadNft(Closed, 19000), 19000);
        Assert.That(finding.Verdict, Is.EqualTo(Verdict.Note));
        Assert.That(finding.Remedy, Does.Contain("udp dport 19000 accept"));
        Assert.That(FirewallCheck.Describe(FirewallRules.ReadNft(Closed, 53), 53).Verdict, Is.EqualTo(Verdict.Good));
        Assert.That(FirewallCheck.Describe(FirewallRules.ReadNft(Open, 53), 53).Verdict, Is.EqualTo(Verdict.Good));
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using System.Text.RegularExpressions;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Network;

/// <summary>Packets as long as the path carries, whatever the network reports or does not report about it (D-27).</summary>
[TestFixture]
[Lane(Lane.Untimed, Seconds = 26)]
public partial class MtuTests : SystemTest
{
    private const string NoIcmp = "add table inet wall; add chain inet wall output { type filter hook output priority 0; }; "
        + "add rule inet wall output ip protocol icmp drop; add rule inet wall output ip6 nexthdr icmpv6 icmpv6 type packet-too-big drop";

    [TestCase(1500, 1500, 1500)]
    [TestCase(9000, 9000, 9000)]
    [TestCase(9000, 1500, 1500, Description = "the slave's card cannot take what the master's could send")]
    [TestCase(1500, 9000, 1500)]
    [TestCase(4000, 4000, 4000, Description = "no usual size")]
    public async Task On_a_cable_packets_are_as_long_as_both_cards_take(int masterMtu, int slaveMtu, int expected)
    {
        await using Stage stage = await Stage.StartAsync();
        TestHost slave = await stage.AddHostAsync("slave");
        await Cable.PlugAsync(new(stage.Master, "eth0", "10.78.1.1/24", masterMtu), new(slave, "eth0", "10.78.1.2/24", slaveMtu));
        await stage.StartMasterAsync();
        JackServer server = await stage.StartSlaveAsync(slave);
        await CountLengthsAsync(stage.Master, slave, expected, isIPv6: false);
        await stage.AssertAudioAsync(slave);
        Assert.That(server.Log, Does.Contain($"MTU {expected},"));
        Assert.That(stage.Server.Log, Does.Contain($"MTU {expected},"));
        await AssertLengthsAsync(slave);
    }

    [TestCase(1400, 1400, false)]
    [TestCase(1400, 1400, true)]
    [TestCase(1280, 1280, false)]
    [TestCase(1492, 1400, false, Description = "DSL: the next usual size below")]
    public async Task Audio_passes_a_tunnel_that_sends_no_ICMP(int tunnelMtu, int expected, bool isIPv6)
    {
        await using Stage stage = await Stage.StartAsync();
        TestHost slave = await stage.AddHostAsync("slave");
        TestHost router = await stage.AddHostAsync("router");
        string net = isIPv6 ? "2001:db8:7" : "10.78.", length = isIPv6 ? "64" : "24", host = isIPv6 ? "::" : ".";
        await Cable.PlugAsync(new(router, "eth0", $"{net}1{host}254/{length}"), new(stage.Master, "eth0", $"{net}1{host}1/{length}"));
        await Cable.PlugAsync(new(router, "eth1", $"{net}2{host}254/{length}", tunnelMtu), new(slave, "eth0", $"{net}2{host}2/{length}"));
        string family = isIPv6 ? "-6" : "-4";
        await router.RunAsync("sh", "-c", "echo 1 > /proc/sys/net/ipv4/ip_forward; echo 1 > /proc/sys/net/ipv6/conf/all/forwarding");
        await router.RunAsync("nft", NoIcmp);
        await stage.Master.RunAsync("ip", family, "route", "add", "default", "via", $"{net}1{host}254");
        await slave.RunAsync("ip", family, "route", "add", "default", "via", $"{net}2{host}254");
        await stage.StartMasterAsync();
        JackServer server = await stage.StartSlaveAsync(slave, "-a", $"{net}1{host}1");
        await CountLengthsAsync(stage.Master, slave, expected, isIPv6);
        await stage.AssertAudioAsync(slave);
        Assert.That(server.Log, Does.Contain($"MTU {expected},"));
        await AssertLengthsAsync(slave);
    }

    [Test]
    public async Task A_number_is_used_as_the_MTU()
    {
        await using Stage stage = await Stage.StartAsync();
        TestHost slave = await stage.AddHostAsync("slave");
        await Cable.PlugAsync(new(stage.Master, "eth0", "10.78.1.1/24"), new(slave, "eth0", "10.78.1.2/24"));
        await stage.StartMasterAsync();
        JackServer server = await stage.StartSlaveAsync(slave, "-M", "1000");
        await CountLengthsAsync(stage.Master, slave, 1000, isIPv6: false);
        await stage.AssertAudioAsync(slave);
        Assert.That(server.Log, Does.Contain("MTU 1000,"));
        await AssertLengthsAsync(slave);
    }

    /// <summary>Counts datagrams that the slave receives: those too long for the path, and those that fill it or hold a cycle.</summary>
    private static async Task CountLengthsAsync(TestHost master, TestHost slave, int mtu, bool isIPv6)
    {
        const int Cycle = 2 * 256 * sizeof(float), LongestHeaders = 150;
        int most = mtu - (isIPv6 ? 40 : 20), least = Math.Min(most, Cycle) - LongestHeaders; // of a UDP header and what follows it
        await master.RunAsync("ip", "link", "set", "eth0", "gso_max_segs", "1"); // otherwise several datagrams arrive as one
        await slave.RunAsync("nft", "add table inet lengths; add chain inet lengths input { type filter hook input priority 0; }; "
            + $"add rule inet lengths input udp length > {most} counter; add rule inet lengths input udp length > {least} counter");
    }

    /// <summary>While audio passed, none was too long, and some were as long as they may be.</summary>
    private static async Task AssertLengthsAsync(TestHost slave)
    {
        string rules = await slave.RunAsync("nft", "list", "chain", "inet", "lengths", "input");
        int[] packets = [.. Packets().Matches(rules).Select(match => int.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture))];
        Assert.That(packets, Has.Length.EqualTo(2), rules);
        Assert.That(packets[0], Is.Zero, $"longer than the path carries: {rules}");
        Assert.That(packets[1], Is.Positive, $"as long as they may be: {rules}");
    }

    [GeneratedRegex(@"packets (?<count>\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Packets();
}

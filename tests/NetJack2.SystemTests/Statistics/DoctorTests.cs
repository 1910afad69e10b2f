// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Statistics;

/// <summary>What is wrong with a host is found, with what to do about it.</summary>
[TestFixture]
[Lane(Lane.Untimed)]
public class DoctorTests : SystemTest
{
    [Test]
    public async Task Doctor_names_the_remedies_for_a_host_without_network_route_and_open_port()
    {
        await using TestNetwork network = await TestNetwork.StartAsync();
        TestHost host = network.Leaves[0];
        string healthy = await ReadAsync(host);
        Assert.That(healthy, Does.Contain($"good   Interface eth0 ({host.Address}"));
        Assert.That(healthy, Does.Contain("good   There is a route to "
            + "225.3.19.154").And.Contain("good   UDP port 19000 is free").And.Contain("good   No firewall here keeps packets out."));

        await host.RunAsync("ip", "route", "del", "224.0.0.0/4");
        await host.RunAsync("ip", "link", "set", "eth0", "mtu", "1280");
        await host.RunAsync(
            "nft", "add table inet filter; add chain inet filter input { type filter hook input priority 0; policy drop; }");
        string broken = await ReadAsync(host);
        Assert.That(broken, Does.Contain("note   There is no route to 225.3.19.154").And.Contain("ip route add 224.0.0.0/4 dev INTERFACE"));
        Assert.That(broken, Does.Contain("packets of 1280 bytes only").And.Contain("-M 1280 on the slave"));
        Assert.That(
            broken,
            Does.Contain("A firewall here keeps packets out, and no rule lets UDP port 19000 in").And.Contain("udp dport 19000 accept"));
        await host.RunAsync("nft", "add rule inet filter input udp dport 19000 accept");
        Assert.That(await ReadAsync(host), Does.Contain("The firewall here lets UDP port 19000 in: udp dport 19000 accept"));

        await host.SetLinkAsync(up: false);
        (string unplugged, int code) = await StatisticsProgram.RunAsync(host, "doctor", "-a", "10.99.0.1");
        Assert.That(code, Is.EqualTo(1));
        Assert.That(unplugged, Does.Contain("WRONG  No network interface is up").And.Contain("ip link set INTERFACE up"));
        Assert.That(unplugged, Does.Contain("WRONG  There is no route to 10.99.0.1").And.Contain("ip route add default via ROUTER"));
    }

    [Test]
    public async Task Doctor_reports_the_modules_of_a_server_and_whether_a_manager_answers()
    {
        await using NetPair pair = await NetPair.PrepareAsync(Pairings.NetJack2CsOnly);
        Assert.That(
            await ReadAsync(pair.SlaveHost, "--ask"),
            Does.Contain("WRONG  No manager answers at 225.3.19.154:19000.").And.Contain("Is netmanager loaded on the master"));
        await pair.StartMasterAsync();
        await pair.Master.AwaitLogAsync("Listening on 225.3.19.154:19000, eth0", TimeSpan.FromSeconds(5));
        await pair.SlaveHost.RunAsync("ip", "route", "del", "224.0.0.0/4");
        string asked = await ReadAsync(pair.SlaveHost, "--ask");
        Assert.That(asked, Does.Contain($"good   A manager answers: 'master', 48000 Hz, 256 frames at {pair.MasterHost.Address}."));

        await pair.SlaveHost.RunAsync(
            "sh", "-c", "ip link add eth00 type veth peer name far && "
                + "ip addr add 10.99.0.1/24 dev eth00 && ip link set far up && ip link set eth00 up");
        await pair.SlaveHost.RunAsync("nft", "add table inet wall; add chain inet wall output { type filter hook output priority 0; }; "
            + "add rule inet wall output oifname eth00 meta l4proto udp drop");
        asked = await ReadAsync(pair.SlaveHost, "--ask");
        Assert.That(asked, Does.Contain("good   A manager answers: 'master'"), "by the other interface");

        string master = await ReadAsync(pair.MasterHost);
        Assert.That(master, Does.Contain($"server 'default', has the modules of netjack2-cs, from {DriverFolder.NetJack2Cs.Path}."));
        Assert.That(master, Does.Match(@"good   UDP port 19000 is used by jackd \(\d+\)"));
    }

    [Test]
    public async Task The_distributions_modules_are_distinguished_from_those_of_netjack2_cs()
    {
        await using TestHost host = await TestHost.StartAsync("master");
        await using JackServer server = await JackServer.StartAsync(host, DriverFolder.Jack2, JackServerArguments.Dummy(1024));
        Assert.That(
            await ReadAsync(host),
            Does.Contain($"loads the modules of {DriverFolder.Jack2.Path}, which are not those of netjack2-cs."));
        Assert.That((await Probe.LoadAsync(host, "netmanager")).Status, Is.Zero, server.Log);
        Assert.That(await ReadAsync(host), Does.Match("has .*/netmanager.so, which is not of netjack2-cs."));
    }

    [Test]
    [Property("Defect", "Fault-25")]
    public async Task Another_user_gets_no_warning_of_the_distributions_modules()
    {
        await using TestHost host = await TestHost.StartAsync("shared");
        await using JackServer server = await JackServer.StartAsync(host, DriverFolder.NetJack2Cs, JackServerArguments.Dummy(1024));
        Assert.That(
            await StatisticsProgram.RunAsOtherUserAsync(host, "doctor"),
            Does.Contain("belongs to another user, and this user may not see which modules it loads."));
        Assert.That((await Probe.LoadAsync(host, "netmanager")).Status, Is.Zero, server.Log);
        Assert.That(
            await StatisticsProgram.RunAsOtherUserAsync(host, "doctor"), Does.Contain("has modules of netjack2-cs, as their pages show."));
    }

    [Test]
    [Property("Defect", "Fault-25")]
    public async Task A_server_that_is_stopped_is_wrong_and_its_sessions_are_not_good()
    {
        await using NetPair pair = await NetPair.StartAsync(Pairings.NetJack2CsOnly);
        pair.Slave.Send(Signal.Stop);
        string stopped = "";
        await Poll.UntilAsync(
            async () => (stopped = await ReadAsync(pair.SlaveHost)).Contains("has not written its page", StringComparison.Ordinal),
            TimeSpan.FromSeconds(10), "a stopped server");
        Assert.That(stopped, Does.Match(@"WRONG  jackd \d+, server 'default', is stopped.").And.Not.Contain("'master' is running"));
        pair.Slave.Send(Signal.Continue);
    }

    [Test]
    [Property("Defect", "Fault-25")]
    public async Task On_a_host_with_IPv6_only_nothing_is_wrong_and_a_manager_answers()
    {
        await using Stage stage = await Stage.StartAsync();
        TestHost slave = await stage.AddHostAsync("slave");
        await Cable.PlugAsync(new(stage.Master, "eth0"), new(slave, "eth0"));
        await stage.StartMasterAsync();
        await stage.Server.AwaitLogAsync("Listening on [", TimeSpan.FromSeconds(10));
        foreach (string[] words in (string[][])[["--ask"], ["--ask", "-a", "ff12::4e4a:e103:139a"]])
        {
            string asked = "";
            await Poll.UntilAsync(
                async () => (asked = await ReadAsync(slave, words)).Contains("A manager answers", StringComparison.Ordinal),
                TimeSpan.FromSeconds(10), "an answer by IPv6");
            Assert.That(
                asked, Does.Not.Contain("There is no way").And.Not.Contain("No network interface").And.Not.Contain("managers answer"));
        }
    }

    [Test]
    [Property("Defect", "Fault-15, Fault-25")]
    public async Task Two_managers_of_one_group_are_reported([Values] bool isOtherUser)
    {
        await using TestNetwork network = await TestNetwork.StartAsync(leaves: 2);
        await using JackServer first = await JackServer.StartAsync(network.Hub, DriverFolder.NetJack2Cs, JackServerArguments.Dummy(256));
        await using JackServer second = await JackServer.StartAsync(
            network.Leaves[1], isOtherUser ? DriverFolder.Jack2 : DriverFolder.NetJack2Cs, JackServerArguments.Dummy(256));
        foreach (TestHost host in (TestHost[])[network.Hub, network.Leaves[1]])
            Assert.That((await Probe.LoadAsync(host, "netmanager")).Status, Is.Zero);
        string asked = "";
        await Poll.UntilAsync(
            async () => (asked = await AskAsync()).Contains("2 managers answer", StringComparison.Ordinal),
            // Of jack2, a manager that has answered a question answers none for ten seconds.
            TimeSpan.FromSeconds(20), "two answers");
        Assert.That(asked, Does.Contain("Give the slave the address of one, -a ADDRESS"));

        Task<string> AskAsync() => isOtherUser
            ? StatisticsProgram.RunAsOtherUserAsync(network.Leaves[0], "doctor", "--ask")
            : ReadAsync(network.Leaves[0], "--ask");
    }

    [Test]
    [Property("Defect", "Fault-25")]
    public async Task A_slave_that_searches_in_another_group_gets_a_remedy()
    {
        await using NetPair pair = await NetPair.PrepareAsync(Pairings.NetJack2CsOnly);
        await using JackServer slave = await JackServer.StartAsync(
            pair.SlaveHost, DriverFolder.NetJack2Cs, JackServerArguments.Net(synchronous: false, "-a", "225.3.19.155"));
        await slave.AwaitLogAsync("Waiting for a master", TimeSpan.FromSeconds(5));
        await Poll.UntilAsync(
            async () => (await ReadAsync(pair.SlaveHost)).Contains("has announced itself", StringComparison.Ordinal),
            TimeSpan.FromSeconds(5), "an announcement on the driver's page");
        Assert.That(await ReadAsync(pair.SlaveHost), Does.Contain("has announced itself to 225.3.19.155:19000")
            .And.Contain("netjack2 doctor --ask -a 225.3.19.155 -p 19000 shows"));
    }

    [TestCase("doctor", "--no-such-option")]
    [TestCase("doctor", "-p", "many")]
    [TestCase("doctor", "-p", "70000")]
    [TestCase("doctor", "-a", "somewhere")]
    [TestCase("no-such-command")]
    [TestCase("list", "more")]
    [Property("Defect", "Fault-25")]
    public async Task A_word_that_is_not_understood_ends_with_two(params string[] words)
    {
        await using TestHost host = await TestHost.StartAsync("words");
        await using HostProcess process = await host.StartAsync("netjack2", [BuildPaths.StatisticsProgram, .. words], host.UserEnvironment);
        await process.AwaitExitAsync(TimeSpan.FromSeconds(10));
        Assert.That(process.ExitCode, Is.EqualTo(2), process.Log);
    }

    [TestCase("stat --watch")]
    [TestCase("stat --json --watch")]
    public async Task What_is_watched_ends_quietly_with_the_program_that_reads_it(string command)
    {
        await using TestHost host = await TestHost.StartAsync("pipe");
        await using HostProcess process = await host.StartAsync(
            "netjack2 | head",
            ["bash", "-c", $"set -o pipefail; {BuildPaths.StatisticsProgram} {command} | head -n 1"], host.UserEnvironment);
        await process.AwaitExitAsync(TimeSpan.FromSeconds(10));
        Assert.That((process.ExitCode, process.Errors, process.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length),
            Is.EqualTo((0, "", 1)), process.Log);
    }

    // Other servers of this machine are seen as well: test hosts are namespaces of networks and mounts, not of processes.
    private static async Task<string> ReadAsync(TestHost host, params IEnumerable<string> more)
        => (await StatisticsProgram.RunAsync(host, ["doctor", .. more])).Output;
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Network;

/// <summary>Which interfaces master and slaves use (D-25, D-33). No host here has a route to any group.</summary>
[TestFixture]
[Lane(Lane.Untimed, Seconds = 36)]
public class InterfaceTests : SystemTest
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(5);

    [Test]
    public async Task A_manager_serves_a_slave_on_each_of_its_interfaces()
    {
        await using Stage stage = await Stage.StartAsync();
        TestHost left = await stage.AddHostAsync("left");
        TestHost right = await stage.AddHostAsync("right");
        await Cable.PlugAsync(new(stage.Master, "eth0", "10.78.1.1/24"), new(left, "eth0", "10.78.1.2/24"));
        await Cable.PlugAsync(new(stage.Master, "eth1", "10.78.2.1/24"), new(right, "eth0", "10.78.2.2/24"));
        await stage.StartMasterAsync();
        await stage.StartSlaveAsync(left);
        await stage.StartSlaveAsync(right);
        await stage.AssertAudioAsync(left);
        await stage.AssertAudioAsync(right);
    }

    [Test]
    public async Task An_interface_that_comes_later_is_used_within_a_second_and_one_that_went_is_used_again_when_it_is_back()
    {
        await using Stage stage = await Stage.StartAsync();
        TestHost slave = await stage.AddHostAsync("slave");
        await stage.StartMasterAsync();
        JackServer server = await stage.LaunchSlaveAsync(slave);
        for (int time = 1; time <= 2; time++)
        {
            Cable cable = await Cable.PlugAsync(new(stage.Master, "eth7", "10.78.1.1/24"), new(slave, "eth0", "10.78.1.2/24"));
            int expected = time;
            TimeSpan taken = await Poll.UntilAsync(() => Count(server.Log, "Connected to master") == expected, s_limit, "a session");
            await TestContext.Out.WriteLineAsync($"connected after {taken.TotalMilliseconds:0} ms");
            Assert.That(taken.TotalSeconds, Is.LessThan(1.4)); // a second, and an announcement
            if (time == 1)
            {
                await Probe.WireAsync(slave, "system:capture_", "system:playback_", 2);
                await stage.AssertAudioAsync(slave);
                await cable.UnplugAsync();
                await server.AwaitLogAsync("is disconnected", s_limit);
                await stage.Server.AwaitLogAsync("is disconnected; its client is kept", s_limit);
            }
        }

        await stage.AssertAudioAsync(slave);
        Assert.That(await PortSnapshot.ClientsAsync(stage.Master), Does.Contain("slave").And.None.Contain("-01"));
    }

    [TestCase("-I eth1", Description = "by its name")]
    [TestCase("-I 10.78.2.1", Description = "by its address")]
    public async Task A_manager_on_one_interface_ignores_announcements_on_the_others(string option)
    {
        await using Stage stage = await Stage.StartAsync();
        TestHost left = await stage.AddHostAsync("left");
        TestHost right = await stage.AddHostAsync("right");
        await Cable.PlugAsync(new(stage.Master, "eth0", "10.78.1.1/24"), new(left, "eth0", "10.78.1.2/24"));
        await Cable.PlugAsync(new(stage.Master, "eth1", "10.78.2.1/24"), new(right, "eth0", "10.78.2.2/24"));
        await stage.StartMasterAsync(option);
        JackServer deaf = await stage.LaunchSlaveAsync(left);
        JackServer named = await stage.LaunchSlaveAsync(await stage.Master.StartRoomAsync("room"), "-a", "10.78.1.1");
        await stage.StartSlaveAsync(right);
        await stage.AssertAudioAsync(right);
        Assert.That(deaf.Log + named.Log, Does.Not.Contain("Connected"));
    }

    [Test]
    public async Task A_slave_that_is_restricted_to_an_interface_announces_itself_on_no_other()
    {
        await using Stage stage = await Stage.StartAsync();
        TestHost slave = await stage.AddHostAsync("slave");
        TestHost bystander = await stage.AddHostAsync("bystander");
        await Cable.PlugAsync(new(bystander, "eth0", "10.78.1.1/24"), new(slave, "eth0", "10.78.1.2/24"));
        await Cable.PlugAsync(new(stage.Master, "eth0", "10.78.2.1/24"), new(slave, "eth1", "10.78.2.2/24"));
        await stage.StartMasterAsync();
        await using JackServer other = await JackServer.StartAsync(bystander, DriverFolder.NetJack2Cs, JackServerArguments.Dummy(256));
        await Probe.LoadAsync(bystander, "netmanager");
        await stage.StartSlaveAsync(slave, "-I", "eth1");
        await stage.AssertAudioAsync(slave);
        Assert.That(other.Log, Does.Not.Contain("New slave"));
    }

    [Test]
    public async Task A_slave_with_two_ways_to_its_master_is_one_client_and_takes_the_other_way_when_one_is_cut()
    {
        await using Stage stage = await Stage.StartAsync();
        TestHost slave = await stage.AddHostAsync("slave");
        Cable first = await Cable.PlugAsync(new(stage.Master, "eth0", "10.78.1.1/24"), new(slave, "eth0", "10.78.1.2/24"));
        await Cable.PlugAsync(new(stage.Master, "eth1", "10.78.2.1/24"), new(slave, "eth1", "10.78.2.2/24"));
        await stage.StartMasterAsync();
        JackServer server = await stage.StartSlaveAsync(slave);
        await stage.AssertAudioAsync(slave);
        await first.UnplugAsync();
        await Poll.UntilAsync(() => Count(server.Log, "Connected to master") == 2, TimeSpan.FromSeconds(5), "a second session");
        await stage.AssertAudioAsync(slave);
        Assert.That(await PortSnapshot.ClientsAsync(stage.Master), Does.Contain("slave").And.None.Contain("-01"));
    }

    [TestCase(false, Description = "with a network")]
    [TestCase(true, Description = "with the loopback interface only")]
    [TestCase(true, "-a", "127.0.0.1", Description = "by its address")]
    public async Task A_slave_on_the_masters_own_host_finds_it_without_options(bool isAlone, params string[] options)
    {
        await using Stage stage = await Stage.StartAsync();
        if (!isAlone)
            await Cable.PlugAsync(
                new(stage.Master, "eth0", "10.78.1.1/24"), new(await stage.AddHostAsync("other"), "eth0", "10.78.1.2/24"));
        TestHost room = await stage.AddRoomAsync("room");
        await stage.StartMasterAsync();
        await stage.StartSlaveAsync(room, options);
        await stage.AssertAudioAsync(room);
    }

    [Test]
    public async Task The_owner_of_the_port_and_the_missing_interface_are_named()
    {
        await using Stage stage = await Stage.StartAsync();
        await using var squatter = await stage.Master.StartAsync("squatter", ["python3", "-c",
            "import socket,time; s=socket.socket(socket.AF_INET,socket.SOCK_DGRAM); s.bind(('',19000)); "
                + "print('bound',flush=True); time.sleep(60)"]);
        await squatter.AwaitTextAsync("bound", s_limit);
        await stage.StartMasterAsync(awaitsGroup: false);
        await stage.Server.AwaitLogAsync($"process {squatter.Id}", s_limit);
        Assert.That(stage.Server.Log, Does.Contain("Cannot listen on UDP port 19000").And.Contain("'python3' has it"));
        await squatter.DisposeAsync();
        await stage.Server.AwaitLogAsync("Listening on 225.3.19.154:19000, lo", s_limit);

        JackServer slave = await stage.LaunchSlaveAsync(await stage.AddHostAsync("slave"), "-I", "eth9");
        await slave.AwaitLogAsync("there is no interface 'eth9' that is up", s_limit);
    }

    [Test]
    public async Task A_firewall_that_forbids_to_send_is_named()
    {
        await using Stage stage = await Stage.StartAsync();
        TestHost slave = await stage.AddHostAsync("slave");
        await Cable.PlugAsync(new(stage.Master, "eth0", "10.78.1.1/24"), new(slave, "eth0", "10.78.1.2/24"));
        await slave.RunAsync("nft", "add table inet wall; add chain inet wall output { type filter hook output priority 0; }; "
            + "add rule inet wall output meta l4proto udp drop");
        await stage.StartMasterAsync();
        JackServer server = await stage.LaunchSlaveAsync(slave);
        await server.AwaitLogAsync(
            "Cannot send to 225.3.19.154:19000 on eth0 (Operation not permitted (1)): a firewall of this computer forbids it; "
                + "let out UDP to that address",
            s_limit);
        await slave.RunAsync("nft", "delete table inet wall");
        await server.AwaitLogAsync("Connected to master", s_limit);
    }

    private static int Count(string log, string text) => log.Split(text).Length - 1;
}

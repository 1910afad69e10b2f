// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.SystemTests.Peers;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Peers;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Programs;

/// <summary>
/// The files of docs/examples as docs/pipewire.md uses them; MasterProgramTests and JoinProgramTests have the other recipes.
/// </summary>
[TestFixture]
[Lane(Lane.Tolerant, Seconds = 15)]
public class RecipeTests : PipeWireTest
{
    private const string Keys = "keys";

    /// <summary>PipeWire runs its asynchronous node a period later, and some of the links one more.</summary>
    [Test]
    public async Task PipeWires_manager_serves_the_net_driver_and_its_asynchronous_node_costs_one_or_two_periods()
    {
        await using TestNetwork network = await TestNetwork.StartAsync();
        TestHost host = network.Leaves[0];
        await using PipeWireDaemon master = await PipeWireDaemon.StartServerAsync(
            network.Hub, Period, "docs/examples/pipewire-master.conf");
        await using JackServer slave = await StartSlaveAsync(host);
        await slave.AwaitLogAsync("Connected to master", TimeSpan.FromSeconds(5));
        await master.CreatePortsAsync(Keys);
        await Probe.WireAsync(host, "system:capture_", "system:playback_", Channels);
        var (to, from) = PipeWireDaemon.PortsOf(Keys, host);
        await Attempts.AssertAsync(Period, async () =>
        {
            LoopResult loop = await FinishAsync(
                await Probe.StartLoopAsync(network.Hub, to, from, Channels, seconds: 1, settle: 1, first: 0));
            bool isComplete = loop is { Frames: > 0, Glitches: 0, Undecodable: 0, SilentFrames: 0 };
            bool isInTime = loop.LagMin >= (Latency + 1) * Period && loop.LagMax <= (Latency + 2) * Period;
            return (loop.Xruns, isComplete && isInTime, loop.Summary);
        });
    }

    [Test]
    public async Task PipeWires_driver_is_a_slave_of_netmanager()
    {
        await using TestNetwork network = await TestNetwork.StartAsync();
        await using JackServer master = await StartMasterAsync(network.Hub);
        await using PipeWireDaemon slave = await PipeWireDaemon.StartServerAsync(
            network.Leaves[0], Period, "docs/examples/pipewire-slave.conf");
        var (receives, sends) = await slave.CreatePortsAsync("NETJACK2");
        await slave.LinkAsync(receives, sends);
        await AssertLoopAsync(network.Hub);
    }

    [Test]
    public async Task PipeWire_is_a_client_of_the_net_driver_through_a_tunnel_without_a_period_more()
    {
        await using TestNetwork network = await TestNetwork.StartAsync();
        TestHost host = network.Leaves[0];
        await using JackServer master = await StartMasterAsync(network.Hub);
        await using JackServer slave = await StartSlaveAsync(host);
        await using PipeWireDaemon tunnel = await PipeWireDaemon.StartServerAsync(host, Period, "docs/examples/pipewire-tunnel.conf");
        await tunnel.LoopTunnelAsync();
        await AssertLoopAsync(network.Hub);
    }

    private static Task<JackServer> StartSlaveAsync(TestHost host)
        => JackServer.StartAsync(host, DriverFolder.NetJack2Cs, JackServerArguments.Net(synchronous: true, [
            "-n", Keys, "-C", $"{Channels}", "-P", $"{Channels}", "-l", $"{Latency}"]));

    private static async Task<JackServer> StartMasterAsync(TestHost host)
    {
        JackServer master = await JackServer.StartAsync(
            host, DriverFolder.NetJack2Cs, JackServerArguments.Dummy(Period, synchronous: true));
        Assert.That((await Probe.LoadAsync(host, "netmanager")).Status, Is.Zero, master.Log);
        return master;
    }

    private static Task AssertLoopAsync(TestHost master)
        => Attempts.AssertAsync(Period, async () =>
        {
            LoopResult loop = await FinishAsync(await Probe.StartLoopAsync(
                master, $"{Keys}:to_slave_", $"{Keys}:from_slave_", Channels, seconds: 1, settle: 1));
            return (loop.Xruns, IsExact(loop, Period, Latency), loop.Summary);
        });
}

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

    [Test]
    public async Task PipeWires_manager_serves_the_net_driver_and_a_period_more_is_what_its_asynchronous_node_costs()
    {
        await using TestNetwork network = await TestNetwork.StartAsync();
        TestHost host = network.Leaves[0];
        await using PipeWireDaemon master = await PipeWireDaemon.StartServerAsync(
            network.Hub, Period, "docs/examples/pipewire-master.conf");
        await using JackServer slave = await StartSlaveAsync(host);
        await slave.AwaitLogAsync("Connected to master", TimeSpan.FromSeconds(5));
        await master.FormAsync(Keys);
        await Probe.WireAsync(host, "system:capture_", "system:playback_", Channels);
        var (to, from) = PipeWireDaemon.PortsOf(Keys, host);
        await AssertLoopAsync(network.Hub, to, from, Latency + 1, first: 0);
    }

    [Test]
    public async Task PipeWires_driver_is_a_slave_of_netmanager()
    {
        await using TestNetwork network = await TestNetwork.StartAsync();
        await using JackServer master = await StartMasterAsync(network.Hub);
        await using PipeWireDaemon slave = await PipeWireDaemon.StartServerAsync(
            network.Leaves[0], Period, "docs/examples/pipewire-slave.conf");
        var (receives, sends) = await slave.FormAsync("NETJACK2");
        await slave.LinkAsync(receives, sends);
        await AssertLoopAsync(network.Hub, $"{Keys}:to_slave_", $"{Keys}:from_slave_", Latency);
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
        await AssertLoopAsync(network.Hub, $"{Keys}:to_slave_", $"{Keys}:from_slave_", Latency);
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

    private static Task AssertLoopAsync(TestHost host, string to, string from, int latency, int first = 1)
        => Attempts.AssertAsync(Period, async () =>
        {
            LoopResult loop = await FinishAsync(
                await Probe.StartLoopAsync(host, to, from, Channels, seconds: 1, settle: 1, first: first));
            return (loop.Xruns, IsExact(loop, Period, latency), loop.Summary);
        });
}

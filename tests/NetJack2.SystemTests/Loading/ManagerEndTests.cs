// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Loading;

/// <summary>The manager ends while something that it waits for is slow, or while others end too.</summary>
[TestFixture]
[Lane(Lane.Untimed)]
[Property("Defect", "Fault-31")]
public class ManagerEndTests : SystemTest
{
    private const int Rounds = 6;
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);

    [Test]
    public async Task A_server_that_ends_waits_until_connections_are_saved()
    {
        await using TestNetwork network = await TestNetwork.StartAsync();
        JackServerArguments arguments = JackServerArguments.Dummy(period: 256) with
        {
            Limits = ["env", $"LD_PRELOAD={BuildPaths.FaultWitness}", "NETJACK2_SLOW_DISK=1500"],
        };
        await using JackServer master = await JackServer.StartAsync(network.Hub, DriverFolder.NetJack2Cs, arguments);
        Assert.That((await Probe.LoadAsync(network.Hub, "netmanager", "-s")).Status, Is.Zero);
        await using JackServer slave = await StartSlaveAsync(network.Leaves[0], "stage");
        await AwaitPortAsync(network.Hub, "stage:from_slave_2");
        await network.Hub.RunAsync("jack_connect", "stage:from_slave_1", "system:playback_1");
        await Task.Delay(TimeSpan.FromSeconds(0.8)); // it is being saved
        await master.StopAsync(s_limit);
        Assert.That(
            await File.ReadAllTextAsync(Path.Combine(network.Hub.StateFolder, "netmanager.connections")),
            Does.Contain("from_slave_1"));
    }

    [Test]
    public async Task Unloading_while_the_server_is_being_stopped_ends_both()
    {
        await using TestNetwork network = await TestNetwork.StartAsync(leaves: 2);
        await using JackBus bus = await JackBus.StartAsync(network.Hub, DriverFolder.NetJack2Cs);
        await using JackServer first = await StartSlaveAsync(network.Leaves[0], "first");
        await using JackServer second = await StartSlaveAsync(network.Leaves[1], "second");
        await bus.ControlAsync("ds", "dummy");
        for (int round = 0; round < Rounds; round++)
        {
            await bus.ControlAsync("start");
            Assert.That((await Probe.LoadAsync(network.Hub, "netmanager", "")).Status, Is.Zero, bus.Log);
            await AwaitPortAsync(network.Hub, "first:from_slave_2");
            await AwaitPortAsync(network.Hub, "second:from_slave_2");
            // The server that stops may answer the program with an error, or not at all.
            Task unload = network.Hub.RunAsync("sh", "-c", "timeout -k 1 5 jack_unload netmanager || true");
            await Task.WhenAll(unload, bus.ControlAsync("stop"));
            Assert.That(bus.IsServiceRunning, Is.True, $"round {round}: {bus.Log}");
            Assert.That(await bus.ControlAsync("status"), Does.Contain("stop"), $"round {round}: {bus.Log}");
        }
    }

    [Test]
    public async Task A_manager_that_is_loaded_right_after_another_has_the_same_clients()
    {
        await using TestNetwork network = await TestNetwork.StartAsync();
        await using JackServer master = await JackServer.StartAsync(
            network.Hub, DriverFolder.NetJack2Cs, JackServerArguments.Dummy(period: 1024));
        await using JackServer slave = await StartSlaveAsync(network.Leaves[0], "stage");
        for (int round = 0; round < Rounds; round++)
        {
            Assert.That((await Probe.LoadAsync(network.Hub, "netmanager", "")).Status, Is.Zero, master.Log);
            await AwaitPortAsync(network.Hub, "stage:from_slave_2");
            Assert.That(await PortSnapshot.ClientsAsync(network.Hub), Is.EqualTo((string[])["stage", "system"]));
            await network.Hub.UnloadAsync("netmanager");
        }
    }

    private static Task<JackServer> StartSlaveAsync(TestHost host, string name)
        => JackServer.StartAsync(
            host, DriverFolder.NetJack2Cs, JackServerArguments.Net(synchronous: false, "-n", name, "-C", "2", "-P", "2"));

    private static async Task AwaitPortAsync(TestHost host, string port)
    {
        HostProcess process = await Probe.StartAwaitPortAsync(host, port, wait: 8);
        await Probe.FinishAsync(process, ResultsJson.Default.AwaitResult, s_limit);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Loading;

/// <summary>A program ends while a slave joins: jackd gives the new client the number of the one that it is still closing.</summary>
[TestFixture]
[Lane(Lane.Untimed)]
[Property("Defect", "Fault-31")]
public class JoinBesideProgramsTests : SystemTest
{
    private const int Rounds = 8;

    [Test]
    public async Task A_server_whose_programs_come_and_go_while_a_slave_joins_serves_both()
    {
        await using TestNetwork network = await TestNetwork.StartAsync();
        // Its own client in the server makes the engine unlock for long while another is closed.
        await using JackBus bus = await JackBus.StartAsync(network.Hub, DriverFolder.NetJack2Cs);
        await bus.ControlAsync("ds", "dummy");
        await bus.ControlAsync("start");
        await using JackServer slave = await JackServer.StartAsync(
            network.Leaves[0], DriverFolder.NetJack2Cs, JackServerArguments.Net(synchronous: false, "-n", "stage", "-C", "2", "-P", "2"));
        await using HostProcess programs = await network.Hub.StartAsync(
            "programs", ["sh", "-c", "while :; do jack_lsp >/dev/null; done"]);
        for (int round = 0; round < Rounds; round++)
        {
            Assert.That((await Probe.LoadAsync(network.Hub, "netmanager", "")).Status, Is.Zero, bus.Log);
            HostProcess port = await Probe.StartAwaitPortAsync(network.Hub, "stage:from_slave_2", wait: 8);
            await Probe.FinishAsync(port, ResultsJson.Default.AwaitResult, TimeSpan.FromSeconds(10));
            await network.Hub.UnloadAsync("netmanager");
        }

        Assert.That(bus.Log, Does.Not.Contain("already deallocated"));
    }
}

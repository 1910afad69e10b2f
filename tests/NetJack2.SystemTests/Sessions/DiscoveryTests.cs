// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Sessions;

/// <summary>How master and slave find each other.</summary>
[TestFixture]
[Lane(Lane.Tolerant)]
public class DiscoveryTests : SystemTest
{
    private static readonly TimeSpan s_exitLimit = TimeSpan.FromSeconds(10);

    /// <summary>The manager appears at three places in the rhythm of the slave's announcements (jack2's: 1.02 s).</summary>
    [Test]
    public async Task A_waiting_slave_is_connected_half_a_second_after_a_manager_appears()
    {
        await using NetPair pair = await NetPair.PrepareAsync(Pairings.NetJack2CsOnly);
        await pair.StartSlaveAsync();
        await pair.StartMasterServerAsync();
        foreach (double phase in (double[])[0.2, 0.5, 0.8])
        {
            await using HostProcess port = await Probe.StartAwaitPortAsync(pair.MasterHost, "slave:to_slave_1", wait: 8);
            await Task.Delay(TimeSpan.FromSeconds(phase));
            long loadedAt = MonotonicClock.Microseconds;
            await pair.LoadManagerAsync();
            AwaitResult appeared = await Probe.FinishAsync(port, ResultsJson.Default.AwaitResult, TimeSpan.FromSeconds(8));
            Assert.That((appeared.At - loadedAt) / 1e6, Is.LessThan(0.5), $"{phase} s later");
            _ = await Probe.UnloadAsync(pair.MasterHost, "netmanager");
        }
    }

    [Test]
    public async Task Without_a_master_the_server_ends_as_fast_as_one_with_a_dummy_driver()
    {
        await using TestNetwork network = await TestNetwork.StartAsync();
        await using JackServer dummy = await JackServer.StartAsync(network.Hub, DriverFolder.NetJack2Cs, JackServerArguments.Dummy(1024));
        await using JackServer slave = await JackServer.StartAsync(
            network.Leaves[0], DriverFolder.NetJack2Cs, JackServerArguments.Net(synchronous: false));
        await Task.Delay(TimeSpan.FromSeconds(1.5));
        TimeSpan usual = await dummy.StopAsync(s_exitLimit);
        TimeSpan net = await slave.StopAsync(s_exitLimit);
        await TestContext.Out.WriteLineAsync($"dummy {usual.TotalMilliseconds:0} ms, net {net.TotalMilliseconds:0} ms");
        Assert.That(net, Is.LessThan(usual + TimeSpan.FromSeconds(0.2)));
    }

    [Test]
    public async Task Without_a_master_the_server_runs_and_its_clients_have_cycles()
    {
        await using TestNetwork network = await TestNetwork.StartAsync();
        await using JackServer slave = await JackServer.StartAsync(
            network.Leaves[0], DriverFolder.NetJack2Cs, JackServerArguments.Net(synchronous: false));
        await using HostProcess bystander = await Probe.StartBystanderAsync(network.Leaves[0], seconds: 2);
        BystanderResult result = await Probe.FinishAsync(bystander, ResultsJson.Default.BystanderResult, TimeSpan.FromSeconds(10));
        double expected = result.Seconds * result.Rate / result.Period;
        Assert.That(result.Cycles - 1, Is.EqualTo(expected).Within(1).Percent, "from the first cycle to the last");
    }

    [Test]
    public async Task A_master_is_found_by_its_address()
    {
        LoopResult result = await Attempts.LoopAsync(Pairings.NetJack2CsOnly with { DriverArguments = ["-a", "10.77.0.1"] });
        Assert.That(result.IsPerfect, Is.True, result.Summary);
    }
}

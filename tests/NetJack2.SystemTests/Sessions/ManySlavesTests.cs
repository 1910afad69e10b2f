// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Sessions;

/// <summary>Several slaves on one manager: each is a session of its own. <see cref="Peers.MixedSessionTests"/> kills some.</summary>
[TestFixture]
[Lane(Lane.Tolerant)]
public class ManySlavesTests : SystemTest
{
    private const int Period = 512, Channels = 2, Latency = 3;

    [Test]
    public async Task Of_three_slaves_one_stops_responding_and_the_others_lose_no_frame()
    {
        IReadOnlyList<LoopResult> results = await Attempts.RepeatAsync(Pairings.NetJack2CsOnly with { Period = Period }, async () =>
        {
            await using TestNetwork network = await TestNetwork.StartAsync(leaves: 3);
            await using JackServer master = await JackServer.StartAsync(
                network.Hub, DriverFolder.NetJack2Cs, JackServerArguments.Dummy(Period, synchronous: true));
            await Probe.LoadAsync(network.Hub, "netmanager");
            List<JackServer> slaves = [];
            try
            {
                foreach (TestHost leaf in network.Leaves) slaves.Add(await StartSlaveAsync(leaf));
                IReadOnlyList<LoopResult> loops = await MeasureTheFirstTwoAsync(network.Hub, slaves);
                int xruns = loops.Max(loop => loop.Xruns) + slaves.Take(2).Sum(slave => slave.XrunLines);
                return (loops, xruns, loops.All(loop => loop.IsPerfect), string.Join("; ", loops.Select(loop => loop.Summary)));
            }
            finally
            {
                foreach (JackServer slave in slaves) await slave.DisposeAsync();
            }
        });

        foreach (LoopResult result in results)
        {
            Assert.That(result.IsPerfect, Is.True, result.Summary);
            Assert.That(result.Lag, Is.EqualTo(Latency * Period), result.Summary);
        }
    }

    private static async Task<JackServer> StartSlaveAsync(TestHost leaf)
    {
        JackServer slave = await JackServer.StartAsync(leaf, DriverFolder.NetJack2Cs, JackServerArguments.Net(
            synchronous: false, ["-n", leaf.Name, "-C", $"{Channels}", "-P", $"{Channels}", "-l", $"{Latency}"]));
        await Probe.WireAsync(leaf, "system:capture_", "system:playback_", Channels);
        return slave;
    }

    private static async Task<IReadOnlyList<LoopResult>> MeasureTheFirstTwoAsync(TestHost hub, List<JackServer> slaves)
    {
        List<HostProcess> loops = [];
        foreach (JackServer slave in slaves.Take(2))
            loops.Add(
                await Probe.StartLoopAsync(hub, $"{slave.Host.Name}:to_slave_", $"{slave.Host.Name}:from_slave_", Channels, seconds: 4));
        await Task.Delay(TimeSpan.FromSeconds(2));
        slaves[^1].Send(Signal.Stop);

        List<LoopResult> results = [];
        foreach (HostProcess loop in loops)
            results.Add(await Probe.FinishAsync(loop, ResultsJson.Default.LoopResult, TimeSpan.FromSeconds(15)));
        return results;
    }
}

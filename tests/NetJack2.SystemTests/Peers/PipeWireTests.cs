// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Peers;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Peers;

/// <summary>PipeWire's netjack2 driver with netmanager of netjack2-cs, where there is a PipeWire that has it.</summary>
[TestFixture]
[Lane(Lane.Tolerant)]
[Category("Peers")]
public class PipeWireTests : SystemTest
{
    private const int Period = 256, Channels = 2, Latency = 2;
    private static readonly NetPairOptions s_options
        = Pairings.NetJack2CsOnly with { Period = Period, Channels = Channels, Latency = Latency };

    [OneTimeSetUp]
    public void Without_its_modules_there_is_nothing_to_test()
    {
        if (PipeWireDaemon.Obstacle is { } obstacle) Assert.Ignore(obstacle);
    }

    [Test]
    public async Task Its_driver_returns_every_frame_to_netmanager()
    {
        LoopResult result = await Attempts.RepeatAsync(s_options, async () =>
        {
            await using TestNetwork network = await TestNetwork.StartAsync();
            await using JackServer master = await JackServer.StartAsync(
                network.Hub, DriverFolder.NetJack2Cs, JackServerArguments.Dummy(Period, synchronous: true));
            await Probe.LoadAsync(network.Hub, "netmanager");
            await using PipeWireDaemon slave = await PipeWireDaemon.StartAsync(
                network.Leaves[0],
                "driver",
                $"netjack2.client-name = pw driver.mode = duplex netjack2.latency = {Latency} "
                    + $"audio.channels = {Channels} audio.position = [ AUX0 AUX1 ]",
                Period);
            await slave.AwaitLogAsync("got follower setup");
            await slave.WireAsync(Channels);
            return Evaluate(
                await Probe.LoopAsync(network.Hub, "pw:to_slave_", "pw:from_slave_", Channels, seconds: 2, settle: 4), master.XrunLines);
        });
        Assert.That(result.IsPerfect, Is.True, result.Summary);
        // It calls itself synchronous, but what its graph has got in one cycle may go back with the next.
        Assert.That(result.Lag, Is.EqualTo(Latency * Period).Or.EqualTo((Latency + 1) * Period), result.Summary);
    }

    private static (LoopResult Result, int Xruns, bool IsGood, string Summary) Evaluate(LoopResult result, int xruns)
        => (result, result.Xruns + xruns, result.IsPerfect, result.Summary);
}

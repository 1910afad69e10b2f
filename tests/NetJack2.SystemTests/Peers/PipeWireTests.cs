using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Peers;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Peers;

/// <summary>PipeWire's netjack2 modules with ours, where there is a PipeWire that has them.</summary>
[TestFixture]
[Category("Peers")]
public class PipeWireTests : SystemTest
{
    private const int Period = 256, Channels = 2, Latency = 2;
    private static readonly NetPairOptions s_options = Pairings.OursOnly with { Period = Period, Channels = Channels, Latency = Latency };

    [OneTimeSetUp]
    public void Without_its_modules_there_is_nothing_to_test()
    {
        if (PipeWireDaemon.Obstacle is { } obstacle) Assert.Ignore(obstacle);
    }

    [Test]
    public async Task Its_driver_returns_every_frame_to_our_manager()
    {
        LoopResult result = await Attempts.RepeatAsync(s_options, async () =>
        {
            await using TestNetwork network = await TestNetwork.StartAsync();
            await using JackServer master = await JackServer.StartAsync(network.Hub, DriverFolder.Ours, JackServerArguments.Dummy(Period, synchronous: true));
            await Probe.LoadAsync(network.Hub, "netmanager");
            await using PipeWireDaemon slave = await PipeWireDaemon.StartAsync(
                network.Leaves[0], "driver", $"netjack2.client-name = pw driver.mode = duplex netjack2.latency = {Latency} audio.channels = {Channels} audio.position = [ AUX0 AUX1 ]", Period);
            await slave.AwaitLogAsync("got follower setup");
            await slave.WireAsync(Channels);
            return Judge(await Probe.LoopAsync(network.Hub, "pw:to_slave_", "pw:from_slave_", Channels, seconds: 2, settle: 4), master.XrunLines);
        });
        Assert.That(result.IsPerfect, Is.True, result.Summary);
        Assert.That(result.Lag, Is.EqualTo(Latency * Period), result.Summary);
    }

    [Test]
    public async Task Its_manager_gets_every_frame_back_from_our_driver()
    {
        LoopResult result = await Attempts.RepeatAsync(s_options, async () =>
        {
            await using TestNetwork network = await TestNetwork.StartAsync();
            await using PipeWireDaemon master = await PipeWireDaemon.StartAsync(
                network.Hub, "manager", $"netjack2.period-size = {Period} netjack2.sample-rate = 48000", Period);
            await using JackServer slave = await JackServer.StartAsync(network.Leaves[0], DriverFolder.Ours, JackServerArguments.Net(
                synchronous: true, ["-n", "slave", $"-C{Channels}", $"-P{Channels}", "-i0", "-o0", "-l", $"{Latency}"]));
            await master.AwaitLogAsync("start follower");
            await master.WireAsync(Channels);
            // The counter goes from our driver's server through PipeWire and back.
            return Judge(await Probe.LoopAsync(slave.Host, "system:playback_", "system:capture_", Channels, seconds: 2, settle: 3), slave.XrunLines);
        });
        Assert.That(result.IsPerfect, Is.True, result.Summary);
    }

    private static (LoopResult Result, int Xruns, bool IsGood, string Summary) Judge(LoopResult result, int xruns)
        => (result, result.Xruns + xruns, result.IsPerfect, result.Summary);
}

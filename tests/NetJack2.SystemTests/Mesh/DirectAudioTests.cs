// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;
using static NetJack2.SystemTests.Mesh.MeshStage;

namespace NetJack2.SystemTests.Mesh;

/// <summary>Audio and MIDI between two slaves, past the master.</summary>
[TestFixture]
[Lane(Lane.Tolerant, Seconds = 90)]
public class DirectAudioTests : SystemTest
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);

    [TestCase(256, 2, 1, false)]
    [TestCase(256, 2, 2, true)]
    [TestCase(441, 16, 2, false)]
    [TestCase(1024, 64, 1, false)]
    public async Task Audio_to_another_slave_and_back_has_the_latency_that_the_ports_publish(
        int period, int channels, int latency, bool isSync)
    {
        LoopResult result = await MeasureAsync(new MeshOptions(period, channels, latency, isSync));
        Assert.That(result.IsPerfect, Is.True, result.Summary);
        Assert.That(result.Lag, Is.EqualTo(2 * latency * period), result.Summary);
        Assert.That(result.PublishedLatency, Is.EqualTo(2 * latency * period), result.Summary);
    }

    // Through the master: there and back again is each time the latency of a session, one period more since the server is asynchronous,
    // and a period for the loop in the master's graph.
    [Test]
    public async Task Directly_it_takes_a_third_of_the_time_that_it_takes_through_the_master()
    {
        var options = new MeshOptions(Latency: 1);
        await using MeshStage stage = await StartAsync(options);
        TestHost first = stage.Slaves[0], second = stage.Slaves[1];
        await stage.ConnectThroughAsync(second, first);
        await Probe.WireAsync(second, "system:capture_", "system:playback_", options.Channels);
        await Probe.WireAsync(stage.Master, $"{first.Name}:from_slave_", $"{second.Name}:to_slave_", options.Channels);
        await Probe.WireAsync(stage.Master, $"{second.Name}:from_slave_", $"{first.Name}:to_slave_", options.Channels);
        LoopResult direct = await Attempts.RepeatAsync(Pairings.NetJack2CsOnly with { Period = options.Period }, async () =>
        {
            LoopResult run = await stage.LoopAsync(first, second);
            return (run, run.Xruns, run.IsPerfect, run.Summary);
        });
        LoopResult through = await Attempts.RepeatAsync(Pairings.NetJack2CsOnly with { Period = options.Period }, async () =>
        {
            LoopResult run = await Probe.LoopAsync(first, "system:playback_", "system:capture_", options.Channels, seconds: 2);
            return (run, run.Xruns, run.IsPerfect, run.Summary);
        });
        Assert.That((direct.IsPerfect, through.IsPerfect), Is.EqualTo((true, true)), $"{direct.Summary}; {through.Summary}");
        Assert.That((direct.Lag, through.Lag), Is.EqualTo((2L * options.Period, 6L * options.Period)), through.Summary);
    }

    [Test]
    public async Task MIDI_to_another_slave_and_back_comes_whole()
    {
        var options = new MeshOptions(Latency: 2) { Midi = 1 };
        await using MeshStage stage = await StartAsync(options);
        TestHost first = stage.Slaves[0], second = stage.Slaves[1];
        await Probe.WireAsync(second, $"{first.Name}:midi_from_peer_", $"{first.Name}:midi_to_peer_", 1);
        int[] sizes = [3, 64, 1000, 5000];
        int[] times = [0, 100, 255];
        MidiResult result = await Attempts.RepeatAsync(Pairings.NetJack2CsOnly with { Period = options.Period }, async () =>
        {
            HostProcess midi = await Probe.StartMidiAsync(
                first, $"{second.Name}:midi_to_peer_1", $"{second.Name}:midi_from_peer_1", sizes, times, seconds: 2);
            MidiResult run = await Probe.FinishAsync(midi, ResultsJson.Default.MidiResult, s_limit);
            bool isGood = run.Sizes.All(size => size is { Lost: 0, Corrupted: 0, Repeated: 0 } && size.OffsetMin == size.OffsetMax);
            return (run, run.Xruns, isGood, string.Join("; ", run.Sizes));
        });
        foreach (MidiSizeResult size in result.Sizes)
        {
            Assert.That((size.Intact, size.OffsetMin, size.OffsetMax), Is.EqualTo((size.Sent, 4L * options.Period, 4L * options.Period)));
            Assert.That(size.Sent, Is.Positive);
        }
    }

    [Test]
    public async Task A_slave_that_is_killed_costs_the_others_nothing_and_is_played_again_when_it_reconnects()
    {
        var options = new MeshOptions(Latency: 2);
        await using MeshStage stage = await StartAsync(options, slaves: 3);
        TestHost first = stage.Slaves[0], second = stage.Slaves[1], third = stage.Slaves[2];
        await stage.ConnectThroughAsync(second, first);
        await stage.ConnectThroughAsync(third, first);

        LoopResult others = await Attempts.RepeatAsync(Pairings.NetJack2CsOnly with { Period = options.Period }, async () =>
        {
            int before = stage.Server(first).XrunLines + stage.Server(second).XrunLines;
            HostProcess loop = await Probe.StartLoopAsync(first, $"{second.Name}:to_peer_", $"{second.Name}:from_peer_", 2, seconds: 3);
            await Task.Delay(TimeSpan.FromSeconds(1.5));
            await stage.KillAsync(third);
            LoopResult result = await Probe.FinishAsync(loop, ResultsJson.Default.LoopResult, s_limit);
            int xruns = stage.Server(first).XrunLines + stage.Server(second).XrunLines - before;
            await stage.StartSlaveAsync(third);
            await stage.ConnectThroughAsync(third, first);
            return (result, xruns, result.IsPerfect, result.Summary);
        });
        Assert.That(others.IsPerfect, Is.True, others.Summary);
        LoopResult back = await Attempts.RepeatAsync(Pairings.NetJack2CsOnly with { Period = options.Period }, async () =>
        {
            LoopResult run = await stage.LoopAsync(first, third);
            return (run, run.Xruns, run.IsPerfect, run.Summary);
        });
        Assert.That((back.IsPerfect, back.Lag), Is.EqualTo((true, 2L * 2 * options.Period)), back.Summary);
    }

    [Test]
    public async Task The_master_may_be_restarted_and_the_connections_stay()
    {
        var options = new MeshOptions(Latency: 2);
        await using MeshStage stage = await StartAsync(options);
        TestHost first = stage.Slaves[0], second = stage.Slaves[1];
        await stage.ConnectThroughAsync(second, first);
        await stage.KillAsync(stage.Master);
        await Task.Delay(TimeSpan.FromSeconds(2));
        await stage.StartMasterAsync();
        LoopResult back = await Attempts.RepeatAsync(Pairings.NetJack2CsOnly with { Period = options.Period }, async () =>
        {
            LoopResult run = await stage.LoopAsync(first, second);
            return (run, run.Xruns, run.IsPerfect, run.Summary);
        });
        Assert.That((back.IsPerfect, back.Lag), Is.EqualTo((true, 2L * 2 * options.Period)), back.Summary);
    }

    [Test]
    public async Task Netmesh_beside_a_server_that_is_no_slave_rests_and_is_loaded_once()
    {
        await using TestHost host = await TestHost.StartAsync("alone");
        await using JackServer server = await JackServer.StartAsync(host, DriverFolder.NetJack2Cs, JackServerArguments.Dummy(256));
        Assert.That((await Probe.LoadAsync(host, "netmesh")).Status, Is.Zero, server.Log);
        Assert.That((await Probe.LoadAsync(host, "second", library: "netmesh")).Status, Is.Not.Zero);
        ServerResult reloaded = await Probe.ReloadAsync(host, "netmesh", times: 20, pause: 0.02);
        Assert.That(reloaded.Status, Is.Zero, server.Log);
        Assert.That(server.IsRunning, Is.True);
    }

    private static async Task<LoopResult> MeasureAsync(MeshOptions options)
    {
        await using MeshStage stage = await StartAsync(options);
        await stage.ConnectThroughAsync(stage.Slaves[1], stage.Slaves[0]);
        return await Attempts.RepeatAsync(Pairings.NetJack2CsOnly with { Period = options.Period }, async () =>
        {
            int before = stage.XrunLines;
            LoopResult run = await stage.LoopAsync(stage.Slaves[0], stage.Slaves[1]);
            return (run, run.Xruns + stage.XrunLines - before, run.IsPerfect, run.Summary);
        });
    }
}

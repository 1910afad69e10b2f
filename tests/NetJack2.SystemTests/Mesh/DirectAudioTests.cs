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

    [Test]
    public async Task A_slave_that_is_killed_costs_the_others_nothing_and_is_heard_again_when_it_is_back()
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

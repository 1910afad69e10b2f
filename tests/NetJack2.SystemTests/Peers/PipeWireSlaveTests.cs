// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Peers;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Peers;

/// <summary>PipeWire's netjack2 driver as slave of netmanager.</summary>
[TestFixture]
[Lane(Lane.Tolerant, Seconds = 38)]
public class PipeWireSlaveTests : PipeWireTest
{
    [TestCaseSource(typeof(PipeWireSetup), nameof(PipeWireSetup.PipeWireSlaves))]
    [Property("Defect", "Fault-16")]
    public Task Every_frame_returns_after_exactly_the_latency(PipeWireSetup setup) => AssertFramesAsync(setup);

    [Test]
    [Property("Defect", "Fault-14")]
    public Task Notes_return_on_their_frame_and_long_events_reach_it() => AssertEventsPassAsync(async () =>
    {
        await using PipeWireSlaveGroup group = await PipeWireSlaveGroup.StartAsync(Single);
        TestHost slave = group.Hosts[0];
        string to = $"{slave.Name}:midi_to_slave_1";
        MidiResult loop = await LoopEventsAsync(group.MasterHost, to, $"{slave.Name}:midi_from_slave_1");
        var (sent, received) = await SendMessagesAsync(group.MasterHost, to, slave, PipeWireDaemon.FirstMidiPort);
        return (loop, sent, received, group.Master.XrunLines);
    });

    [Test]
    public async Task When_it_or_the_manager_restarts_every_frame_returns_again()
    {
        await using PipeWireSlaveGroup group = await PipeWireSlaveGroup.StartAsync(Single);
        string name = group.Hosts[0].Name;
        await AssertLoopAsync(group);
        IReadOnlyList<string> before = await PortSnapshot.ReadAsync(group.MasterHost, name);

        group.Slaves[0].Send(Signal.Kill);
        await group.RestartSlaveAsync(0);
        Assert.That(await PortSnapshot.ReadAsync(group.MasterHost, name), Is.EqualTo(before)); // so no slave1-01 either
        await AssertLoopAsync(group);

        await Probe.UnloadAsync(group.MasterHost, "netmanager");
        await Poll.UntilAsync(
            async () => (await group.Slaves[0].NodesAsync()).Count == 0, TimeSpan.FromSeconds(5), "the slave has removed its nodes");
        await Probe.LoadAsync(group.MasterHost, "netmanager");
        await group.LoopBackAsync();
        await AssertLoopAsync(group);
    }

    /// <summary>Beside a slave of netjack2-cs and one of jack2.</summary>
    [TestCaseSource(typeof(LatencyWithJack2Tests), nameof(LatencyWithJack2Tests.Periods))]
    [Property("Defect", "Fault-04")]
    public async Task The_latency_is_constant_from_the_first_second_to_the_tenth(int period)
    {
        (int, int)[] slaves = [(Channels, 2), (Channels, 5)];
        await AssertEveryFrameReturnsAsync(new PipeWireSetup(period, [.. slaves, .. slaves]), async () =>
        {
            await using PipeWireSlaveGroup group = await PipeWireSlaveGroup.StartAsync(new PipeWireSetup(period, slaves), otherHosts: 2);
            await using JackServer netjack2Cs = await StartDriverAsync(group.Hosts[2], DriverFolder.NetJack2Cs, latency: 2);
            await using JackServer jack2 = await StartDriverAsync(group.Hosts[3], DriverFolder.Jack2, latency: 5);
            int Xruns() => group.Master.XrunLines + netjack2Cs.XrunLines + jack2.XrunLines;
            int before = Xruns();
            var results = await LoopAsync(4, index => group.StartLoopAsync(index, seconds: 9, settle: 1));
            return (results, Xruns() - before);
        });
    }

    internal static Task AssertFramesAsync(PipeWireSetup setup) => AssertEveryFrameReturnsAsync(setup, async () =>
    {
        await using PipeWireSlaveGroup group = await PipeWireSlaveGroup.StartAsync(setup);
        int before = group.Master.XrunLines;
        var results = await LoopAsync(setup.Slaves.Count, index => group.StartLoopAsync(index, seconds: 1, settle: 0.7));
        return (results, group.Master.XrunLines - before);
    });

    private static async Task<JackServer> StartDriverAsync(TestHost host, DriverFolder folder, int latency)
    {
        JackServer slave = await JackServer.StartAsync(host, folder, JackServerArguments.Net(
            synchronous: false, ["-n", host.Name, "-C", $"{Channels}", "-P", $"{Channels}", "-l", $"{latency}"]));
        await Probe.WireAsync(host, "system:capture_", "system:playback_", Channels);
        return slave;
    }

    private static Task AssertLoopAsync(PipeWireSlaveGroup group) => Attempts.AssertAsync(Period, async () =>
    {
        int before = group.Master.XrunLines;
        LoopResult loop = await FinishAsync(await group.StartLoopAsync(0, seconds: 0.5, settle: 0.7));
        return Evaluate(loop, group.Master.XrunLines - before);
    });
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Peers;
using NetJack2.TestHosts.Processes;

namespace NetJack2.SystemTests.Peers;

/// <summary>The net driver as slave of PipeWire's netjack2 manager.</summary>
/// <remarks>
/// The probe is two clients. PipeWire runs its receiving node when its sending node has run: a single client between the two would wait
/// for itself.
/// </remarks>
[TestFixture]
[Lane(Lane.Tolerant, Seconds = 32)]
public class PipeWireMasterTests : PipeWireTest
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(20);

    [TestCaseSource(typeof(PipeWireSetup), nameof(PipeWireSetup.PipeWireMasters))]
    [Property("Defect", "Fault-16")]
    public Task Every_frame_returns_after_exactly_the_latency(PipeWireSetup setup) => AssertFramesAsync(setup);

    [Test]
    [Property("Defect", "Fault-14")]
    public Task Notes_return_on_their_frame_and_long_events_reach_it() => AssertEventsPassAsync(async () =>
    {
        await using PipeWireMasterGroup group = await PipeWireMasterGroup.StartAsync(Single);
        TestHost slave = group.Hosts[0];
        var (to, from) = PipeWireDaemon.PortsOf(slave.Name, slave, "midi");
        MidiResult loop = await LoopEventsAsync(group.MasterHost, $"{to}0", $"{from}0");
        var (sent, received) = await SendMessagesAsync(slave, "system:midi_playback_1", group.MasterHost, $"{from}0");
        return (loop, sent, received, group.XrunLines);
    });

    [Test]
    public async Task When_it_or_the_slave_restarts_every_frame_returns_again()
    {
        await using PipeWireMasterGroup group = await PipeWireMasterGroup.StartAsync(Single);
        await AssertLoopAsync(group);

        const string Name = "another";
        group.Slaves[0].Send(Signal.Kill);
        await group.RestartSlaveAsync(0, Name);
        await AssertLoopAsync(group, Name);

        await group.RestartMasterAsync(Name);
        await AssertLoopAsync(group, Name);
    }

    /// <summary>PipeWire takes one answer in a cycle, so that one more in its queue would be another period for ever.</summary>
    [Test]
    [Property("Defect", "Fault-05")]
    public async Task After_a_pause_of_the_slave_the_latency_is_what_it_was()
    {
        await using PipeWireMasterGroup group = await PipeWireMasterGroup.StartAsync(Single);
        await AssertLoopAsync(group);
        group.Slaves[0].Send(Signal.Stop);
        await Task.Delay(TimeSpan.FromSeconds(3));
        group.Slaves[0].Send(Signal.Continue);
        await AssertLoopAsync(group);
    }

    /// <summary>Its manager makes two nodes for each announcement, and has places for 64.</summary>
    [Test]
    [Property("Defect", "Fault-15")]
    public async Task A_question_of_the_doctor_as_root_leaves_no_node_behind()
    {
        await using TestNetwork network = await TestNetwork.StartAsync();
        await using PipeWireDaemon master = await PipeWireDaemon.StartMasterAsync(network.Hub, Period);
        for (int question = 0; question < 2; question++)
        {
            await Poll.UntilAsync( // also until the manager listens
                async () => (await StatisticsProgram.RunAsync(network.Leaves[0], "doctor", "--ask")).Output.Contains(
                    "(PipeWire)", StringComparison.Ordinal),
                s_limit,
                "an answer of PipeWire");
            await Poll.UntilAsync(async () => (await master.NodesAsync()).Count == 0, s_limit, "no node of a slave");
        }
    }

    /// <summary>Only root can make its manager remove them.</summary>
    [Test]
    [Property("Defect", "Fault-15")]
    public async Task A_question_of_the_doctor_as_another_user_makes_no_node()
    {
        await using TestNetwork network = await TestNetwork.StartAsync();
        await using PipeWireDaemon master = await PipeWireDaemon.StartMasterAsync(network.Hub, Period);
        await Poll.UntilAsync( // until the manager listens
            async () => (await StatisticsProgram.RunAsync(network.Leaves[0], "doctor", "--ask")).Output.Contains(
                "(PipeWire)", StringComparison.Ordinal),
            s_limit,
            "an answer of PipeWire");
        await Poll.UntilAsync(async () => (await master.NodesAsync()).Count == 0, s_limit, "no node of a slave");
        string answer = await StatisticsProgram.RunAsOtherUserAsync(network.Leaves[0], "doctor", "--ask");
        Assert.That(answer, Does.Contain("WRONG  No manager answers").And.Contain("A manager of PipeWire is asked by root only (sudo)"));
        Assert.That(await master.NodesAsync(), Is.Empty);
    }

    internal static Task AssertFramesAsync(PipeWireSetup setup) => AssertEveryFrameReturnsAsync(setup, async () =>
    {
        await using PipeWireMasterGroup group = await PipeWireMasterGroup.StartAsync(setup);
        int before = group.XrunLines;
        var results = await LoopAsync(setup.Slaves.Count, index => group.StartLoopAsync(index, seconds: 1, settle: 0.7));
        return (results, group.XrunLines - before);
    });

    private static Task AssertLoopAsync(PipeWireMasterGroup group, string? name = null) => Attempts.AssertAsync(Period, async () =>
    {
        int before = group.XrunLines;
        LoopResult loop = await FinishAsync(await group.StartLoopAsync(0, seconds: 0.5, settle: 0.7, name));
        return Evaluate(loop, group.XrunLines - before);
    });
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Peers;
using NetJack2.TestHosts.Processes;

namespace NetJack2.SystemTests.Peers;

/// <summary>Tests with a PipeWire 1.4 or later on one side, where there is one.</summary>
[Category("Peers")]
public abstract class PipeWireTest : SystemTest
{
    private protected const int Period = 256, Channels = 2, Latency = 2;
    private const int Note = 3, Message = 60;
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    private protected static NetPairOptions Options { get; } = Pairings.NetJack2CsOnly with { Period = Period, Latency = Latency };

    /// <summary>A master and one slave.</summary>
    private protected static PipeWireSetup Single { get; } = new(Period, [(Channels, Latency)]);

    [OneTimeSetUp]
    public void Without_PipeWire_there_is_nothing_to_test()
    {
        if (PipeWireInstallation.Obstacle is { } obstacle) Assert.Ignore(obstacle);
    }

    /// <summary>Each frame that is sent through a PipeWire slave, or from a PipeWire master, returns after exactly the latency.</summary>
    private protected static async Task AssertEveryFrameReturnsAsync(
        PipeWireSetup setup, Func<Task<(IReadOnlyList<LoopResult> Results, int Xruns)>> run)
    {
        IReadOnlyList<LoopResult> results = await Attempts.RepeatAsync(
            Options with { Period = setup.Period, Latency = setup.Slaves.Min(slave => slave.Latency) },
            async () =>
            {
                var (loops, xruns) = await run();
                bool isGood = loops.Zip(setup.Slaves).All(pair => IsExact(pair.First, setup.Period, pair.Second.Latency));
                return (loops, loops.Max(loop => loop.Xruns) + xruns, isGood, string.Join("; ", loops.Select(loop => loop.Summary)));
            });
        Assert.Multiple(() =>
        {
            foreach (var (result, slave) in results.Zip(setup.Slaves))
            {
                Assert.That(result.IsPerfect, Is.True, result.Summary);
                Assert.That(result.Lag, Is.EqualTo(slave.Latency * setup.Period), result.Summary);
            }
        });
    }

    /// <summary>Events from the master through the slave and back, and longer ones from netjack2-cs to a client of PipeWire.</summary>
    /// <param name="run">One run, and the xruns in it.</param>
    private protected static async Task AssertEventsPassAsync(Func<Task<(MidiResult Loop, MidiResult Sent, MidiResult Received, int)>> run)
    {
        var (loop, sent, received) = await Attempts.RepeatAsync(Options, async () =>
        {
            var (around, from, to, xruns) = await run();
            bool isGood = around.Sizes.All(size => size.Intact == size.Sent && size.OffsetMin == size.OffsetMax)
                && to.Sizes[0].Intact == from.Sizes[0].Sent;
            return ((around, from, to), around.Xruns + xruns, isGood,
                $"{string.Join("; ", around.Sizes)}; {from.Sizes[0].Sent} sent, {to.Sizes[0]} received");
        });
        Assert.Multiple(() =>
        {
            foreach (MidiSizeResult size in loop.Sizes)
            {
                Assert.That(size.Sent, Is.Positive);
                Assert.That((size.Intact, size.Corrupted + size.Repeated + loop.Strangers), Is.EqualTo((size.Sent, 0L)), $"{size}");
                Assert.That((size.OffsetMin, size.OffsetMax), Is.EqualTo(((long)Latency * Period, (long)Latency * Period)), $"{size}");
            }

            Assert.That(sent.Sizes[0].Sent, Is.Positive);
            Assert.That((received.Sizes[0].Intact, received.Sizes[0].Corrupted + received.Sizes[0].Repeated + received.Strangers),
                Is.EqualTo((sent.Sizes[0].Sent, 0L)), $"{received.Sizes[0]}");
        });
    }

    /// <summary>Events out and back: notes, and longer ones where PipeWire sends them.</summary>
    private protected static async Task<MidiResult> LoopEventsAsync(TestHost host, string to, string from)
        => await FinishEventsAsync(await Probe.StartMidiAsync(
            host, to, from, PipeWireInstallation.SendsLongEvents ? [Note, Message] : [Note], [0, 100, Period - 1], seconds: 1));

    /// <summary>Long events from one host to another.</summary>
    private protected static async Task<(MidiResult Sent, MidiResult Received)> SendMessagesAsync(
        TestHost sender, string to, TestHost receiver, string from)
    {
        await using HostProcess receiving = await Probe.StartMidiAsync(receiver, null, from, [Message], [0], seconds: 2.2, settle: 0);
        MidiResult sent = await FinishEventsAsync(await Probe.StartMidiAsync(sender, to, null, [Message], [0], seconds: 1, every: 2));
        return (sent, await FinishEventsAsync(receiving));
    }

    /// <summary>Loops through several slaves at once.</summary>
    private protected static async Task<IReadOnlyList<LoopResult>> LoopAsync(int slaves, Func<int, Task<HostProcess>> start)
    {
        List<HostProcess> loops = [];
        for (int index = 0; index < slaves; index++) loops.Add(await start(index));
        List<LoopResult> results = [];
        foreach (HostProcess loop in loops) results.Add(await FinishAsync(loop));
        return results;
    }

    private protected static Task<LoopResult> FinishAsync(HostProcess loop)
        => Probe.FinishAsync(loop, ResultsJson.Default.LoopResult, s_limit);

    /// <summary>A run of one loop that is to be exact.</summary>
    private protected static (int Xruns, bool IsGood, string Summary) Evaluate(LoopResult loop, int xruns)
        => (loop.Xruns + xruns, IsExact(loop, Period, Latency), loop.Summary);

    private protected static bool IsExact(LoopResult result, int period, int latency)
        => result.IsPerfect && result.Lag == latency * period;

    private static Task<MidiResult> FinishEventsAsync(HostProcess probe)
        => Probe.FinishAsync(probe, ResultsJson.Default.MidiResult, s_limit);
}

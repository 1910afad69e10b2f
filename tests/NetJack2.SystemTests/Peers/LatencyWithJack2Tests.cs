// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Peers;

/// <summary>The latency of a session with jack2 is the published one, from its first second on and after a pause.</summary>
[TestFixture]
[Lane(Lane.Tolerant, Seconds = 25)]
[Category("Peers")]
public class LatencyWithJack2Tests : SystemTest
{
    private const int StartsAtOnce = 4, FullStarts = 30;

    private static readonly int[] s_periods = [256, 128, 512, 1024];

    /// <summary>Periods of the masters: one run is several starts.</summary>
    public static IEnumerable<int> Periods
        => Enumerable.Range(0, Choice.IsFull ? (FullStarts + StartsAtOnce - 1) / StartsAtOnce : 1)
            .Select(run => s_periods[run % s_periods.Length]);

    /// <summary>Asynchronous slaves of jack2 number their answers by a counter of their own.</summary>
    [TestCaseSource(nameof(Periods))]
    [Property("Defect", "Fault-04")]
    public async Task With_slaves_of_jack2_it_is_constant_from_the_first_second_to_the_tenth(int period)
    {
        NetPairOptions[] slaves = [.. Enumerable.Range(0, StartsAtOnce).Select(index => new NetPairOptions(
            DriverFolder.NetJack2Cs, DriverFolder.Jack2) { Period = period, Latency = index % 2 == 0 ? 2 : 5, Through = false })];
        IReadOnlyList<LoopResult> results = await Attempts.RepeatAsync(slaves[0], async () =>
        {
            await using SlaveGroup group = await SlaveGroup.StartAsync(slaves);
            int before = group.XrunLines;
            IReadOnlyList<LoopResult> loops = await group.LoopAsync(seconds: 9, settle: 1);
            bool isGood = loops.Zip(slaves).All(pair => pair.First.IsPerfect && pair.First.Lag == pair.Second.ExpectedLag);
            return (loops, loops.Max(loop => loop.Xruns) + group.XrunLines - before, isGood,
                string.Join("; ", loops.Select(loop => loop.Summary)));
        });
        Assert.Multiple(() =>
        {
            foreach (var (result, options) in results.Zip(slaves))
            {
                Assert.That(result.IsPerfect, Is.True, result.Summary);
                Assert.That(result.Lag, Is.EqualTo(options.ExpectedLag), result.Summary);
            }
        });
    }

    /// <summary>jack2's master takes one answer in a cycle, so that one more in its queue would be another period for ever.</summary>
    [Test]
    [Property("Defect", "Fault-05")]
    public async Task With_a_master_of_jack2_it_is_after_a_pause_of_the_slave_what_it_was()
    {
        var options = new NetPairOptions(DriverFolder.Jack2, DriverFolder.NetJack2Cs);
        await using NetPair pair = await NetPair.StartAsync(options);
        await AssertLoopAsync(pair);
        pair.Slave.Send(Signal.Stop);
        await Task.Delay(TimeSpan.FromSeconds(1));
        pair.Slave.Send(Signal.Continue);
        await AssertLoopAsync(pair);
    }

    private static async Task AssertLoopAsync(NetPair pair)
    {
        LoopResult result = await Attempts.LoopAsync(
            pair, loop => loop.IsPerfect && loop.Lag == pair.Options.ExpectedLag);
        Assert.That(result.IsPerfect, Is.True, result.Summary);
        Assert.That(result.Lag, Is.EqualTo(pair.Options.ExpectedLag), result.Summary);
    }
}

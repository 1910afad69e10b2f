// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Losses;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Robustness;

/// <summary>
/// A bad network between two servers (D-12, D-20, D-21): what comes in time is right, what is lost is its own samples, the latency stays.
/// </summary>
[TestFixture]
[Lane(Lane.Tolerant, Seconds = 100)]
public class RelayTests : SystemTest
{
    private const int Period = 256;

    // With one channel each cycle is one packet; behind a gap as much again is blended, 5 ms at most.
    private const int LongestBlend = 240;
    private static readonly NetPairOptions s_one
        = Pairings.NetJack2CsOnly with { Period = Period, Channels = 1, Latency = 5, Through = false };

    /// <summary>20 ms there and as many back fit into these latencies.</summary>
    [TestCaseSource(nameof(Orders))]
    public async Task Whatever_comes_in_time_is_right_whatever_the_order(int period, int latency, bool synchronous)
    {
        NetPairOptions options = Pairings.NetJack2CsOnly with { Period = period, Latency = latency, SlaveSynchronous = synchronous };
        var bad = new Impairment { Jitter = 0.02, Overtake = 0.1, Duplicate = 0.1 };
        LossResult result = await RepeatAsync(options, bad, bad with { Seed = 2 }, seconds: 4, learning: 2, run => run.Loop.IsPerfect);
        AssertLatency(result, options);
        Assert.Multiple(() =>
        {
            Assert.That(result.Loop.IsPerfect, Is.True, result.Summary);
            Assert.That(Math.Min(result.Relay.There.Overtaken, result.Relay.Back.Overtaken), Is.GreaterThan(50), "or nothing is proven");
            Assert.That(Math.Min(result.Relay.There.Duplicated, result.Relay.Back.Duplicated), Is.GreaterThan(20), "or nothing is proven");
        });
    }

    /// <param name="there">The share that is lost on the way to the slave.</param>
    /// <param name="back">The share that is lost on the way back.</param>
    /// <param name="burst">How many on end.</param>
    [TestCaseSource(nameof(Losses))]
    public async Task A_lost_packet_is_sent_again_in_time_or_costs_its_samples_and_nothing_else(double there, double back, int burst)
    {
        var bad = new Impairment { Drop = there, Burst = burst, Seed = 3 };
        LossResult result = await RepeatAsync(s_one, bad, bad with { Drop = back, Seed = 4 }, seconds: 6, learning: 0, IsItsOwn);
        await TestContext.Out.WriteLineAsync(result.Summary);
        AssertLatency(result, s_one);
        Assert.Multiple(() =>
        {
            Assert.That(LostThere(result) + LostBack(result), Is.Positive, "or nothing is proven");
            Assert.That(IsRepaired(result), Is.True, "nearly all of it has come in time");
            Assert.That(result.Loop.SilentFrames, Is.Zero, "what is lost is concealed");
            Assert.That(IsItsOwn(result), Is.True, result.Summary);
        });

        // With one channel a loss is that of a whole cycle. As many packets at once as two have cannot be asked for in time, if the
        // latency ends first; of single ones, one in thirty may be.
        bool IsRepaired(LossResult run)
        {
            long lost = LostThere(run) + LostBack(run), missing = run.Slave!.Lost + run.Master!.Lost;
            long recovered = run.Slave.Recovered + run.Master.Recovered;
            return burst > 1 ? missing <= lost : missing <= 1 + (lost / 30) && recovered >= (lost * 9 / 10) - 2;
        }

        // What is made up begins where the sound was, so a few of its samples are right by themselves.
        bool IsItsOwn(LossResult run)
            => IsRepaired(run) && run.Loop.SilentFrames == 0
                && run.Loop.WrongFrames <= Math.Min(
                    (run.Slave!.Lost + run.Master!.Lost) * (Period + LongestBlend), run.Slave.Concealed + run.Master.Concealed);
    }

    /// <summary>A server of jack2 may be out of step for good (D-20); one of netjack2-cs is not, with any slave.</summary>
    [TestCaseSource(typeof(Pairings), nameof(Pairings.Mixed))]
    public async Task With_jack2_on_one_side_the_session_goes_on(NetPairOptions pairing)
    {
        NetPairOptions options = pairing with { Latency = 5, Through = false };
        var bad = new Impairment { Drop = 0.01 };
        LossResult result = await RepeatAsync(options, bad, bad with { Seed = 2 }, seconds: 4, learning: 0, run => IsGood(run));
        await TestContext.Out.WriteLineAsync(result.Summary);
        Assert.Multiple(() =>
        {
            Assert.That(result.Relay.There.Dropped + result.Relay.Back.Dropped, Is.Positive, "or nothing is proven");
            Assert.That(IsGood(result), Is.True, result.Summary);
        });

        // Out of step by whole cycles, but not by anything else, and with all of the sound.
        bool IsGood(LossResult run) => options.Manager.IsNetJack2Cs
            ? run.After.Lag == options.ExpectedLag && run.After.IsPerfect
            : run.After.Lag >= 0 && (run.After.Lag - options.ExpectedLag) % Period == 0 && run.After.SilentFrames == 0;
    }

    [Test]
    public async Task A_session_comes_about_on_a_bad_network_and_has_the_agreed_latency()
    {
        NetPairOptions options = Pairings.NetJack2CsOnly with { Relayed = true, Latency = 5 };
        LoopResult result = await Attempts.RepeatAsync(options, async () =>
        {
            await using NetPair pair = await NetPair.PrepareAsync(options);
            await pair.Relay.ImpairAsync(new Impairment { Drop = 0.2, Duplicate = 0.2, Delay = 0.001, Jitter = 0.02 });
            await pair.StartMasterAsync();
            await pair.StartSlaveAsync();
            await pair.AwaitSessionAsync("from_slave_1");
            await pair.WireSlaveAsync();
            await pair.Relay.ImpairAsync(Impairment.None);
            await Task.Delay(TimeSpan.FromSeconds(0.5));
            return await Attempts.MeasureAsync(pair, () => pair.LoopAsync());
        });
        Assert.That(result.IsPerfect, Is.True, result.Summary);
        Assert.That(result.Lag, Is.EqualTo(options.ExpectedLag), result.Summary);
    }

    /// <param name="copies">-R.</param>
    /// <remarks>More copies, and bursts, in virtual time: RedundancyTests.</remarks>
    [Test]
    public async Task With_redundancy_only_what_is_lost_with_all_its_copies_is_missed()
    {
        // Of the 1125 packets that are sent each way a twentieth is lost; of 2.8 the copy is, too: five times the deviation more.
        const long MostLost = 12;
        NetPairOptions options = s_one with { DriverArguments = ["-R", "1"] };
        var bad = new Impairment { Drop = 0.05, Seed = 5 };
        LossResult result = await RepeatAsync(options, bad, bad with { Seed = 6 }, seconds: 6, learning: 0, run => IsGood(run));
        AssertLatency(result, options);
        Assert.Multiple(() =>
        {
            Assert.That(Math.Min(result.Slave!.Recovered, result.Master!.Recovered), Is.GreaterThan(30), "or nothing was lost");
            Assert.That(Math.Max(result.Slave.Lost, result.Master.Lost), Is.LessThanOrEqualTo(MostLost));
            Assert.That(IsGood(result), Is.True, result.Summary);
        });

        bool IsGood(LossResult run) => Math.Max(run.Slave!.Lost, run.Master!.Lost) <= MostLost
            && run.Loop.WrongFrames <= (run.Slave.Lost + run.Master.Lost) * (Period + LongestBlend);
    }

    [Test]
    public async Task Redundancy_is_agreed_between_netjack2_cs_peers_and_left_out_with_jack2([Values] bool isJack2)
    {
        DriverFolder manager = isJack2 ? DriverFolder.Jack2 : DriverFolder.NetJack2Cs;
        NetPairOptions options = new(manager, DriverFolder.NetJack2Cs) { Latency = 5, DriverArguments = ["-R", "2"] };
        await using NetPair pair = await NetPair.StartAsync(options);
        LoopResult result = await Attempts.LoopAsync(pair);
        Assert.Multiple(() =>
        {
            Assert.That(result.IsPerfect, Is.True, result.Summary);
            Assert.That(pair.Slave.HasLogged("redundancy 2"), Is.Not.EqualTo(isJack2), pair.Slave.Log);
            Assert.That(pair.Master.HasLogged("redundancy 2"), Is.Not.EqualTo(isJack2), pair.Master.Log);
        });
    }

    public static IEnumerable<object[]> Orders => Choice.Of<object[]>([[256, 12, true], [1024, 5, false]], more: [[256, 12, false]]);

    public static IEnumerable<object[]> Losses
        => Choice.Of<object[]>(
            [[0.001, 0.01, 1], [0.05, 0.05, 1], [0.05, 0.05, 5]], more: [[0.001, 0.001, 1], [0.01, 0.0, 1]]);

    private static async Task<LossResult> RepeatAsync(
        NetPairOptions options, Impairment there, Impairment back, double seconds, double learning, Func<LossResult, bool> isGood)
    {
        // A relay that was late itself has spoiled the run.
        const long LatestRelay = 2_000; // later than half of a period is a gap
        return await Attempts.RepeatAsync(options, async () =>
        {
            LossResult run = await LossRun.MeasureAsync(options, there, back, seconds, learning);
            int late = run.Relay.WorstLateness > LatestRelay || run.Relay.There.Overruns + run.Relay.Back.Overruns > 0 ? 1 : 0;
            bool isAgreed = !options.Manager.IsNetJack2Cs || (run.After.IsPerfect && run.Loop.Lag == options.ExpectedLag);
            return (run, run.Loop.Xruns + run.After.Xruns + run.XrunLines + late, isGood(run) && isAgreed, run.Summary);
        });
    }

    private static void AssertLatency(LossResult result, NetPairOptions options) => Assert.Multiple(() =>
    {
        Assert.That(result.Loop.Lag, Is.EqualTo(options.ExpectedLag), result.Summary);
        Assert.That(result.After.Lag, Is.EqualTo(options.ExpectedLag), result.Summary);
        Assert.That(result.After.IsPerfect, Is.True, result.Summary);
    });

    private static long LostThere(LossResult result) => result.Relay.There.DroppedOf('c');

    private static long LostBack(LossResult result) => result.Relay.Back.DroppedOf('c');
}

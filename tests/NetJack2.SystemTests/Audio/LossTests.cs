// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text.Json;
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.SystemTests.Statistics;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Pairs;

namespace NetJack2.SystemTests.Audio;

/// <summary>Datagrams that do not arrive (D-12, D-20): a loss is its own samples, and the latency stays what it was.</summary>
[TestFixture]
[Lane(Lane.Tolerant)]
public class LossTests : SystemTest
{
    /// <summary>With a client on the slave: it has its time in each cycle, also in one that waited for a lost datagram.</summary>
    [Test]
    public async Task A_lost_datagram_is_sent_again_or_concealed_and_never_a_change_of_latency()
    {
        const double Loss = 0.01;
        long dropped = 0, missing = 0, recovered = 0, concealed = 0;
        NetPairOptions options = Pairings.NetJack2CsOnly with { Latency = 5 };
        LoopResult result = await Attempts.RepeatAsync(options, async () =>
        {
            await using NetPair pair = await NetPair.StartAsync(options);
            await pair.MasterHost.SetLossAsync(Loss);
            await pair.SlaveHost.SetLossAsync(Loss);
            var run = await Attempts.MeasureAsync(pair, () => pair.LoopAsync(seconds: 4));
            JsonElement[] ends = [
                await StatisticsProgram.ReadSessionAsync(pair.MasterHost), await StatisticsProgram.ReadSessionAsync(pair.SlaveHost)];
            (missing, recovered, concealed) = (Sum(ends, "lost"), Sum(ends, "recovered"), Sum(ends, "concealedFrames"));
            dropped = await pair.MasterHost.ReadLossAsync() + await pair.SlaveHost.ReadLossAsync();
            await TestContext.Out.WriteLineAsync(
                $"{run.Result.Summary}; {dropped} dropped, {recovered} recovered, {missing} missing, {concealed} samples concealed");
            return run with { IsGood = IsRepaired() && run.Result.WrongFrames <= concealed };
        });
        Assert.Multiple(() =>
        {
            Assert.That(result.Lag, Is.EqualTo(options.ExpectedLag), result.Summary);
            Assert.That(result.SilentFrames, Is.Zero, "what is lost is concealed: " + result.Summary);
            Assert.That(dropped, Is.GreaterThan(5), "or nothing is proven");
            Assert.That(IsRepaired(), Is.True, $"nearly all of {dropped} has come in time: {recovered}, but for {missing}");
            Assert.That(result.WrongFrames, Is.LessThanOrEqualTo(concealed), result.Summary);
        });

        // As in RelayTests. A few of those that were dropped ask for another one, or report: nothing is missing without them.
        bool IsRepaired() => missing <= 1 + (dropped / 30) && recovered >= (dropped * 9 / 10) - 4;

        static long Sum(JsonElement[] ends, string name) => ends.Sum(end => end.GetProperty(name).GetInt64());
    }

    /// <summary>With one channel and a latency of one period each packet that is lost on the way back is a whole cycle.</summary>
    [Test]
    public async Task The_record_of_a_take_has_the_frames_that_a_program_received_wrongly()
    {
        const double Loss = 0.02;
        NetPairOptions options = Pairings.NetJack2CsOnly with { Channels = 1, Latency = 1 };
        await using NetPair pair = await NetPair.StartAsync(options);
        await pair.MasterHost.SetLossAsync(Loss);
        LoopResult result = await pair.LoopAsync(seconds: 2, rolls: true);
        JsonElement master = await ReadTakeAsync(pair.MasterHost), slave = await ReadTakeAsync(pair.SlaveHost);
        JsonElement[] faults = [.. master.GetProperty("faults").EnumerateArray()];
        long wrong = master.GetProperty("wrongFrames").GetInt64();
        await TestContext.Out.WriteLineAsync($"{result.Summary}; {wrong} frames in {faults.Length} lines");
        Assert.Multiple(() =>
        {
            Assert.That(result.WrongFrames, Is.Positive, "or nothing is proven");
            Assert.That(master.GetProperty("frames").GetInt64(), Is.EqualTo(result.Frames), "the cycles in which the transport rolled");
            Assert.That(FramesOf("concealed") % options.Period, Is.Zero, "whole cycles");
            // Where made-up sound begins it may be right by accident, and where it is blended out.
            Assert.That(result.WrongFrames, Is.LessThanOrEqualTo(wrong).And.GreaterThanOrEqualTo(wrong - (2 * faults.Length)));
            Assert.That(slave.GetProperty("isExact").GetBoolean(), Is.True, slave.ToString());
        });

        long FramesOf(string what) => faults.Where(fault => fault.GetProperty("what").ValueEquals(what)).Sum(
            fault => fault.GetProperty("frames").GetInt64());
    }

    // It is written some moments after the stop.
    private static async Task<JsonElement> ReadTakeAsync(TestHost host)
    {
        JsonElement? take = null;
        await Poll.UntilAsync(
            async () => (take = await StatisticsProgram.ReadTakeAsync(host)) is { } read
                && read.GetProperty("frames").ValueKind == JsonValueKind.Number,
            TimeSpan.FromSeconds(5), "a take with its end");
        return take!.Value;
    }

    [Test]
    public async Task A_cable_that_is_pulled_and_put_back_resumes_with_the_same_latency()
    {
        NetPairOptions options = Pairings.NetJack2CsOnly;
        await using NetPair pair = await NetPair.StartAsync(options);
        _ = await pair.LoopAsync(seconds: 0.2);
        await pair.SlaveHost.SetLinkAsync(up: false);
        await Task.Delay(TimeSpan.FromSeconds(0.5));
        await pair.SlaveHost.SetLinkAsync(up: true);
        await pair.SlaveHost.RunAsync("ip", "route", "replace", "224.0.0.0/4", "dev", "eth0"); // a route goes with its link
        await StatisticsTests.AwaitPacketsAsync(pair.MasterHost, pair.SlaveHost);
        LoopResult result = await Attempts.LoopAsync(pair);
        Assert.That(result.IsPerfect, Is.True, result.Summary);
        Assert.That(result.Lag, Is.EqualTo(options.ExpectedLag), result.Summary);
    }
}

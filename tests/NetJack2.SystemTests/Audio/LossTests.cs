// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
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
        double recovered = 0;
        NetPairOptions options = Pairings.NetJack2CsOnly with { Latency = 5 };
        LoopResult result = await Attempts.RepeatAsync(options, async () =>
        {
            await using NetPair pair = await NetPair.StartAsync(options);
            await pair.MasterHost.SetLossAsync(Loss);
            await pair.SlaveHost.SetLossAsync(Loss);
            var run = await Attempts.MeasureAsync(pair, () => pair.LoopAsync(seconds: 4));
            recovered = (await StatisticsProgram.ReadSessionAsync(pair.MasterHost)).GetProperty("recovered").GetDouble();
            return run with { IsGood = IsWithin(run.Result) };
        });
        Assert.Multiple(() =>
        {
            Assert.That(result.Lag, Is.EqualTo(options.ExpectedLag), result.Summary);
            Assert.That(result.SilentFrames, Is.Zero, "what is lost is concealed: " + result.Summary);
            Assert.That(recovered, Is.Positive, "or nothing was lost and nothing is proven");
            Assert.That(IsWithin(result), Is.True, result.Summary);
        });

        // Three datagrams a cycle and direction, at most a whole cycle for each, and as much again that is blended behind it.
        static bool IsWithin(LoopResult run) => (double)run.WrongFrames / run.Frames < 6 * Loss * 2 * 1.5;
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
        await Task.Delay(TimeSpan.FromSeconds(1.5));
        LoopResult result = await Attempts.LoopAsync(pair);
        Assert.That(result.IsPerfect, Is.True, result.Summary);
        Assert.That(result.Lag, Is.EqualTo(options.ExpectedLag), result.Summary);
    }
}

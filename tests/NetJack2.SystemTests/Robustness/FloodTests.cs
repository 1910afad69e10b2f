// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts.Floods;
using NetJack2.TestHosts.Pairs;

namespace NetJack2.SystemTests.Robustness;

/// <summary>100 000 malformed datagrams in a second, from a stranger (D-55):
/// the session loses no frame, and the audio thread does not notice.</summary>
[TestFixture]
public class FloodTests : SystemTest
{
    private const int Rate = 100_000;
    private const double Seconds = 2, LeastRate = 0.8 * Rate;

    // A machine that makes, carries and refuses such a flood on two processors has less time for everything: an eighth of a period.
    private const int MostMicrosecondsLater = 650;

    [Test]
    public async Task A_flood_costs_no_frame_and_no_time_of_the_audio_thread([Values] FloodTarget target)
    {
        NetPairOptions options = Pairings.OursOnly with { Latency = 5 };
        FloodResult result = await Attempts.RepeatAsync(options, async () =>
        {
            FloodResult run = await FloodRun.MeasureAsync(options, target, Rate, Seconds);
            return (run, run.XrunLines + run.Loop.Xruns, run.Loop.IsPerfect, run.Summary);
        });
        Assert.That(result.Loop.IsPerfect, Is.True, result.Summary);
        Assert.That(result.Loop.Lag, Is.EqualTo(options.ExpectedLag), result.Summary);
        Assert.That(result.Flooded.DelayMedian - result.Quiet.DelayMedian, Is.LessThan(MostMicrosecondsLater), result.Summary);
        if (result.Rate < LeastRate) Assert.Inconclusive($"this machine makes no {Rate} datagrams in a second: {result.Summary}");
    }
}

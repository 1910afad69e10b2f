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
    private const int Rate = 100_000, Period = 256;
    private const double Seconds = 2;

    // What a datagram may cost the cycle in which it arrives: 150 µs for the 533 that 100 000 a second are in a period of 5333 µs. By the
    // datagram, because two processors that also make and carry the flood do not always make so many.
    private const double MostMicrosecondsPerDatagram = 150.0 / (Rate * Period / 48000.0);

    // Fewer are no flood.
    private const double LeastRate = 20_000;

    [Test]
    public async Task A_flood_costs_no_frame_and_no_time_of_the_audio_thread([Values] FloodTarget target)
    {
        NetPairOptions options = Pairings.NetJack2CsOnly with { Period = Period, Latency = 5 };
        FloodResult result = await Attempts.RepeatAsync(options, async () =>
        {
            FloodResult run = await FloodRun.MeasureAsync(options, target, Rate, Seconds);
            return (run, run.XrunLines + run.Loop.Xruns, run.Loop.IsPerfect, run.Summary);
        });
        Assert.That(result.Loop.IsPerfect, Is.True, result.Summary);
        Assert.That(result.Loop.Lag, Is.EqualTo(options.ExpectedLag), result.Summary);
        Assert.That(result.Rate, Is.GreaterThan(LeastRate), result.Summary);
        double each = (result.Flooded.DelayMedian - result.Quiet.DelayMedian) / (result.Rate * Period / options.Rate);
        await TestContext.Out.WriteLineAsync($"{result.Rate:0} datagrams a second, {each:F3} µs of a cycle each");
        Assert.That(each, Is.LessThan(MostMicrosecondsPerDatagram), result.Summary);
    }
}

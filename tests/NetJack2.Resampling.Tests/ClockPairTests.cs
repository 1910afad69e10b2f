// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Resampling.Tests.World;

namespace NetJack2.Resampling.Tests;

/// <summary>The drift loop on a virtual clock: minutes and hours in seconds.</summary>
public class ClockPairTests
{
    [TestCase(256, 256, 300, 1000)]
    [TestCase(256, 256, -300, 1000)]
    [TestCase(64, 480, -300, 1000)]
    [TestCase(128, 1024, 300, 100)]
    [TestCase(1024, 441, -100, 100)]
    public void It_settles_in_15_seconds_and_stays(int near, int far, double ppm, double jitter)
    {
        var simulation = new ClockSimulation(48000, near, far, ppm, jitter, 5);
        simulation.RunTo(15);
        ClockRecord settled = simulation.RunTo(60);
        ClockRecord hour = simulation.RunTo(3600);

        TestContext.Out.WriteLine($"15 s … 60 s: {settled}");
        TestContext.Out.WriteLine($"60 s … 1 h: {hour}");
        Assert.Multiple(() =>
        {
            Assert.That(settled.MostLag - settled.LeastLag, Is.LessThan(2));
            Assert.That(settled.Slope, Is.LessThan(20));
            Assert.That(hour.LeastLag, Is.GreaterThan(-1));
            Assert.That(hour.MostLag, Is.LessThan(1));
            Assert.That(hour.RatioRms, Is.LessThan(1));
            Assert.That(hour.Slope, Is.LessThan(20));
        });
    }

    [TestCase(100)]
    [TestCase(-100)]
    public void A_tone_of_10_kHz_is_clean_in_every_window(double ppm)
    {
        for (int seed = 1; seed <= 32; seed++)
        {
            var simulation = new ClockSimulation(48000, 256, 256, ppm, () => Lateness.Usual, seed * 2);
            simulation.RunTo(20);
            ClockRecord minute = simulation.RunTo(80);

            TestContext.Out.WriteLine(minute);
            Assert.That(minute.Tone.Least, Is.GreaterThan(100));
            Assert.That(minute.LeastLag, Is.GreaterThan(-1));
            Assert.That(minute.MostLag, Is.LessThan(1));
        }
    }

    // Which of both is the truth cannot be known. The latency moves with them, and the pitch slowly.
    [Test]
    public void A_tone_stays_clean_where_all_threads_are_later_for_some_seconds()
    {
        double tone = double.MaxValue, least = 0, most = 0;
        for (int seed = 1; seed <= 32; seed++)
        {
            var simulation = new ClockSimulation(48000, 256, 256, 100, () => Lateness.Stepping(70, 256e6 / 48000), seed * 2);
            simulation.RunTo(60);
            ClockRecord minutes = simulation.RunTo(240);
            (tone, least, most) = (Math.Min(tone, minutes.Tone.Least), Math.Min(least, minutes.LeastLag), Math.Max(most, minutes.MostLag));
        }

        TestContext.Out.WriteLine($"{tone:0.0} dB, {least:0.00} … {most:0.00} frames");
        Assert.That(tone, Is.GreaterThan(100));
        Assert.That(most, Is.LessThan(15));
        Assert.That(least, Is.GreaterThan(-15));
    }

    [TestCase(0.05)]
    [TestCase(-0.05)]
    public void A_crystal_that_grows_warm_is_followed(double slope)
    {
        var simulation = new ClockSimulation(48000, 256, 256, 20, () => Lateness.Usual, 3);
        simulation.RunTo(60);
        double least = 0, most = 0, tone = double.MaxValue;
        for (int second = 1; second <= 200; second++)
        {
            simulation.Far.SetPpm(20 + (slope * second));
            ClockRecord record = simulation.RunTo(60 + second);
            least = Math.Min(least, record.LeastLag);
            most = Math.Max(most, record.MostLag);
            tone = Math.Min(tone, record.Tone.Least);
        }

        TestContext.Out.WriteLine($"{least:0.00} … {most:0.00} frames, {tone:0.0} dB");
        Assert.That(least, Is.GreaterThan(-1));
        Assert.That(most, Is.LessThan(1));
        Assert.That(tone, Is.GreaterThan(100));
    }

    // What is possible of such stamps, and how far this is from it, is in docs/resampling.md.
    [Test]
    public void Few_long_blocks_that_are_late_by_2_ms_are_known_to_1_2_frames_rms_in_15_seconds()
    {
        double squares = 0, ratios = 0;
        const int Runs = 200;
        for (int seed = 1; seed <= Runs; seed++)
        {
            var simulation = new ClockSimulation(48000, 1024, 1024, 100, 1000, seed * 2);
            simulation.RunTo(15);
            ClockRecord record = simulation.RunTo(15.1);
            squares += record.MeanLag * record.MeanLag / Runs;
            ratios += record.RatioRms * record.RatioRms / Runs;
        }

        TestContext.Out.WriteLine($"lag {Math.Sqrt(squares):0.00} frames rms, ratio {Math.Sqrt(ratios):0.0} ppm rms");
        Assert.That(Math.Sqrt(squares), Is.LessThan(1.2));
        Assert.That(Math.Sqrt(ratios), Is.LessThan(6));
    }

    [TestCase(1024, 1024)]
    [TestCase(1024, 441)]
    public void Few_long_blocks_that_are_late_by_2_ms_stay_where_they_are_after_a_minute(int near, int far)
    {
        var simulation = new ClockSimulation(48000, near, far, 100, 1000, 5);
        simulation.RunTo(60);
        ClockRecord hour = simulation.RunTo(3600);

        TestContext.Out.WriteLine(hour);
        Assert.That(hour.LeastLag, Is.GreaterThan(-1));
        Assert.That(hour.MostLag, Is.LessThan(1));
        Assert.That(hour.RatioRms, Is.LessThan(1));
        Assert.That(hour.Slope, Is.LessThan(20));
    }

    [Test]
    public void The_latency_is_constant_for_a_day()
    {
        var simulation = new ClockSimulation(48000, 1024, 1024, 100, 1000, 6);
        simulation.RunTo(60);
        ClockRecord day = simulation.RunTo(60 + (24 * 3600));

        TestContext.Out.WriteLine(day);
        Assert.That(day.LeastLag, Is.GreaterThan(-1));
        Assert.That(day.MostLag, Is.LessThan(1));
        Assert.That(day.RatioRms, Is.LessThan(1));
    }

    [Test]
    public void A_step_of_the_rate_is_followed_without_bending_the_pitch()
    {
        var simulation = new ClockSimulation(48000, 256, 256, 0, 100, 7);
        simulation.RunTo(60);
        simulation.Far.SetPpm(20);
        ClockRecord step = simulation.RunTo(90);
        ClockRecord after = simulation.RunTo(120);

        TestContext.Out.WriteLine($"step: {step}");
        TestContext.Out.WriteLine($"after: {after}");
        Assert.That(step.Slope, Is.LessThan(20));
        Assert.That(step.MostLag, Is.LessThan(10));
        Assert.That(after.LeastLag, Is.GreaterThan(-1));
        Assert.That(after.MostLag, Is.LessThan(1));
    }

    [Test]
    public void A_thread_that_sleeps_and_loses_nothing_changes_nothing()
    {
        var simulation = new ClockSimulation(48000, 256, 256, 50, 100, 8);
        simulation.RunTo(30);
        simulation.Far.Stall(12e3, lose: false);
        simulation.Near.Stall(12e3, lose: false);
        ClockRecord after = simulation.RunTo(60);

        TestContext.Out.WriteLine(after);
        Assert.That(simulation.Pair.Jumps, Is.Zero);
        Assert.That(after.LeastLag, Is.GreaterThan(-1));
        Assert.That(after.MostLag, Is.LessThan(1));
    }

    [Test]
    public void Frames_that_are_lost_are_noticed()
    {
        var simulation = new ClockSimulation(48000, 256, 256, 50, 1000, 9);
        simulation.RunTo(30);
        simulation.Far.Stall(200e3, lose: true);
        simulation.RunTo(31);

        Assert.That(simulation.Pair.Jumps, Is.EqualTo(1));
        Assert.That(simulation.Pair.IsSteady);
    }
}

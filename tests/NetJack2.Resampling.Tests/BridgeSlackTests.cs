// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Bench.Resampling.Measuring;
using NetJack2.Resampling.Tests.World;
using static NetJack2.Resampling.Tests.BridgeChecks;

namespace NetJack2.Resampling.Tests;

/// <summary>The slack of a bridge: it changes while the bridge runs, and a far side whose frames are counted may be late by it.</summary>
public class BridgeSlackTests
{
    private static readonly BridgeParameters s_parameters = new(48000, 48000, 256, 256, 2, 2) { SlackSeconds = 5e-3 };

    [TestCase(48000, 256)]
    [TestCase(44100, 441)]
    public void The_latency_glides_to_another_one_and_back_without_a_click(int farRate, int farPeriod)
    {
        const double Glide = 10e-3 / 4e-3;
        var parameters = new BridgeParameters(48000, farRate, 256, farPeriod, 1, 1) { SlackSeconds = 5e-3, MostSlackSeconds = 40e-3 };
        var simulation = new BridgeSimulation(parameters, 100, 100, 5);
        simulation.RunTo(20);
        double before = Expected(simulation);
        double end = 20;
        foreach (double slack in (double[])[15e-3, 5e-3])
        {
            simulation.Bridge.SetSlack(slack);
            simulation.RunTo(end + (0.9 * Glide));
            AssertNoClick(simulation);
            SineFit gliding = SineFit.Of(simulation.Captured[0].ToArray(), BridgeSimulation.Frequency, 0);
            Assert.That(gliding.Amplitude, Is.LessThan(0.1), "the pitch is another one");
            simulation.RunTo(end + Glide + 0.2);
            AssertNoClick(simulation);
            simulation.RunTo(end += 4);
            Assert.That(RoundTrip(simulation, 0, Expected(simulation)), Is.EqualTo(Expected(simulation)).Within(0.05));
            if (slack > parameters.SlackSeconds)
                Assert.That(Expected(simulation) - before, Is.EqualTo(2 * 10e-3 * 48000).Within(3));
        }
        Assert.That(Expected(simulation), Is.EqualTo(before).Within(0.01));
        Assert.That(simulation.Bridge.Realignments, Is.Zero);
        Assert.That(simulation.Bridge.CaptureHoles + simulation.Bridge.PlaybackHoles, Is.Zero);
    }

    [Test]
    public void Frames_that_are_missing_do_not_wait_for_the_glide()
    {
        var simulation = new BridgeSimulation(s_parameters with { MostSlackSeconds = 40e-3 }, 100, 100, 5);
        simulation.RunTo(20);
        simulation.Bridge.SetSlack(30e-3);
        simulation.Far.Stall(20e3, lose: false);
        simulation.RunTo(20.2);
        AssertNoClick(simulation);
        simulation.RunTo(21);
        Assert.That(RoundTrip(simulation, 0, Expected(simulation)), Is.EqualTo(Expected(simulation)).Within(0.1));
        Assert.That(simulation.Bridge.Realignments, Is.EqualTo(1));
        long holes = simulation.Bridge.CaptureHoles;
        simulation.Far.Stall(20e3, lose: false);
        simulation.RunTo(22);
        Assert.That(simulation.Bridge.CaptureHoles, Is.EqualTo(holes));
        Assert.That(simulation.Bridge.Realignments, Is.EqualTo(1));
    }

    /// <summary>A network that delays blocks by up to 20 ms, and loses none.</summary>
    [TestCase(true)]
    [TestCase(false, Description = "a card, whose frames are lost uncounted")]
    public void Jitter_within_the_slack_is_taken_for_lost_frames_only_where_those_are_not_counted(bool isCounted)
    {
        var simulation = new BridgeSimulation(
            s_parameters with { SlackSeconds = 25e-3, CountsFar = isCounted }, 100, 100, 5, farLateness: Lateness.Uniform(20e3));
        simulation.RunTo(60);
        simulation.RunTo(62);
        Assert.That(simulation.Bridge.Realignments == 0, Is.EqualTo(isCounted));
        if (!isCounted)
            return;
        Assert.That(simulation.Bridge.CaptureHoles + simulation.Bridge.PlaybackHoles, Is.Zero);
        Assert.That(RoundTrip(simulation, 0, Expected(simulation)), Is.EqualTo(Expected(simulation)).Within(0.5));
    }

    [TestCase(5)]
    [TestCase(60)]
    public void Frames_that_a_counting_far_side_loses_uncounted_are_noticed_within_two_seconds(double at)
    {
        var simulation = new BridgeSimulation(s_parameters with { SlackSeconds = 25e-3, CountsFar = true }, 100, 100, 5);
        simulation.RunTo(at);
        simulation.Far.Stall(10e3, lose: true);
        simulation.RunTo(at + 2);
        long holes = simulation.Bridge.CaptureHoles + simulation.Bridge.PlaybackHoles;
        simulation.RunTo(at + 30);
        Assert.That(simulation.Bridge.Realignments, Is.EqualTo(1));
        Assert.That(simulation.Bridge.CaptureHoles + simulation.Bridge.PlaybackHoles, Is.EqualTo(holes));
        Assert.That(RoundTrip(simulation, 0, Expected(simulation)), Is.EqualTo(Expected(simulation)).Within(0.5));
    }

    [Test]
    public void A_pause_of_a_counting_far_side_within_the_slack_interrupts_nothing()
    {
        var simulation = new BridgeSimulation(s_parameters with { SlackSeconds = 100e-3, CountsFar = true }, 100, 100, 5);
        simulation.RunTo(20);
        simulation.Far.Stall(80e3, lose: false);
        simulation.RunTo(24);
        Assert.That(
            (simulation.Bridge.Realignments, simulation.Bridge.CaptureHoles + simulation.Bridge.PlaybackHoles), Is.EqualTo((0L, 0L)));
    }

    [Test]
    public void A_slack_for_which_there_is_no_room_is_the_longest_one()
    {
        var bridge = new ClockBridge(s_parameters with { MostSlackSeconds = 10e-3 });
        (int Capture, int Playback) usual = (bridge.CaptureDelay, bridge.PlaybackDelay);
        Assert.That(bridge.DelaysWith(5e-3), Is.EqualTo(usual));
        bridge.SetSlack(1);
        Assert.That(bridge.DelaysWith(1), Is.EqualTo((usual.Capture + 240, usual.Playback + 240)));
        Assert.That((bridge.CaptureDelay, bridge.PlaybackDelay), Is.EqualTo(bridge.DelaysWith(1)));
    }
}

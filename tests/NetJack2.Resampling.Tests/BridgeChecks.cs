// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Bench.Resampling.Measuring;
using NetJack2.Resampling.Tests.World;

namespace NetJack2.Resampling.Tests;

/// <summary>Measures what went through a bridge and back.</summary>
internal static class BridgeChecks
{
    /// <summary>The round trip that a bridge has, in near frames.</summary>
    public static double Expected(BridgeSimulation simulation) =>
        (simulation.Bridge.CaptureDelay + simulation.Bridge.PlaybackDelay) / simulation.Bridge.Ratio;

    /// <summary>The measured round trip, in near frames: the phase gives it but for whole turns of the sine.</summary>
    public static double RoundTrip(BridgeSimulation simulation, int channel, double expected)
    {
        SineFit fit = SineFit.Of(simulation.Captured[channel].ToArray(), BridgeSimulation.Frequency, 0);
        Assert.That(fit.Amplitude, Is.EqualTo(0.5).Within(0.001), "the sine came back");
        double turns = (BridgeSimulation.Frequency * simulation.CapturedFrom) - (fit.Phase / (2 * Math.PI));
        double period = 1 / BridgeSimulation.Frequency;
        double delay = Math.IEEERemainder((turns * period) - expected, period);
        return expected + delay;
    }

    /// <summary>No step in the first channel.</summary>
    /// <remarks>The fastest that this sine moves is 0.066 from frame to frame, and a fade of 5 ms adds 0.003.</remarks>
    public static void AssertNoClick(BridgeSimulation simulation)
    {
        List<float> samples = simulation.Captured[0];
        float steepest = 0;
        float loudest = 0;
        for (int frame = 1; frame < samples.Count; frame++)
        {
            steepest = Math.Max(steepest, Math.Abs(samples[frame] - samples[frame - 1]));
            loudest = Math.Max(loudest, Math.Abs(samples[frame]));
        }
        Assert.That(steepest, Is.LessThan(0.075));
        Assert.That(loudest, Is.LessThan(0.505));
    }
}

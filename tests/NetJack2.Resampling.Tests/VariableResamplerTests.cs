// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Bench.Resampling.Measuring;
using NetJack2.Interop;
using NetJack2.Resampling.Filters;

namespace NetJack2.Resampling.Tests;

public class VariableResamplerTests
{
    [TestCase(1000, 148)]
    [TestCase(10000, 146)]
    [TestCase(20000, 140)]
    public void High_quality_has_the_signal_to_noise_ratio_of_floats(double hertz, double decibels)
        => Assert.That(Measure(ResamplingQuality.High, hertz, 1.0001).SignalToNoise, Is.GreaterThan(decibels));

    [TestCase(ResamplingQuality.LowestDelay, SampleRate.SRC_LINEAR)]
    [TestCase(ResamplingQuality.LowDelay, SampleRate.SRC_ZERO_ORDER_HOLD)]
    [TestCase(ResamplingQuality.Good, SampleRate.SRC_SINC_FASTEST)]
    [TestCase(ResamplingQuality.High, SampleRate.SRC_SINC_MEDIUM_QUALITY)]
    [TestCase(ResamplingQuality.Highest, SampleRate.SRC_SINC_BEST_QUALITY)]
    public void Every_quality_is_better_than_the_one_with_the_same_number_in_jack2(ResamplingQuality quality, uint converter)
    {
        foreach (double hertz in (double[])[1000, 10000, 20000])
        {
            using var converted = new LibSampleRate(converter, 1, 1.0001);
            SineFit jack2 = SineTest.Run(converted, hertz, 48000, 1.0001);
            SineFit variable = Measure(quality, hertz, 1.0001);

            Assert.That(variable.SignalToNoise, Is.GreaterThan(jack2.SignalToNoise), $"{hertz} Hz");
            Assert.That(Math.Abs(SineTest.Gain(variable)), Is.LessThan(Math.Max(Math.Abs(SineTest.Gain(jack2)), 0.1)), $"{hertz} Hz");
        }
    }

    [Test]
    public void High_quality_is_flat_to_20_kHz()
    {
        for (double hertz = 50; hertz <= 20000; hertz += 1995)
            Assert.That(SineTest.Gain(Measure(ResamplingQuality.High, hertz, 1.0001)), Is.EqualTo(0).Within(0.1), $"{hertz} Hz");
    }

    [TestCase(44100, 48000)]
    [TestCase(48000, 44100)]
    [TestCase(44100, 96000)]
    [TestCase(96000, 44100)]
    [TestCase(48000, 96000)]
    [TestCase(96000, 48000)]
    [TestCase(48000, 192000)]
    [TestCase(192000, 48000)]
    public void Common_rates_are_converted_with_a_signal_to_noise_ratio_of_140_dB(int from, int to)
    {
        double ratio = to / (double)from;
        foreach (double hertz in (double[])[1000, 10000, 18000])
        {
            SineFit fit = SineTest.Run(new InterleavedResampler(1, ResamplingQuality.High, ratio, 256), hertz, from, ratio);
            Assert.That(fit.SignalToNoise, Is.GreaterThan(140), $"{hertz} Hz");
            Assert.That(SineTest.Gain(fit), Is.EqualTo(0).Within(0.1), $"{hertz} Hz");
        }
    }

    [Test]
    public void Content_above_the_output_band_is_attenuated_by_140_dB()
    {
        SineFit fit = SineTest.Run(new InterleavedResampler(1, ResamplingQuality.High, 0.5, 256), 30000, 96000, 0.5);
        double residue = Math.Sqrt((fit.Amplitude * fit.Amplitude / 2) + (fit.NoiseRms * fit.NoiseRms));

        Assert.That(20 * Math.Log10(residue / (0.5 / Math.Sqrt(2))), Is.LessThan(-140));
    }

    [Test]
    public void A_changing_ratio_makes_no_step()
    {
        var resampler = new VariableResampler(1, ResamplingQuality.High, 1, 256, 256);
        var input = new float[256];
        var output = new List<float>();
        long fed = 0;
        for (int block = 0; block < 400; block++)
        {
            resampler.Ratio = 1 + (0.5 * Math.Sin(block * 0.05));
            int needed = resampler.InputNeeded(128);
            for (int part = 0; part < needed; part += 256)
            {
                int frames = Math.Min(256, needed - part);
                for (int frame = 0; frame < frames; frame++)
                    input[frame] = (float)(0.5 * Math.Sin(2 * Math.PI * 200 / 48000.0 * fed++));
                resampler.Write(0, input.AsSpan(0, frames));
                resampler.Commit(frames);
            }
            Assert.That(resampler.Render(128), Is.EqualTo(128));
            output.AddRange(resampler.Output(0, 128));
        }

        // Second differences of a sine: a step or a corner anywhere would be far above a·(ω·2)².
        double most = Math.Pow(2 * Math.PI * 200 / 48000 * 2, 2) * 0.5 * 1.1;
        for (int frame = 200; frame < output.Count; frame++)
            Assert.That(Math.Abs(output[frame] - (2 * output[frame - 1]) + output[frame - 2]), Is.LessThan(most));
    }

    [Test]
    public void Nothing_is_allocated_after_construction()
    {
        var resampler = new VariableResampler(8, ResamplingQuality.High, 1.0001, 256, 300);
        var samples = new float[256];
        Cycle();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int cycle = 0; cycle < 100; cycle++)
            Cycle();

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);

        void Cycle()
        {
            resampler.Ratio = 1.0002;
            for (int channel = 0; channel < 8; channel++)
                resampler.Write(channel, samples);
            resampler.Commit(256);
            _ = resampler.Render(256);
        }
    }

    private static SineFit Measure(ResamplingQuality quality, double hertz, double ratio)
        => SineTest.Run(new InterleavedResampler(1, quality, ratio, 256), hertz, 48000, ratio);
}

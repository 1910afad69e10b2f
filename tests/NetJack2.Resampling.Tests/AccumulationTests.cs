// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Bench.Resampling.Measuring;
using NetJack2.Resampling.Filters;

namespace NetJack2.Resampling.Tests;

/// <summary>Why the sums are doubles.</summary>
public class AccumulationTests
{
    // The best case for floats: fused products, and as many partial sums as a vector of 256 bits has.
    private const int Sums = 8;

    [Test]
    public void Sums_of_floats_would_miss_the_mark()
    {
        double floats = Measure(static value => (float)value);
        double doubles = Measure(static value => value);

        TestContext.Out.WriteLine($"1 kHz at 1.0001: {floats:0.0} dB with floats, {doubles:0.0} dB with doubles");
        Assert.That(floats, Is.LessThan(148));
        Assert.That(doubles, Is.GreaterThan(148));
    }

    private static double Measure(Func<double, double> rounded)
    {
        var filter = new PolyphaseFilter(new FilterShape(ResamplingQuality.High, 1));
        var coefficients = new double[filter.Taps];
        var output = new float[40000];
        FramePosition position = new(100, 0);
        for (int frame = 0; frame < output.Length; frame++)
        {
            filter.Interpolate<System.Runtime.Intrinsics.Vector128<double>, Lanes128>(position.Fraction, ref coefficients[0]);
            var sums = new double[Sums];
            for (int tap = 0; tap < filter.Taps; tap++)
            {
                double sample = (float)(0.5 * Math.Sin(2 * Math.PI / 48 * (position.Frame + tap - (filter.Taps / 2) + 1)));
                sums[tap % Sums] = rounded(sums[tap % Sums] + (rounded(coefficients[tap]) * sample));
            }
            double sum = 0;
            foreach (double part in sums)
                sum = rounded(sum + part);
            output[frame] = (float)sum;
            position = position.Plus(1 / 1.0001);
        }
        return SineFit.Of(output, 1 / 48.0 / 1.0001, 0).SignalToNoise;
    }
}

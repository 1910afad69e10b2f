// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Bench.Resampling.Measuring;

/// <summary>The output of a resampler for a sine of half of full scale, in blocks of 256 frames.</summary>
internal static class SineTest
{
    private const int Block = 256;
    private const double Amplitude = 0.5;

    /// <summary>Resamples one second and fits the output.</summary>
    /// <param name="resampler">A resampler of one channel.</param>
    /// <param name="hertz">The sine's frequency at the input.</param>
    /// <param name="rate">The input's sample rate.</param>
    /// <param name="ratio">The resampler's ratio.</param>
    /// <param name="skipped">Output frames to ignore at the beginning.</param>
    public static SineFit Run(IStreamResampler resampler, double hertz, double rate, double ratio, int skipped = 4096)
    {
        var input = new float[Block];
        var output = new float[(int)(rate * ratio * 1.1)];
        int made = 0;
        for (int block = 0; block < rate / Block; block++)
        {
            for (int frame = 0; frame < Block; frame++)
            {
                double turns = Math.IEEERemainder(hertz / rate * ((block * Block) + frame), 1);
                input[frame] = (float)(Amplitude * Math.Sin(2 * Math.PI * turns));
            }
            made += resampler.Process(input, output.AsSpan(made));
        }
        return SineFit.Of(output.AsSpan(0, made), hertz / rate / ratio, skipped);
    }

    /// <summary>Level of the output sine relative to the input sine, in dB.</summary>
    public static double Gain(SineFit fit) => 20 * Math.Log10(fit.Amplitude / Amplitude);
}

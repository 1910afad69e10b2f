// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Bench.Resampling.Measuring;

/// <summary>What a resampler makes of a sine of half of full scale, in blocks of 256 frames.</summary>
internal static class SineTest
{
    private const int Block = 256;
    private const double Amplitude = 0.5;

    /// <summary>The fit of the sine that comes out.</summary>
    /// <param name="resampler">With one channel.</param>
    /// <param name="hertz">The sine's frequency at the input.</param>
    /// <param name="rate">The input's sample rate.</param>
    /// <param name="ratio">The resampler's ratio.</param>
    /// <param name="skipped">Output frames at the beginning that do not count.</param>
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

    /// <summary>Level of the sine that comes out, in dB of the one that went in.</summary>
    public static double Gain(SineFit fit) => 20 * Math.Log10(fit.Amplitude / Amplitude);
}

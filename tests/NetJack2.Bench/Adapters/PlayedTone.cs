// SPDX-License-Identifier: GPL-2.0-or-later
using System.Numerics;
using MathNet.Numerics;
using MathNet.Numerics.IntegralTransforms;
using NetJack2.TestHosts.Cards;

namespace NetJack2.Bench.Adapters;

/// <summary>A tone that a card has played.</summary>
/// <param name="SignalToNoise">Signal-to-noise ratio of consecutive windows in dB.</param>
/// <param name="Pitch">Deviation of the pitch of the same windows in ppm.</param>
/// <param name="Spectrum">Level of each bin relative to the greatest, in dB, in the middle of the measurement.</param>
/// <param name="Dropouts">Number of silences that are longer than a zero crossing.</param>
internal sealed record PlayedTone(double[] SignalToNoise, double[] Pitch, double[] Spectrum, int Dropouts)
{
    /// <summary>Length of a window for noise and pitch in frames: 85 ms at 48 kHz.</summary>
    public const int Window = 4096;

    private const int SpectrumWindow = 1 << 16;
    private const float Silence = 1e-4f;

    /// <summary>Analyses the last seconds.</summary>
    /// <param name="frames">Interleaved frames of two channels.</param>
    /// <param name="channel">The channel to analyse.</param>
    /// <param name="cyclesPerFrame">The correct frequency.</param>
    /// <param name="rate">Frames per second.</param>
    /// <param name="seconds">Seconds of the measurement.</param>
    public static PlayedTone Of(float[] frames, int channel, double cyclesPerFrame, int rate, double seconds)
    {
        // The end is silence after the tone, and the half second before it may contain the end of a session.
        int end = frames.Length / 2;
        while (end > 0 && MathF.Abs(frames[(2 * end) - 2]) < Silence && MathF.Abs(frames[(2 * end) - 1]) < Silence)
            end--;
        end -= rate / 2;
        int length = (int)Math.Min(end, (seconds - 1) * rate);
        if (length < SpectrumWindow)
            throw new InvalidOperationException($"the card has played only {Math.Max(length, 0)} frames of sound");
        float[] samples = [.. Enumerable.Range(end - length, length).Select(frame => frames[(2 * frame) + channel])];
        ToneFit[] fits =
            [.. Enumerable.Range(0, length / Window).Select(window => ToneFit.Of(samples.AsSpan(window * Window, Window), cyclesPerFrame))];
        return new PlayedTone(
            [.. fits.Select(fit => fit.SignalToNoise)],
            [.. fits.Select(fit => ((fit.CyclesPerSample / cyclesPerFrame) - 1) * 1e6)],
            SpectrumOf(samples.AsSpan((length - SpectrumWindow) / 2, SpectrumWindow)),
            CountDropouts(samples));
    }

    private static double[] SpectrumOf(ReadOnlySpan<float> samples)
    {
        double[] window = MathNet.Numerics.Window.BlackmanHarris(SpectrumWindow);
        var bins = new Complex[SpectrumWindow];
        for (int index = 0; index < bins.Length; index++)
            bins[index] = samples[index] * window[index];
        Fourier.Forward(bins, FourierOptions.Matlab);
        double greatest = bins.Take(SpectrumWindow / 2).Max(bin => bin.Magnitude);
        return [.. bins.Take(SpectrumWindow / 2).Select(bin => 20 * Math.Log10(Math.Max(bin.Magnitude / greatest, 1e-10)))];
    }

    private static int CountDropouts(float[] samples)
    {
        int dropouts = 0, silent = 0;
        foreach (float sample in samples)
        {
            silent = MathF.Abs(sample) < Silence ? silent + 1 : 0;
            if (silent == 3)
                dropouts++;
        }
        return dropouts;
    }
}

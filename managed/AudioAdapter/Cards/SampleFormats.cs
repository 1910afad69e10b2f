// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.CompilerServices;
using NetJack2.Interop;
using NetJack2.RealTime;

namespace NetJack2.AudioAdapter.Cards;

/// <summary>Samples between JACK's float and a card's format.</summary>
/// <remarks>
/// Full scale is 2^(bits - 1), in both directions, so that what was captured is played again bit for bit. Integers are clamped to
/// full scale, and NaN becomes 0; floats are copied as they are.
/// </remarks>
public static unsafe class SampleFormats
{
    /// <summary>All formats, the best first.</summary>
    public static IReadOnlyList<SampleFormat> ByPreference { get; } = Enum.GetValues<SampleFormat>();

    /// <summary>Returns ALSA's number of a sample format.</summary>
    [RealTimeSafe]
    public static snd_pcm_format_t ToAlsa(SampleFormat format) => format switch
    {
        SampleFormat.Int32 => snd_pcm_format_t.SND_PCM_FORMAT_S32_LE,
        SampleFormat.Int24Packed => snd_pcm_format_t.SND_PCM_FORMAT_S24_3LE,
        SampleFormat.Int24 => snd_pcm_format_t.SND_PCM_FORMAT_S24_LE,
        SampleFormat.Float32 => snd_pcm_format_t.SND_PCM_FORMAT_FLOAT_LE,
        _ => snd_pcm_format_t.SND_PCM_FORMAT_S16_LE,
    };

    /// <summary>Returns the bytes of one sample.</summary>
    [RealTimeSafe]
    public static int SizeOf(SampleFormat format) => format switch
    {
        SampleFormat.Int16 => 2,
        SampleFormat.Int24Packed => 3,
        _ => 4,
    };

    /// <summary>Reads samples that lie <paramref name="step"/> bytes apart.</summary>
    [RealTimeSafe]
    public static void Read(SampleFormat format, byte* source, int step, Span<float> samples)
    {
        switch (format)
        {
            case SampleFormat.Int32:
                for (int index = 0; index < samples.Length; index++, source += step)
                    samples[index] = Unsafe.ReadUnaligned<int>(source) * (1f / 2_147_483_648f);
                break;
            case SampleFormat.Int24Packed:
                for (int index = 0; index < samples.Length; index++, source += step)
                    samples[index] = ((source[0] << 8) | (source[1] << 16) | (source[2] << 24)) * (1f / 2_147_483_648f);
                break;
            case SampleFormat.Int24:
                for (int index = 0; index < samples.Length; index++, source += step)
                    samples[index] = (Unsafe.ReadUnaligned<int>(source) << 8) * (1f / 2_147_483_648f);
                break;
            case SampleFormat.Float32:
                for (int index = 0; index < samples.Length; index++, source += step)
                    samples[index] = Unsafe.ReadUnaligned<float>(source);
                break;
            default:
                for (int index = 0; index < samples.Length; index++, source += step)
                    samples[index] = Unsafe.ReadUnaligned<short>(source) * (1f / 32_768f);
                break;
        }
    }

    /// <summary>Writes samples <paramref name="step"/> bytes apart.</summary>
    [RealTimeSafe]
    public static void Write(SampleFormat format, ReadOnlySpan<float> samples, byte* target, int step)
    {
        switch (format)
        {
            case SampleFormat.Int32:
                for (int index = 0; index < samples.Length; index++, target += step)
                    Unsafe.WriteUnaligned(target, Quantize(samples[index], 2_147_483_648.0));
                break;
            case SampleFormat.Int24Packed:
                for (int index = 0; index < samples.Length; index++, target += step)
                {
                    int value = Quantize(samples[index], 8_388_608.0);
                    target[0] = (byte)value;
                    target[1] = (byte)(value >> 8);
                    target[2] = (byte)(value >> 16);
                }
                break;
            case SampleFormat.Int24:
                for (int index = 0; index < samples.Length; index++, target += step)
                    Unsafe.WriteUnaligned(target, Quantize(samples[index], 8_388_608.0));
                break;
            case SampleFormat.Float32:
                for (int index = 0; index < samples.Length; index++, target += step)
                    Unsafe.WriteUnaligned(target, samples[index]);
                break;
            default:
                for (int index = 0; index < samples.Length; index++, target += step)
                    Unsafe.WriteUnaligned(target, (short)Quantize(samples[index], 32_768.0));
                break;
        }
    }

    // In double precision, which holds every 32-bit integer: +1.0 is the largest number and not, as in jack2, the smallest (D-43).
    [RealTimeSafe]
    private static int Quantize(float sample, double fullScale)
    {
        double scaled = Math.Round(sample * fullScale, MidpointRounding.ToEven);
        return double.IsNaN(scaled) ? 0 : (int)Math.Clamp(scaled, -fullScale, fullScale - 1);
    }
}

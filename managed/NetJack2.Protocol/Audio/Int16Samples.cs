// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NetJack2.RealTime;

namespace NetJack2.Protocol.Audio;

/// <summary>Samples as 16-bit integers, least significant byte first: 1.0 is 32767.</summary>
/// <remarks>As they lie in memory: the machines that this runs on are little-endian.</remarks>
public static class Int16Samples
{
    private const float Scale = 32767f;

    /// <summary>Converts samples: to the nearest integer (halves to the even one), what is beyond ±1 to ±32767, NaN to 0.</summary>
    /// <param name="samples">Any floats.</param>
    /// <param name="code">Two bytes for each sample, or more.</param>
    [RealTimeSafe]
    public static void Encode(ReadOnlySpan<float> samples, Span<byte> code)
    {
        Span<short> target = MemoryMarshal.Cast<byte, short>(code)[..samples.Length];
        int index = 0;
        for (; index <= samples.Length - Vector128<short>.Count; index += Vector128<short>.Count)
        {
            Vector128<int> low = ToIntegers(Vector128.Create(samples[index..]));
            Vector128<int> high = ToIntegers(Vector128.Create(samples[(index + Vector128<int>.Count)..]));
            Vector128.NarrowWithSaturation(low, high).CopyTo(target[index..]);
        }
        for (; index < samples.Length; index++)
            target[index] = (short)ToIntegers(Vector128.CreateScalar(samples[index])).ToScalar();
    }

    /// <summary>Converts integers back to samples: two bytes each.</summary>
    [RealTimeSafe]
    public static void Decode(ReadOnlySpan<byte> code, Span<float> samples)
    {
        ReadOnlySpan<short> source = MemoryMarshal.Cast<byte, short>(code)[..samples.Length];
        int index = 0;
        for (; index <= samples.Length - Vector128<short>.Count; index += Vector128<short>.Count)
        {
            (Vector128<int> low, Vector128<int> high) = Vector128.Widen(Vector128.Create(source[index..]));
            (Vector128.ConvertToSingle(low) * (1 / Scale)).CopyTo(samples[index..]);
            (Vector128.ConvertToSingle(high) * (1 / Scale)).CopyTo(samples[(index + Vector128<int>.Count)..]);
        }
        for (; index < samples.Length; index++)
            samples[index] = source[index] * (1 / Scale);
    }

    [RealTimeSafe]
    private static Vector128<int> ToIntegers(Vector128<float> samples)
    {
        samples &= Vector128.Equals(samples, samples); // NaN, which equals nothing, becomes 0
        Vector128<float> scaled = Vector128.Clamp(samples * Scale, Vector128.Create(-Scale), Vector128.Create(Scale));
        return Vector128.ConvertToInt32Native(Vector128.Round(scaled));
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.Intrinsics;
using NetJack2.RealTime;

namespace NetJack2.Protocol.Audio;

/// <summary>Samples within the range that codecs accept.</summary>
public static class CodecSamples
{
    /// <summary>The greatest absolute value of a sample that a codec receives: 18 dB above full scale.</summary>
    public const float Limit = 8;

    /// <summary>Copies samples into a target that is at least as long, clamped to ±<see cref="Limit"/>; NaN becomes 0.</summary>
    [RealTimeSafe]
    public static void Copy(ReadOnlySpan<float> samples, Span<float> target)
    {
        int index = 0;
        for (; index <= samples.Length - Vector128<float>.Count; index += Vector128<float>.Count)
            Bound(Vector128.Create(samples[index..])).CopyTo(target[index..]);
        for (; index < samples.Length; index++)
            target[index] = Bound(Vector128.CreateScalar(samples[index])).ToScalar();
    }

    [RealTimeSafe]
    private static Vector128<float> Bound(Vector128<float> samples)
    {
        samples &= Vector128.Equals(samples, samples); // NaN equals nothing
        return Vector128.Clamp(samples, Vector128.Create(-Limit), Vector128.Create(Limit));
    }
}

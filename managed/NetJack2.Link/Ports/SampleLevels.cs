// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NetJack2.RealTime;

namespace NetJack2.Link.Ports;

/// <summary>Levels of samples.</summary>
/// <remarks>
/// Absolute values are compared as integers: those of IEEE-754 numbers have the same order. Infinity is more than all numbers, and what is
/// no number more than infinity.
/// </remarks>
public static class SampleLevels
{
    private const int Magnitude = 0x7FFFFFFF;
    private const int FullScale = 0x3F800000; // 1.0

    /// <summary>The bits of the greatest absolute value. Real-time safe.</summary>
    [RealTimeSafe]
    public static int PeakOf(ReadOnlySpan<float> samples)
    {
        ReadOnlySpan<Vector128<int>> vectors = MemoryMarshal.Cast<float, Vector128<int>>(samples);
        Vector128<int> magnitude = Vector128.Create(Magnitude);
        // Two, so that one does not wait for the other.
        Vector128<int> even = default, odd = default;
        int index = 0;
        for (; index + 1 < vectors.Length; index += 2)
        {
            even = Vector128.Max(even, vectors[index] & magnitude);
            odd = Vector128.Max(odd, vectors[index + 1] & magnitude);
        }
        if (index < vectors.Length)
            even = Vector128.Max(even, vectors[index] & magnitude);
        even = Vector128.Max(even, odd);
        int peak = ScalarPeakOf(samples[(vectors.Length * Vector128<int>.Count)..]);
        for (int lane = 0; lane < Vector128<int>.Count; lane++)
            peak = Math.Max(peak, even.GetElement(lane));
        return peak;
    }

    /// <summary><see cref="PeakOf"/>, one sample after the other.</summary>
    [RealTimeSafe]
    public static int ScalarPeakOf(ReadOnlySpan<float> samples)
    {
        int peak = 0;
        foreach (int bits in MemoryMarshal.Cast<float, int>(samples))
            peak = Math.Max(peak, bits & Magnitude);
        return peak;
    }

    /// <summary>How many samples are full scale or more, or no number. Real-time safe.</summary>
    [RealTimeSafe]
    public static int ClippedIn(ReadOnlySpan<float> samples)
    {
        ReadOnlySpan<Vector128<int>> vectors = MemoryMarshal.Cast<float, Vector128<int>>(samples);
        Vector128<int> magnitude = Vector128.Create(Magnitude), below = Vector128.Create(FullScale - 1), counts = default;
        foreach (Vector128<int> bits in vectors)
            counts -= Vector128.GreaterThan(bits & magnitude, below); // -1 where it is
        return Vector128.Sum(counts) + ScalarClippedIn(samples[(vectors.Length * Vector128<int>.Count)..]);
    }

    /// <summary><see cref="ClippedIn"/>, one sample after the other.</summary>
    [RealTimeSafe]
    public static int ScalarClippedIn(ReadOnlySpan<float> samples)
    {
        int count = 0;
        foreach (int bits in MemoryMarshal.Cast<float, int>(samples))
            count += IsClipped(bits & Magnitude) ? 1 : 0;
        return count;
    }

    /// <summary>Whether a peak is full scale or more, or no number. Real-time safe.</summary>
    [RealTimeSafe]
    public static bool IsClipped(int peak) => peak >= FullScale;
}

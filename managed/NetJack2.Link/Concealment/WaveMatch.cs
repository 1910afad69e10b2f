// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NetJack2.RealTime;

namespace NetJack2.Link.Concealment;

/// <summary>Finds in the remembered samples the place that their end resembles most:
/// what followed there is the best guess of what follows now.</summary>
/// <remarks>Used by the one thread that runs the link's cycles.</remarks>
/// <param name="times">How long everything is.</param>
/// <param name="memory">Where the samples that it computes are kept.</param>
/// <param name="place">Where they begin in there.</param>
public sealed class WaveMatch(ConcealmentTimes times, NativeArray<float> memory, int place)
{
    // A search takes some ten microseconds, and in a cycle that is lost every port has a gap.
    private const int SearchesPerCycle = 32;

    private int _searches;

    /// <summary>Samples of memory that it needs.</summary>
    [RealTimeSafe]
    public static int SizeFor(ConcealmentTimes times) => times.Memory / times.Coarseness;

    private Span<float> Coarse => memory.Span.Slice(place, SizeFor(times));

    /// <summary>Begins a cycle, in which a limited number of searches is allowed.</summary>
    [RealTimeSafe]
    public void BeginCycle() => _searches = 0;

    /// <summary>How many frames before the end the place lies.</summary>
    /// <remarks>When many ports have gaps in one cycle, the last of them get no search: there any place must do.</remarks>
    /// <param name="history">The remembered samples, oldest first.</param>
    [RealTimeSafe]
    public int FindLag(ReadOnlySpan<float> history)
    {
        if (_searches++ >= SearchesPerCycle)
            return times.LongestLag;
        int step = times.Coarseness;
        Thin(history, step);
        int lag = step * Search(Coarse, times.Template / step, (times.ShortestLag + step - 1) / step, times.LongestLag / step);
        return Search(history, times.Template, Math.Max(times.ShortestLag, lag - step), Math.Min(times.LongestLag, lag + step));
    }

    // Sums of neighbours: what is left of the shortest waves does not decide. The end of both is the same.
    [RealTimeSafe]
    private void Thin(ReadOnlySpan<float> history, int step)
    {
        Span<float> coarse = Coarse;
        int start = history.Length - (coarse.Length * step);
        for (int index = 0; index < coarse.Length; index++)
        {
            float sum = 0;
            for (int frame = 0; frame < step; frame++)
                sum += history[start + (index * step) + frame];
            coarse[index] = sum;
        }
    }

    // From the longest lag down: of equals the longest repeats itself least often.
    [RealTimeSafe]
    private static int Search(ReadOnlySpan<float> history, int length, int shortest, int longest)
    {
        longest = Math.Min(longest, history.Length - length);
        ReadOnlySpan<float> template = history[^length..];
        float least = float.PositiveInfinity;
        int best = longest;
        for (int lag = longest; lag >= shortest; lag--)
        {
            float distance = Distance(template, history.Slice(history.Length - length - lag, length));
            if (distance < least)
            {
                least = distance;
                best = lag;
            }
        }
        return best;
    }

    [RealTimeSafe]
    private static float Distance(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        Vector256<float> sums = Vector256<float>.Zero;
        ref float first = ref MemoryMarshal.GetReference(left);
        ref float second = ref MemoryMarshal.GetReference(right);
        int index = 0;
        for (; index <= left.Length - Vector256<float>.Count; index += Vector256<float>.Count)
        {
            Vector256<float> difference = Vector256.LoadUnsafe(ref first, (nuint)index) - Vector256.LoadUnsafe(ref second, (nuint)index);
            sums += difference * difference;
        }
        float sum = Vector256.Sum(sums);
        for (; index < left.Length; index++)
        {
            float difference = left[index] - right[index];
            sum += difference * difference;
        }
        return sum;
    }
}

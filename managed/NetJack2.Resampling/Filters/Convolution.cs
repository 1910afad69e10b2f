// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NetJack2.RealTime;

namespace NetJack2.Resampling.Filters;

/// <summary>Two rows of coefficients, times the history of two or four channels.</summary>
/// <remarks>
/// Two output frames share each vector of history, four channels share each vector of coefficients: 6 loads for 8 multiplications, and as
/// many sums under way as hide the time that one takes. Doubles: sums in single precision would be the noisiest part of all.
/// </remarks>
internal static class Convolution<TVector, TLanes>
    where TVector : struct
    where TLanes : struct, ILanes<TVector>
{
    /// <summary>Two frames of four channels.</summary>
    /// <param name="first">The first frame's coefficients; those of the second lie <paramref name="rowLength"/> behind.</param>
    /// <param name="rowLength">From the first row to the second.</param>
    /// <param name="history">The first channel's history, at the frame that both rows begin with.</param>
    /// <param name="stride">From one channel's history to the next.</param>
    /// <param name="length">Products: whole vectors.</param>
    /// <param name="output">The first channel's two output frames.</param>
    /// <param name="outputStride">From one channel's output to the next.</param>
    [RealTimeSafe]
    public static void FourChannels(
        ref double first, nint rowLength, ref double history, nint stride, nint length, ref float output, nint outputStride)
    {
        ref double row0 = ref first;
        ref double row1 = ref Unsafe.Add(ref row0, rowLength);
        ref double h0 = ref history;
        ref double h1 = ref Unsafe.Add(ref h0, stride);
        ref double h2 = ref Unsafe.Add(ref h1, stride);
        ref double h3 = ref Unsafe.Add(ref h2, stride);
        TVector a0 = default, a1 = default, a2 = default, a3 = default;
        TVector b0 = default, b1 = default, b2 = default, b3 = default;
        for (nint at = 0; at < length; at += TLanes.Count)
        {
            TVector c0 = TLanes.Load(ref row0, at);
            TVector c1 = TLanes.Load(ref row1, at);
            TVector x0 = TLanes.Load(ref h0, at);
            a0 = TLanes.MultiplyAdd(x0, c0, a0);
            b0 = TLanes.MultiplyAdd(x0, c1, b0);
            TVector x1 = TLanes.Load(ref h1, at);
            a1 = TLanes.MultiplyAdd(x1, c0, a1);
            b1 = TLanes.MultiplyAdd(x1, c1, b1);
            TVector x2 = TLanes.Load(ref h2, at);
            a2 = TLanes.MultiplyAdd(x2, c0, a2);
            b2 = TLanes.MultiplyAdd(x2, c1, b2);
            TVector x3 = TLanes.Load(ref h3, at);
            a3 = TLanes.MultiplyAdd(x3, c0, a3);
            b3 = TLanes.MultiplyAdd(x3, c1, b3);
        }
        Put(a0, b0, ref output);
        Put(a1, b1, ref Unsafe.Add(ref output, outputStride));
        Put(a2, b2, ref Unsafe.Add(ref output, 2 * outputStride));
        Put(a3, b3, ref Unsafe.Add(ref output, 3 * outputStride));
    }

    /// <summary>Two frames of two channels; see <see cref="FourChannels"/>.</summary>
    [RealTimeSafe]
    public static void TwoChannels(
        ref double first, nint rowLength, ref double history, nint stride, nint length, ref float output, nint outputStride)
    {
        ref double row0 = ref first;
        ref double row1 = ref Unsafe.Add(ref row0, rowLength);
        ref double h0 = ref history;
        ref double h1 = ref Unsafe.Add(ref h0, stride);
        TVector a0 = default, a1 = default, b0 = default, b1 = default;
        for (nint at = 0; at < length; at += TLanes.Count)
        {
            TVector c0 = TLanes.Load(ref row0, at);
            TVector c1 = TLanes.Load(ref row1, at);
            TVector x0 = TLanes.Load(ref h0, at);
            a0 = TLanes.MultiplyAdd(x0, c0, a0);
            b0 = TLanes.MultiplyAdd(x0, c1, b0);
            TVector x1 = TLanes.Load(ref h1, at);
            a1 = TLanes.MultiplyAdd(x1, c0, a1);
            b1 = TLanes.MultiplyAdd(x1, c1, b1);
        }
        Put(a0, b0, ref output);
        Put(a1, b1, ref Unsafe.Add(ref output, outputStride));
    }

    [RealTimeSafe]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(TVector first, TVector second, ref float output)
    {
        Vector128<double> sums = TLanes.Sums(first, second);
        output = (float)sums.ToScalar();
        Unsafe.Add(ref output, 1) = (float)sums.GetElement(1);
    }
}

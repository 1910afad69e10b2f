// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NetJack2.RealTime;

namespace NetJack2.Resampling.Filters;

/// <summary>Vectors of 256 bits: four doubles.</summary>
internal readonly struct Lanes256 : ILanes<Vector256<double>>
{
    public static int Count => Vector256<double>.Count;

    [RealTimeSafe]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Load(ref double memory, nint offset)
        => Vector256.LoadUnsafe(ref memory, (nuint)offset);

    [RealTimeSafe]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<double> vector, ref double memory, nint offset)
        => vector.StoreUnsafe(ref memory, (nuint)offset);

    [RealTimeSafe]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Fill(double value) => Vector256.Create(value);

    [RealTimeSafe]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> MultiplyAdd(Vector256<double> left, Vector256<double> right, Vector256<double> addend)
        => Vector256.MultiplyAddEstimate(left, right, addend);

    [RealTimeSafe]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Sums(Vector256<double> first, Vector256<double> second)
        => Lanes128.Sums(first.GetLower() + first.GetUpper(), second.GetLower() + second.GetUpper());
}

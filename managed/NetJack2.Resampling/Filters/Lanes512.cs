// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NetJack2.RealTime;

namespace NetJack2.Resampling.Filters;

/// <summary>Vectors of 512 bits: eight doubles.</summary>
internal readonly struct Lanes512 : ILanes<Vector512<double>>
{
    public static int Count => Vector512<double>.Count;

    [RealTimeSafe]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Load(ref double memory, nint offset)
        => Vector512.LoadUnsafe(ref memory, (nuint)offset);

    [RealTimeSafe]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<double> vector, ref double memory, nint offset)
        => vector.StoreUnsafe(ref memory, (nuint)offset);

    [RealTimeSafe]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Fill(double value) => Vector512.Create(value);

    [RealTimeSafe]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> MultiplyAdd(Vector512<double> left, Vector512<double> right, Vector512<double> addend)
        => Vector512.MultiplyAddEstimate(left, right, addend);

    [RealTimeSafe]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Sums(Vector512<double> first, Vector512<double> second)
        => Lanes256.Sums(first.GetLower() + first.GetUpper(), second.GetLower() + second.GetUpper());
}

// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using NetJack2.RealTime;

namespace NetJack2.Resampling.Filters;

/// <summary>Vectors of 128 bits: two doubles.</summary>
internal readonly struct Lanes128 : ILanes<Vector128<double>>
{
    public static int Count => Vector128<double>.Count;

    [RealTimeSafe]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Load(ref double memory, nint offset)
        => Vector128.LoadUnsafe(ref memory, (nuint)offset);

    [RealTimeSafe]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<double> vector, ref double memory, nint offset)
        => vector.StoreUnsafe(ref memory, (nuint)offset);

    [RealTimeSafe]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Fill(double value) => Vector128.Create(value);

    [RealTimeSafe]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> MultiplyAdd(Vector128<double> left, Vector128<double> right, Vector128<double> addend)
        => Vector128.MultiplyAddEstimate(left, right, addend);

    [RealTimeSafe]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Sums(Vector128<double> first, Vector128<double> second)
    {
        if (Sse3.IsSupported)
            return Sse3.HorizontalAdd(first, second);
        if (AdvSimd.Arm64.IsSupported)
            return AdvSimd.Arm64.AddPairwise(first, second);
        return Vector128.Create(Vector128.Sum(first), Vector128.Sum(second));
    }
}

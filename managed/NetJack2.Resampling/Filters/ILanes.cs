// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.Intrinsics;
using NetJack2.RealTime;

namespace NetJack2.Resampling.Filters;

/// <summary>The few operations on vectors of doubles that the filters need, so that each loop is written once for every width.</summary>
/// <typeparam name="TVector">The vector. The compiler makes code of its own for each.</typeparam>
internal interface ILanes<TVector>
    where TVector : struct
{
    /// <summary>Number of doubles in a vector.</summary>
    static abstract int Count
    {
        [RealTimeSafe]
        get;
    }

    /// <summary>The vector that begins this many doubles behind a place in memory.</summary>
    [RealTimeSafe]
    static abstract TVector Load(ref double memory, nint offset);

    /// <summary>Stores a vector this many doubles behind a place in memory.</summary>
    [RealTimeSafe]
    static abstract void Store(TVector vector, ref double memory, nint offset);

    /// <summary>A vector that holds one value in all lanes.</summary>
    [RealTimeSafe]
    static abstract TVector Fill(double value);

    /// <summary>left × right + addend, rounded once where the processor has it.</summary>
    [RealTimeSafe]
    static abstract TVector MultiplyAdd(TVector left, TVector right, TVector addend);

    /// <summary>The sums of all lanes of two vectors.</summary>
    [RealTimeSafe]
    static abstract Vector128<double> Sums(TVector first, TVector second);
}

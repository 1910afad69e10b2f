// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.CompilerServices;
using NetJack2.RealTime;

namespace NetJack2.Resampling.Filters;

/// <summary>The coefficients for any position between two input frames: a table of cubics in the position.</summary>
/// <remarks>
/// The way from one frame to the next is cut into <see cref="Phases"/> parts. In each, every tap's coefficient is a polynomial of third
/// degree through the filter's values at the Chebyshev points. Its error falls with the fourth power of the number of parts, so that the
/// table stays in a near cache: 64 KB for 64 taps.
/// Immutable, shared by any number of threads.
/// </remarks>
internal sealed class PolyphaseFilter
{
    private const int Phases = 32;
    private const int Terms = 4;

    private readonly AlignedMemory _table;

    /// <summary>Computes the table. Not real-time safe: takes milliseconds.</summary>
    public PolyphaseFilter(FilterShape shape)
    {
        Taps = shape.Taps;
        _table = new AlignedMemory(Phases * Terms * Taps);
        for (int phase = 0; phase < Phases; phase++)
        {
            for (int tap = 0; tap < Taps; tap++)
                Fit(shape, phase, tap);
        }
    }

    /// <summary>Input frames that an output frame is made of: a multiple of 8.</summary>
    public int Taps { get; }

    /// <summary>The coefficients for a position between two frames.</summary>
    /// <param name="fraction">0 up to, but not including, 1: how far behind the frame that tap ½·<see cref="Taps"/> − 1 belongs to.</param>
    /// <param name="coefficients">Where <see cref="Taps"/> of them are put.</param>
    [RealTimeSafe]
    public void Interpolate<TVector, TLanes>(double fraction, ref double coefficients)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        double scaled = fraction * Phases;
        int phase = Math.Min((int)scaled, Phases - 1);
        TVector at = TLanes.Fill((2 * (scaled - phase)) - 1);
        int taps = Taps;
        ref double constant = ref Unsafe.Add(ref _table.First, phase * Terms * taps);
        ref double linear = ref Unsafe.Add(ref constant, taps);
        ref double square = ref Unsafe.Add(ref constant, 2 * taps);
        ref double cubic = ref Unsafe.Add(ref constant, 3 * taps);
        for (int tap = 0; tap < taps; tap += TLanes.Count)
        {
            TVector value = TLanes.MultiplyAdd(TLanes.Load(ref cubic, tap), at, TLanes.Load(ref square, tap));
            value = TLanes.MultiplyAdd(value, at, TLanes.Load(ref linear, tap));
            value = TLanes.MultiplyAdd(value, at, TLanes.Load(ref constant, tap));
            TLanes.Store(value, ref coefficients, tap);
        }
    }

    // Chebyshev's series c0 + c1·T1 + c2·T2 + c3·T3 on −1 … 1, written as a polynomial.
    private void Fit(FilterShape shape, int phase, int tap)
    {
        Span<double> series = stackalloc double[Terms];
        series.Clear();
        for (int node = 0; node < Terms; node++)
        {
            double angle = Math.PI * ((2 * node) + 1) / (2 * Terms);
            double fraction = (phase + ((1 + Math.Cos(angle)) / 2)) / Phases;
            double value = shape.At(tap - ((Taps / 2) - 1) - fraction);
            for (int term = 0; term < Terms; term++)
                series[term] += value * Math.Cos(term * angle) * (term == 0 ? 1 : 2) / Terms;
        }
        Span<double> row = _table.Slice(phase * Terms * Taps, Terms * Taps);
        row[tap] = series[0] - series[2];
        row[Taps + tap] = series[1] - (3 * series[3]);
        row[(2 * Taps) + tap] = 2 * series[2];
        row[(3 * Taps) + tap] = 4 * series[3];
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.RealTime;

namespace NetJack2.Resampling.Filters;

/// <summary>Doubles that begin at a cache line and stay where they are.</summary>
internal readonly struct AlignedMemory
{
    private const int CacheLine = 64;

    private readonly double[] _array;
    private readonly int _start;

    /// <summary>Allocates doubles that are 0. Not real-time safe.</summary>
    public AlignedMemory(int length)
    {
        _array = GC.AllocateArray<double>(length + (CacheLine / sizeof(double)), pinned: true);
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(_array, 0);
        _start = (int)((-address & (CacheLine - 1)) / sizeof(double));
        Length = length;
    }

    /// <summary>Number of doubles, without those for alignment.</summary>
    public int Length { get; }

    /// <summary>The first element, at the start of a cache line.</summary>
    public ref double First => ref _array[_start];

    /// <summary>Returns a range of the elements.</summary>
    [RealTimeSafe]
    public Span<double> Slice(int start, int length) => _array.AsSpan(_start, Length).Slice(start, length);
}

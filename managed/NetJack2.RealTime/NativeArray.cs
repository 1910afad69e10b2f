// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;

namespace NetJack2.RealTime;

/// <summary>An array outside of the runtime's heap: the collector neither moves nor walks it, and it is given back when it is disposed of.</summary>
/// <remarks>Not thread-safe. Whoever disposes of it sees to it that no cycle uses it any more; it is empty afterwards.</remarks>
/// <typeparam name="T">Numbers, or structures of them.</typeparam>
public sealed unsafe class NativeArray<T> : IDisposable
    where T : unmanaged
{
    // A cache line: two arrays that different threads use share none.
    private const int Alignment = 64;

    private T* _first;

    /// <summary>Not real-time safe.</summary>
    /// <param name="length">How many elements; their values are anything.</param>
    /// <exception cref="OutOfMemoryException">The system gives no memory.</exception>
    public NativeArray(int length)
    {
        _first = length == 0 ? null : (T*)NativeMemory.AlignedAlloc(checked((nuint)length * (nuint)sizeof(T)), Alignment);
        Length = length;
    }

    /// <summary>Gives back what nobody has disposed of.</summary>
    ~NativeArray() => Free();

    /// <summary>How many elements.</summary>
    public int Length { get; private set; }

    /// <summary>All elements.</summary>
    public Span<T> Span
    {
        [RealTimeSafe]
        get => new(_first, Length);
    }

    /// <summary>An array of zeros. Not real-time safe.</summary>
    public static NativeArray<T> OfZeros(int length)
    {
        var array = new NativeArray<T>(length);
        array.Span.Clear();
        return array;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        Length = 0;
        NativeMemory.AlignedFree(_first);
        _first = null;
    }
}

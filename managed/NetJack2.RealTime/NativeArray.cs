// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;

namespace NetJack2.RealTime;

/// <summary>An array outside of the runtime's heap: the collector neither moves nor walks it,
/// and it is freed when it is disposed of.</summary>
/// <remarks>Not thread-safe. The caller of Dispose makes sure that no cycle uses it any more; it is empty afterwards.</remarks>
/// <typeparam name="T">Numbers, or structures of them.</typeparam>
public sealed unsafe class NativeArray<T> : IDisposable
    where T : unmanaged
{
    private readonly NativeBlock _block;
    private T* _first;

    /// <summary>Allocates the array, aligned to 64 bytes. Not real-time safe.</summary>
    /// <param name="length">Number of elements, 0 or more.</param>
    /// <param name="isCleared">Whether they are 0; otherwise they are anything, and memory that is not used is not touched.</param>
    /// <exception cref="OutOfMemoryException">The system gives no memory.</exception>
    public NativeArray(int length, bool isCleared = false)
    {
        _block = new NativeBlock(checked((nuint)length * (nuint)sizeof(T)));
        _first = (T*)_block.Address;
        Length = length;
        if (isCleared)
            Span.Clear();
    }

    /// <summary>Number of elements; 0 after Dispose.</summary>
    public int Length { get; private set; }

    /// <summary>All elements, in place. Not to be used after Dispose, which frees them.</summary>
    public Span<T> Span
    {
        [RealTimeSafe]
        get => new(_first, Length);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Length = 0;
        _first = null;
        _block.Dispose();
    }

    // Also frees an array that was not disposed of.
    private sealed class NativeBlock : SafeHandle
    {
        // A cache line: two arrays that different threads use share none.
        private const int Alignment = 64;

        public NativeBlock(nuint size)
            : base(0, ownsHandle: true) => SetHandle(size == 0 ? 0 : (nint)NativeMemory.AlignedAlloc(size, Alignment));

        public void* Address => (void*)handle;

        public override bool IsInvalid => handle == 0;

        protected override bool ReleaseHandle()
        {
            NativeMemory.AlignedFree((void*)handle);
            return true;
        }
    }
}

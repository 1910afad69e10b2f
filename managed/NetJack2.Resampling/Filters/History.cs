// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NetJack2.RealTime;

namespace NetJack2.Resampling.Filters;

/// <summary>The last input frames of all channels, as doubles, channel by channel. Frames have numbers that only grow.</summary>
/// <remarks>Used by one thread.</remarks>
internal sealed class History
{
    private readonly AlignedMemory _memory;
    private readonly int _kept;
    private readonly int _maxBlock;
    private int _filled;

    /// <summary>Allocates the rows. Not real-time safe.</summary>
    /// <param name="channels">Channels. There are rows for an even number of them, the last of which may stay silent.</param>
    /// <param name="kept">Frames that are there for sure, when that many have been written.</param>
    /// <param name="maxBlock">The most frames that are written at once.</param>
    public History(int channels, int kept, int maxBlock)
    {
        _kept = kept;
        _maxBlock = maxBlock;
        Rows = (channels + 1) & ~1;
        // Moving what is kept to the front costs little if there is room for many blocks. The odd multiple of a cache line keeps the rows
        // from falling into the same cache sets.
        int length = (3 * (kept + maxBlock)) + (4 * 8);
        Stride = ((length / 8) | 1) * 8;
        _memory = new AlignedMemory(Rows * Stride);
        Reset(0);
    }

    /// <summary>Rows of memory: the number of channels, rounded up to an even one.</summary>
    public int Rows { get; }

    /// <summary>Doubles from a channel's frame to the same frame of the next channel.</summary>
    public int Stride { get; }

    /// <summary>The number of the first frame that is there.</summary>
    public long Begin { get; private set; }

    /// <summary>The number of the next frame that is written.</summary>
    public long End => Begin + _filled;

    /// <summary>The first channel's frame <see cref="Begin"/>, at the start of a cache line.</summary>
    public ref double First => ref _memory.First;

    /// <summary>Silence before the frame with this number, which is the next one.</summary>
    [RealTimeSafe]
    public void Reset(long next)
    {
        // In a JACK cycle: what lies behind is finite, and multiplied by zero where it is read at all.
        for (int row = 0; row < Rows; row++)
            _memory.Slice(row * Stride, _kept).Clear();
        Begin = next - _kept;
        _filled = _kept;
    }

    /// <summary>The next frames of a channel, without moving on; at most the largest block.
    /// What is no finite number is taken as silence.</summary>
    [RealTimeSafe]
    public void Write(int channel, ReadOnlySpan<float> samples)
    {
        Span<double> room = _memory.Slice((channel * Stride) + _filled, samples.Length);
        int frame = 0;
        for (; frame <= samples.Length - Vector128<float>.Count; frame += Vector128<float>.Count)
        {
            Vector128<float> four = Vector128.LoadUnsafe(in MemoryMarshal.GetReference(samples), (nuint)frame);
            // Infinity times a coefficient of zero is NaN, which would be audible and stay.
            four &= Vector128.IsFinite(four);
            (Vector128<double> first, Vector128<double> second) = Vector128.Widen(four);
            first.StoreUnsafe(ref MemoryMarshal.GetReference(room), (nuint)frame);
            second.StoreUnsafe(ref MemoryMarshal.GetReference(room), (nuint)frame + (nuint)Vector128<double>.Count);
        }
        for (; frame < samples.Length; frame++)
            room[frame] = float.IsFinite(samples[frame]) ? samples[frame] : 0;
    }

    /// <summary>Moves on by as many frames as have been written for each channel.</summary>
    [RealTimeSafe]
    public void Commit(int frames)
    {
        _filled += frames;
        // The convolution reads up to a vector more than it needs, times zero.
        if (_filled + _maxBlock + 8 <= Stride)
            return;
        int dropped = _filled - _kept;
        for (int row = 0; row < Rows; row++)
            _memory.Slice((row * Stride) + dropped, _kept).CopyTo(_memory.Slice(row * Stride, _kept));
        Begin += dropped;
        _filled = _kept;
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using System.Numerics;
using NetJack2.RealTime;

namespace NetJack2.Resampling.Bridge;

/// <summary>Samples of many channels on their way from one thread to another, addressed by frame numbers of the far clock.</summary>
/// <remarks>
/// One thread writes and publishes, one reads. There is no fill level that could drift: the reader names the frames that it wants, and
/// a frame is there or it is not. Wait-free.
/// </remarks>
internal sealed class FrameRing
{
    private readonly float[] _samples;
    private readonly int _capacity;
    private readonly int _kept;
    private long _begin;
    private long _end;

    /// <summary>Not real-time safe.</summary>
    /// <param name="channels">Channels, 0 or more.</param>
    /// <param name="frames">Frames that stay readable behind the newest.</param>
    /// <param name="maxBlock">The most frames that are written at once.</param>
    public FrameRing(int channels, int frames, int maxBlock)
    {
        _kept = frames;
        _capacity = (int)BitOperations.RoundUpToPowerOf2((uint)(frames + maxBlock));
        _samples = GC.AllocateArray<float>(channels * _capacity, pinned: true);
    }

    /// <summary>The frames that can be read: from <paramref name="begin"/> to the one before <paramref name="end"/>; none where the end is
    /// not behind the beginning. Reader.</summary>
    [RealTimeSafe]
    public void GetRange(out long begin, out long end)
    {
        long before = Volatile.Read(ref _end);
        begin = Math.Max(Volatile.Read(ref _begin), before - _kept);
        // A beginning that lies before an end of earlier times makes no stretch with it.
        end = Math.Min(before, Volatile.Read(ref _end));
    }

    /// <summary>Puts samples of a channel at a frame. Writer.</summary>
    [RealTimeSafe]
    public void Write(int channel, long frame, ReadOnlySpan<float> samples)
    {
        int at = (int)(frame & (_capacity - 1));
        int first = Math.Min(samples.Length, _capacity - at);
        Span<float> room = _samples.AsSpan(channel * _capacity, _capacity);
        samples[..first].CopyTo(room[at..]);
        samples[first..].CopyTo(room);
    }

    /// <summary>Makes the frames before <paramref name="end"/> readable: all channels have been written up to it. Writer.</summary>
    [RealTimeSafe]
    public void Publish(long end) => Volatile.Write(ref _end, end);

    /// <summary>Begins anew at a frame that need not follow the last one; everything before it is discarded. Writer.</summary>
    [RealTimeSafe]
    public void Begin(long frame)
    {
        // A reader sees an empty stretch until the next Publish, whatever of this it sees first.
        Volatile.Write(ref _end, Math.Min(_end, frame));
        Volatile.Write(ref _begin, frame);
        Volatile.Write(ref _end, frame);
    }

    /// <summary>A sample at a frame; any earlier sample where <see cref="GetRange"/> does not include the frame. Reader.</summary>
    [RealTimeSafe]
    public float At(int channel, long frame) => _samples[(channel * _capacity) + (int)(frame & (_capacity - 1))];
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Link.Links;

/// <summary>Numbers the cycles of a server for all slaves of its manager alike: docs/protocol-extension.md, "Mesh".</summary>
/// <remarks>
/// The clients of a server see one frame time in a cycle, whenever in the cycle they run. It grows by a period from cycle to cycle, also
/// where an xrun was, and wraps around after a day.
/// </remarks>
/// <param name="first">The number of the cycle at frame 0: random, so that no two servers, and no two runs of one, agree.</param>
public sealed class CommonClock(uint first)
{
    // A place in the count of frames from which it can be counted on for half of its range.
    private const uint LongestCount = 1u << 28;

    // Frame and number of one cycle, in one word: several threads read it while the control thread replaces it.
    private long _known = first;

    /// <summary>The number of the cycle that begins with this frame. Any thread.</summary>
    /// <param name="frame">JACK's frame time.</param>
    /// <param name="period">Frames in a cycle.</param>
    [RealTimeSafe]
    public uint CycleAt(uint frame, int period)
    {
        ulong known = (ulong)Volatile.Read(ref _known);
        // The control thread may have counted on since the frame was asked for.
        int ahead = (int)(frame - (uint)(known >> 32));
        return (uint)known + (uint)(ahead >= 0 ? ahead / period : -((period - 1 - ahead) / period));
    }

    /// <summary>Counts on from a later cycle, before the count of frames comes around. Control thread, at least once an hour.</summary>
    /// <param name="frame">JACK's frame time.</param>
    /// <param name="period">Frames in a cycle.</param>
    public void Follow(uint frame, int period)
    {
        ulong known = (ulong)Volatile.Read(ref _known);
        uint cycles = (frame - (uint)(known >> 32)) / (uint)period;
        if (cycles * (ulong)period < LongestCount)
            return;
        uint start = (uint)(known >> 32) + (cycles * (uint)period);
        Volatile.Write(ref _known, (long)(((ulong)start << 32) | (uint)((uint)known + cycles)));
    }
}

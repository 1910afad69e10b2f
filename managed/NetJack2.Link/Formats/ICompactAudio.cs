// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;
using NetJack2.Link.Ports;
using NetJack2.Protocol;
using NetJack2.RealTime;

namespace NetJack2.Link.Formats;

/// <summary>The encoding of the audio in cycle packets: for each active port a block of bytes.</summary>
internal interface ICompactAudio : IDisposable
{
    /// <summary>The most bytes of a block.</summary>
    int MaxBlockSize { get; }

    /// <summary>Bytes of a frame; 0 where a decoder fills in for what is lost.</summary>
    int FrameBytes
    {
        [RealTimeSafe]
        get;
    }

    /// <summary>Bytes of a port's block in a cycle: a multiple of 4.</summary>
    [RealTimeSafe]
    int SizeOf(uint cycle, int port);

    /// <summary>Encodes a port's samples. Returns its block, which is valid until the next call.</summary>
    [RealTimeSafe]
    ReadOnlySpan<byte> Encode(uint cycle, int port, ReadOnlySpan<float> samples);

    /// <summary>Fills the connected ports. What has not come is zero in the slot's blocks.</summary>
    /// <returns>How many samples a decoder made up.</returns>
    [RealTimeSafe]
    int Deliver(uint cycle, CycleSlot? slot, PortSet connected, IPortBuffers ports);

    // Only codecs have more than memory of the runtime.
    void IDisposable.Dispose()
    {
    }
}

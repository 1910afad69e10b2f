// SPDX-License-Identifier: GPL-2.0-or-later
using System.Numerics;
using NetJack2.RealTime;

namespace NetJack2.Protocol.Extension;

/// <summary>Which codec frames a cycle carries between two netjack2-cs peers: docs/protocol-extension.md, "Opus".</summary>
/// <remarks>
/// A codec's frames have their own length, so a cycle completes none, one or several. Everything follows from the cycle's number, so
/// that a loss shifts nothing. Port p counts as if it were p cycles further: the ports' frames are spread over the cycles.
/// </remarks>
/// <param name="Period">Frames in a cycle.</param>
/// <param name="FrameSize">Samples of a codec frame.</param>
public readonly record struct CodedFrames(int Period, int FrameSize)
{
    /// <summary>The frame size for a period, in samples: 240 where that divides it, else 120.</summary>
    public static int FrameSizeFor(int period) => period % 240 == 0 ? 240 : 120;

    /// <summary>Bytes of a coded frame at a bit rate in kilobits (of 1024 bits) per second: a multiple of 4, <see cref="MinCodeSize"/> or
    /// more.</summary>
    public static int CodeSizeFor(int kilobits, int frameSize, int sampleRate) =>
        Math.Clamp((int)((((long)kilobits * frameSize * 1024) + (sampleRate * 16L)) / (sampleRate * 32L)) * 4, MinCodeSize, MaxCodeSize);

    /// <summary>The shortest coded frame, in bytes.</summary>
    public const int MinCodeSize = 12;

    /// <summary>The longest coded frame, in bytes: a packet of Opus holds 1275, and this is a multiple of 4.</summary>
    public const int MaxCodeSize = 1272;

    /// <summary>Samples by which the receiver plays later than the sender coded, besides the codec's look-ahead.</summary>
    public int Delay => FrameSize - (int)BigInteger.GreatestCommonDivisor(Period, FrameSize);

    /// <summary>The most frames of a port in a cycle.</summary>
    public int MaxFrames => (Period + Delay) / FrameSize;

    /// <summary>The most frames that several ports together complete in one cycle.</summary>
    public int MostCompleted(int ports)
    {
        int most = 0;
        for (uint cycle = 0; cycle < (uint)FrameSize; cycle++) // then everything repeats
        {
            int frames = 0;
            for (int port = 0; port < ports; port++)
                frames += Completed(cycle, port);
            most = Math.Max(most, frames);
        }
        return most;
    }

    /// <summary>Samples of a port that wait for the rest of their frame when the cycle begins: 0…<see cref="FrameSize"/> - 1.</summary>
    [RealTimeSafe]
    public int Held(uint cycle, int port) => (int)(((ulong)cycle + (uint)port) * (uint)Period % (uint)FrameSize);

    /// <summary>Frames of a port that the cycle completes.</summary>
    [RealTimeSafe]
    public int Completed(uint cycle, int port) => (Held(cycle, port) + Period) / FrameSize;
}

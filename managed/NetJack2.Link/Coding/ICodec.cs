// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Link.Coding;

/// <summary>A codec as a session uses it: frames of one length, for one channel each.</summary>
/// <remarks>Control thread. What it creates is used by the thread that runs the cycles.</remarks>
public interface ICodec
{
    /// <summary>Samples of a frame: the unit that is encoded and decoded.</summary>
    int FrameSize { get; }

    /// <summary>The most bytes of a frame's code.</summary>
    int CodeSize { get; }

    /// <summary>Samples by which decoded audio lags behind what was encoded.</summary>
    int Lookahead { get; }

    /// <summary>Creates an encoder in its initial state.</summary>
    /// <exception cref="CodecException">There is no memory for it.</exception>
    IFrameEncoder CreateEncoder();

    /// <summary>Creates a decoder in its initial state.</summary>
    /// <exception cref="CodecException">There is no memory for it.</exception>
    IFrameDecoder CreateDecoder();
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Link.Coding;

/// <summary>Encodes the frames of one channel, one after the other.</summary>
public interface IFrameEncoder : IDisposable
{
    /// <summary>Encodes a frame.</summary>
    /// <param name="samples">One frame: any floats.</param>
    /// <param name="code">As many bytes as the codec's code has at most.</param>
    /// <returns>Bytes of the code.</returns>
    [RealTimeSafe]
    int Encode(ReadOnlySpan<float> samples, Span<byte> code);

    /// <summary>Resets the codec to its initial state, as after creation.</summary>
    [RealTimeSafe]
    void Reset();
}

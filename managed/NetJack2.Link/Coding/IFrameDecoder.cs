// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Link.Coding;

/// <summary>Decodes the frames of one channel, one after the other.</summary>
public interface IFrameDecoder : IDisposable
{
    /// <summary>Decodes a frame. Invalid code, which any host may send, is concealed like a lost frame.</summary>
    [RealTimeSafe]
    void Decode(ReadOnlySpan<byte> code, Span<float> samples);

    /// <summary>Conceals a lost frame by continuing the last sound.</summary>
    [RealTimeSafe]
    void Conceal(Span<float> samples);

    /// <summary>Resets the codec to its initial state, as after creation.</summary>
    [RealTimeSafe]
    void Reset();
}

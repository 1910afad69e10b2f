// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Coding;
using NetJack2.RealTime;

namespace NetJack2.Host.Codecs;

/// <summary>Concealment of bad and missing code, common to both kinds of Opus decoders.</summary>
internal abstract unsafe class OpusFrameDecoder : IFrameDecoder
{
    [RealTimeSafe]
    public void Decode(ReadOnlySpan<byte> code, Span<float> samples)
    {
        fixed (byte* source = code)
        {
            if (!TryDecode(source, code.Length, samples))
                Conceal(samples);
        }
    }

    [RealTimeSafe]
    public void Conceal(Span<float> samples)
    {
        if (!TryDecode(null, 0, samples))
            samples.Clear();
    }

    [RealTimeSafe]
    public abstract void Reset();

    public abstract void Dispose();

    /// <summary>Decodes a frame; without code, what the decoder makes up for one. False where libopus refuses.</summary>
    [RealTimeSafe]
    protected abstract bool TryDecode(byte* code, int length, Span<float> samples);
}

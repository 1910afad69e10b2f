// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Interop;
using NetJack2.Link.Coding;
using NetJack2.RealTime;

namespace NetJack2.Host.Codecs;

/// <summary>A decoder of a custom mode for one channel.</summary>
internal sealed unsafe class CustomOpusDecoder : OpusFrameDecoder
{
    private readonly int _frameSize;
    private OpusCustomDecoder* _decoder;

    public CustomOpusDecoder(OpusCustomMode* mode, int frameSize)
    {
        int error;
        int lookahead;
        _frameSize = frameSize;
        _decoder = Opus.opus_custom_decoder_create(mode, 1, &error);
        if (_decoder == null)
            throw new CodecException($"libopus makes no custom decoder: error {error}");
        _ = Opus.opus_custom_decoder_ctl_get(_decoder, Opus.OPUS_GET_LOOKAHEAD_REQUEST, &lookahead);
        Lookahead = lookahead;
    }

    /// <summary>Samples by which decoded audio lags behind what was encoded.</summary>
    public int Lookahead { get; }

    [RealTimeSafe]
    public override void Reset() => _ = Opus.opus_custom_decoder_ctl_int(_decoder, Opus.OPUS_RESET_STATE, 0);

    public override void Dispose()
    {
        Opus.opus_custom_decoder_destroy(_decoder);
        _decoder = null;
    }

    [RealTimeSafe]
    protected override bool TryDecode(byte* code, int length, Span<float> samples)
    {
        fixed (float* target = samples)
            return Opus.opus_custom_decode_float(_decoder, code, length, target, _frameSize) == _frameSize;
    }
}

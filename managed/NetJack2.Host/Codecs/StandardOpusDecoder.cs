// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Interop;
using NetJack2.Link.Coding;
using NetJack2.RealTime;

namespace NetJack2.Host.Codecs;

/// <summary>A decoder of standard Opus for one channel.</summary>
internal sealed unsafe class StandardOpusDecoder : OpusFrameDecoder
{
    private readonly int _frameSize;
    private OpusDecoder* _decoder;

    public StandardOpusDecoder(int frameSize)
    {
        int error;
        _frameSize = frameSize;
        _decoder = Opus.opus_decoder_create(StandardOpus.SampleRate, 1, &error);
        if (_decoder == null)
            throw new CodecException($"libopus makes no decoder: error {error}");
    }

    [RealTimeSafe]
    public override void Reset() => _ = Opus.opus_decoder_ctl_int(_decoder, Opus.OPUS_RESET_STATE, 0);

    public override void Dispose()
    {
        Opus.opus_decoder_destroy(_decoder);
        _decoder = null;
    }

    [RealTimeSafe]
    protected override bool TryDecode(byte* code, int length, Span<float> samples)
    {
        fixed (float* target = samples)
            return Opus.opus_decode_float(_decoder, code, length, target, _frameSize, 0) == _frameSize;
    }
}

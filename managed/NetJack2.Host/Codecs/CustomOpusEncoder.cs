// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Interop;
using NetJack2.Link.Coding;
using NetJack2.Protocol.Audio;
using NetJack2.RealTime;

namespace NetJack2.Host.Codecs;

/// <summary>An encoder of a custom mode for one channel, at a constant bit rate.</summary>
internal sealed unsafe class CustomOpusEncoder : IFrameEncoder
{
    private readonly float[] _samples;
    private OpusCustomEncoder* _encoder;

    public CustomOpusEncoder(OpusCustomMode* mode, int frameSize, int bitRate, int complexity)
    {
        int error;
        _encoder = Opus.opus_custom_encoder_create(mode, 1, &error);
        if (_encoder == null)
            throw new CodecException($"libopus makes no custom encoder: error {error}");
        _ = Opus.opus_custom_encoder_ctl_int(_encoder, Opus.OPUS_SET_BITRATE_REQUEST, bitRate);
        _ = Opus.opus_custom_encoder_ctl_int(_encoder, Opus.OPUS_SET_COMPLEXITY_REQUEST, complexity);
        _samples = GC.AllocateArray<float>(frameSize, pinned: true);
    }

    [RealTimeSafe]
    public int Encode(ReadOnlySpan<float> samples, Span<byte> code)
    {
        CodecSamples.Copy(samples, _samples);
        fixed (float* source = _samples)
        fixed (byte* target = code)
        {
            int most = Math.Min(code.Length, CustomOpusLayout.MaxCodeSize);
            return Math.Max(0, Opus.opus_custom_encode_float(_encoder, source, _samples.Length, target, most));
        }
    }

    [RealTimeSafe]
    public void Reset() => _ = Opus.opus_custom_encoder_ctl_int(_encoder, Opus.OPUS_RESET_STATE, 0);

    public void Dispose()
    {
        Opus.opus_custom_encoder_destroy(_encoder);
        _encoder = null;
    }
}

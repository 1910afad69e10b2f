// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Interop;
using NetJack2.Link.Coding;
using NetJack2.Protocol.Audio;
using NetJack2.RealTime;

namespace NetJack2.Host.Codecs;

/// <summary>An encoder of standard Opus: constant rate, so that each frame's code fills the place that it is given.</summary>
internal sealed unsafe class StandardOpusEncoder : IFrameEncoder
{
    private readonly float[] _samples;
    private OpusEncoder* _encoder;

    public StandardOpusEncoder(int frameSize, int complexity)
    {
        int error;
        _encoder = Opus.opus_encoder_create(StandardOpus.SampleRate, 1, Opus.OPUS_APPLICATION_RESTRICTED_LOWDELAY, &error);
        if (_encoder == null)
            throw new CodecException($"libopus makes no encoder: error {error}");
        _ = Opus.opus_encoder_ctl_int(_encoder, Opus.OPUS_SET_VBR_REQUEST, 0);
        _ = Opus.opus_encoder_ctl_int(_encoder, Opus.OPUS_SET_BITRATE_REQUEST, Opus.OPUS_BITRATE_MAX);
        _ = Opus.opus_encoder_ctl_int(_encoder, Opus.OPUS_SET_COMPLEXITY_REQUEST, complexity);
        int lookahead;
        _ = Opus.opus_encoder_ctl_get(_encoder, Opus.OPUS_GET_LOOKAHEAD_REQUEST, &lookahead);
        Lookahead = lookahead;
        _samples = GC.AllocateArray<float>(frameSize, pinned: true);
    }

    /// <summary>Samples by which decoded audio lags behind what was encoded.</summary>
    public int Lookahead { get; }

    [RealTimeSafe]
    public int Encode(ReadOnlySpan<float> samples, Span<byte> code)
    {
        CodecSamples.Copy(samples, _samples);
        fixed (float* source = _samples)
        fixed (byte* target = code)
            return Math.Max(0, Opus.opus_encode_float(_encoder, source, _samples.Length, target, code.Length));
    }

    [RealTimeSafe]
    public void Reset() => _ = Opus.opus_encoder_ctl_int(_encoder, Opus.OPUS_RESET_STATE, 0);

    public void Dispose()
    {
        Opus.opus_encoder_destroy(_encoder);
        _encoder = null;
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Coding;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;

namespace NetJack2.Host.Codecs;

/// <summary>Standard Opus in its restricted low-delay mode, as netjack2-cs peers use it at any period and rate.</summary>
/// <remarks>Libopus is set to 48000 Hz whatever the rate is: it counts samples, and only the sound's bandwidth follows from it.</remarks>
internal sealed unsafe class StandardOpus : ICodec
{
    public const int SampleRate = 48_000;

    private readonly int _complexity;

    public StandardOpus(SessionParameters session, int complexity)
    {
        _complexity = complexity;
        FrameSize = CodedFrames.FrameSizeFor(session.Period);
        CodeSize = CodedFrames.CodeSizeFor(session.Kilobits, FrameSize, session.SampleRate);
        using StandardOpusEncoder encoder = new(FrameSize, complexity);
        Lookahead = encoder.Lookahead;
    }

    public int FrameSize { get; }

    public int CodeSize { get; }

    public int Lookahead { get; }

    public IFrameEncoder CreateEncoder() => new StandardOpusEncoder(FrameSize, _complexity);

    public IFrameDecoder CreateDecoder() => new StandardOpusDecoder(FrameSize);
}

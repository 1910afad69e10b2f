// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics.CodeAnalysis;
using NetJack2.Interop;
using NetJack2.Link.Coding;
using NetJack2.Protocol.Audio;
using NetJack2.Protocol.Session;

namespace NetJack2.Host.Codecs;

/// <summary>A custom mode of Opus whose frames are as long as the period, as jack2 peers use it.</summary>
internal sealed unsafe class CustomOpus : ICodec
{
    // As many as there are usable periods at most. Encoders and decoders of sessions use them, so they stay.
    private static readonly Dictionary<(int SampleRate, int Period), nint> s_modes = [];

    private readonly OpusCustomMode* _mode;
    private readonly int _bitRate;
    private readonly int _complexity;

    private CustomOpus(OpusCustomMode* mode, SessionParameters session, int complexity)
    {
        _mode = mode;
        _bitRate = session.Kilobits * 1024;
        _complexity = complexity;
        FrameSize = session.Period;
        CodeSize = CustomOpusLayout.CodeSize(session.Kilobits, session.Period, session.SampleRate);
        using CustomOpusDecoder decoder = new(mode, FrameSize);
        Lookahead = decoder.Lookahead;
    }

    public int FrameSize { get; }

    public int CodeSize { get; }

    public int Lookahead { get; }

    /// <summary>Opens the codec of a session. Fails where libopus has no mode for its period.</summary>
    public static bool TryOpen(SessionParameters session, int complexity, [NotNullWhen(true)] out CustomOpus? codec)
    {
        codec = null;
        lock (s_modes)
        {
            if (!s_modes.TryGetValue((session.SampleRate, session.Period), out nint mode))
            {
                int error;
                mode = (nint)Opus.opus_custom_mode_create(session.SampleRate, session.Period, &error);
                if (mode == 0)
                    return false;
                s_modes.Add((session.SampleRate, session.Period), mode);
            }
            codec = new CustomOpus((OpusCustomMode*)mode, session, complexity);
            return true;
        }
    }

    public IFrameEncoder CreateEncoder() => new CustomOpusEncoder(_mode, FrameSize, _bitRate, _complexity);

    public IFrameDecoder CreateDecoder() => new CustomOpusDecoder(_mode, FrameSize);
}

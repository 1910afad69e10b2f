// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Session;
using NetJack2.RealTime;

namespace NetJack2.Link.Coding;

/// <summary>The codecs that this host has. Control thread.</summary>
public interface ICodecLibrary
{
    /// <summary>Processor time of the calling thread, in nanoseconds.</summary>
    long ThreadTime { get; }

    /// <summary>The present time: nanoseconds of CLOCK_MONOTONIC.</summary>
    long Now { get; }

    /// <summary>Opens the codec of a session whose encoder is Opus.</summary>
    /// <param name="session">What the two ends agree on: custom modes with jack2, standard Opus between netjack2-cs peers.</param>
    /// <param name="complexity">What the encoder may cost: 0…10.</param>
    Result<ICodec> Open(SessionParameters session, int complexity);
}

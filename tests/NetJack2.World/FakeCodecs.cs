// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Coding;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.RealTime;
using NetJack2.Sessions.Coding;

namespace NetJack2.World;

/// <summary>Codecs that lose nothing: what is decoded is what was encoded, some samples later. They report their delay.</summary>
/// <param name="clock">CLOCK_MONOTONIC; null: it stands still.</param>
internal sealed class FakeCodecs(IMonotonicClock? clock = null) : ICodecLibrary
{
    /// <summary>The reason that it gives instead of opening a codec.</summary>
    public string? Problem { get; set; }

    /// <summary>Nanoseconds that a frame takes at complexity 0; each further step takes as much again.</summary>
    public long FrameTime { get; set; }

    /// <summary>Whether the size of a code depends on the bit rate.</summary>
    public bool DependsOnBitRate { get; set; }

    /// <summary>The complexities that were asked for, in turn.</summary>
    public List<int> Asked { get; } = [];

    /// <summary>Encoders and decoders that were made and not disposed of.</summary>
    public int Alive { get; private set; }

    public long ThreadTime { get; private set; }

    public long Now => clock?.Now ?? 0;

    public Result<ICodec> Open(SessionParameters session, int complexity)
    {
        Asked.Add(complexity);
        if (Problem is not null)
            return new Refusal(Problem);
        return Result.Of<ICodec>(new FakeCodec(
            session.UsesCyclePackets ? CodedFrames.FrameSizeFor(session.Period) : session.Period,
            () => ThreadTime += FrameTime * (1 + complexity),
            change => Alive += change,
            DependsOnBitRate ? session.Kilobits : 0));
    }

    /// <summary>The codec of a session, for links that are made without a handshake.</summary>
    public static PreparedCoding Prepare(SessionParameters session)
    {
        return SessionCoding.Prepare(session, new FakeCodecs(), isMaster: true, 1).TryGet(out PreparedCoding? coding, out Refusal? refusal)
            ? coding
            : throw new AssertionException(refusal.ToString());
    }
}

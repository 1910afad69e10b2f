// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Coding;
using NetJack2.Protocol.Audio;
using NetJack2.Protocol.Session;
using NetJack2.Protocol.Wire;
using NetJack2.RealTime;

namespace NetJack2.Sessions.Coding;

/// <summary>Decides, before a session begins, whether and how its audio can be coded.</summary>
public static class SessionCoding
{
    // Less than this is no code: a length and nothing behind it.
    private const int MinCodeSize = 8;

    /// <summary>Prepares the coding of a session. Control thread.</summary>
    /// <param name="session">What the two ends agree on.</param>
    /// <param name="library">The codecs of this host.</param>
    /// <param name="isMaster">Which end this is.</param>
    /// <param name="available">The share of each period that is left for coding.</param>
    /// <returns>The prepared coding, or why there can be no such session.</returns>
    public static Result<PreparedCoding> Prepare(SessionParameters session, ICodecLibrary library, bool isMaster, double available)
    {
        if (!session.UsesCyclePackets && CheckJack2(session) is { } refusal)
            return refusal;
        return session.Encoder == SampleEncoder.Opus
            ? CodecLoad.Fit(session, library, isMaster, available)
            : new PreparedCoding(session, null, 0);
    }

    // What jack2's layouts cannot hold, or would not survive, is refused before anything is sent (D-07, D-14).
    private static Refusal? CheckJack2(SessionParameters session) => session.Encoder switch
    {
        SampleEncoder.Int16 => CheckInt16(session, session.SendAudio) ?? CheckInt16(session, session.ReturnAudio),
        SampleEncoder.Opus => CheckPeriod(session) ?? CheckOpus(session, session.SendAudio) ?? CheckOpus(session, session.ReturnAudio),
        _ => null,
    };

    private static Refusal? CheckInt16(SessionParameters session, int ports)
    {
        if (ports == 0)
            return null;
        var layout = new Int16Layout(ports, session.Period, session.Mtu);
        if (layout.FramesCarried == 0)
        {
            return new Refusal(
                $"{ports} channels of int16 do not fit into packets of jack2 at {session.Period} frames",
                "use fewer channels or float");
        }
        return CheckSize(layout.Pieces, session);
    }

    private static Refusal? CheckPeriod(SessionParameters session)
    {
        ReadOnlySpan<int> periods = CustomOpusLayout.UsablePeriods(session.SampleRate);
        if (periods.IndexOf(session.Period) >= 0)
            return null;
        string usable = periods.IsEmpty
            ? "none at this sample rate; there are some at 44100, 48000 and 96000 Hz"
            : string.Join(", ", periods.ToArray());
        return new Refusal(
            $"with jack2 on the other side Opus does not work at {session.Period} frames and {session.SampleRate} Hz "
                + "(most versions of jack2 would crash)",
            $"periods that work: {usable}");
    }

    private static Refusal? CheckOpus(SessionParameters session, int ports)
    {
        if (ports == 0)
            return null;
        PieceLayout pieces = CustomOpusLayout.Pieces(ports, session.Kilobits, session.Period, session.SampleRate, session.Mtu);
        if (pieces.BlockSize < MinCodeSize + CustomOpusLayout.LengthSize || pieces.PieceSize < CustomOpusLayout.LengthSize)
        {
            return new Refusal(
                $"{session.Kilobits} kbit/s are too few for Opus at {session.Period} frames and {session.SampleRate} Hz",
                "raise -O on the slave");
        }
        return CheckSize(pieces, session);
    }

    private static Refusal? CheckSize(PieceLayout pieces, SessionParameters session) => pieces.Fits(session.Mtu)
        ? null
        : new Refusal(
            $"{pieces.Ports} channels at {session.Period} frames make packets of "
                + $"{pieces.MaxPacketSize + DatagramOverhead.IpAndUdp} bytes in the layout of jack2, which "
                + $"exceed the MTU of {session.Mtu} and the buffers of jack2",
            "use another number of channels, another -M, or netjack2-cs on both sides");
}

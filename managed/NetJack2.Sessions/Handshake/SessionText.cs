// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;
using NetJack2.Link.Links;
using NetJack2.Protocol.Session;
using NetJack2.Protocol.Wire;
using NetJack2.RealTime;
using NetJack2.Statistics;

namespace NetJack2.Sessions.Handshake;

/// <summary>Sessions and what they counted, for log lines.</summary>
public static class SessionText
{
    /// <summary>The session's parameters in one line.</summary>
    public static string Describe(SessionParameters session) =>
        $"{session.SendAudio} audio and {session.SendMidi} MIDI to the slave, {session.ReturnAudio} and {session.ReturnMidi} back, "
        + $"{session.SampleRate} Hz, {session.Period} frames, latency {session.Latency}{DescribeCopies(session)}, MTU {session.Mtu}, "
        + $"{DescribeEncoder(session)}, {(session.SlaveSync ? "sync" : "async")}, "
        + (session.UsesCyclePackets ? "extended protocol" : "jack2 protocol");

    private static string DescribeCopies(SessionParameters session) =>
        session.UsesCyclePackets && session.Copies != 0 ? $", redundancy {session.Copies}" : "";

    private static string DescribeEncoder(SessionParameters session) => session.Encoder switch
    {
        SampleEncoder.Int16 => "int16",
        SampleEncoder.Opus => $"Opus at {session.Kilobits} kbit/s",
        _ => "float",
    };

    /// <summary>What jack2 peer keeps a session from carrying, in one line; nothing where it carries everything.</summary>
    public static string? DescribeShortfall(LinkChannel channel)
    {
        if (channel.Jack2Format is not { } format)
            return null;
        if (channel.Session.Encoder == SampleEncoder.Int16)
            return Int16Text.DescribeShortfall(channel.Session, isSlave: channel.IncomingParameters.Stream == StreamDirection.Send);
        int there = channel.OutgoingParameters.Audio;
        int back = channel.IncomingParameters.Audio;
        return format.MaxSendablePorts >= there && format.MaxAskablePorts >= back
            ? null
            : $"With jack2 on the other side and an MTU of {channel.Session.Mtu}, at most {format.MaxSendablePorts} of {there} "
                + $"audio ports can be sent at once and {format.MaxAskablePorts} of {back} received when all are connected; "
                + "connect fewer, raise -M, or use netjack2-cs there too";
    }

    /// <summary>What a session that has ended did, in one line.</summary>
    public static string Describe(LinkCounters counters, MemoryWatch memory) =>
        $"{memory.Describe()}; {Account(counters.Values)}";

    private static string Account(in SessionCounters counters) =>
        $"{counters.Cycles} cycles, {counters.Sent} packets sent{IfAny(counters.SendFailures, "not sent")}, "
        + $"{counters.Received} packets received, {counters.Lost} lost"
        + IfAny(counters.ConcealedFrames, "samples concealed")
        + IfAny(counters.Late, "late")
        + IfAny(counters.Duplicate, "duplicate")
        + IfAny(counters.Reordered, "reordered")
        + IfAny(counters.Foreign, "foreign")
        + IfAny(counters.Malformed, "malformed")
        + IfAny(counters.Recovered, "recovered")
        + IfAny(counters.MidiDropped, "MIDI events dropped")
        + IfAny(counters.MidiRecovered, "MIDI events recovered")
        + IfAny(counters.NotesEnded, "notes ended");

    private static string IfAny(long number, string what) => number > 0 ? $", {number} {what}" : "";
}

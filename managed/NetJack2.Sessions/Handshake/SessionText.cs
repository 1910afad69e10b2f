// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;
using NetJack2.Link.Links;
using NetJack2.Protocol.Extension;
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
        + $"{session.SampleRate} Hz, {session.Period} frames, latency {DescribeLatency(session)}{DescribeCopies(session)}, "
        + $"MTU {session.Mtu}, {DescribeEncoder(session)}, {(session.SlaveSync ? "sync" : "async")}, "
        + (session.UsesCyclePackets ? "extended protocol" : "jack2 protocol");

    /// <summary>Its latency: "5", or "2 (auto, up to 30)".</summary>
    private static string DescribeLatency(SessionParameters session) => !session.IsLatencyAutomatic
        ? $"{session.Latency}"
        : $"{session.Latency} ({(session.LatencyMode == LatencyMode.Stable ? "auto:stable" : "auto")}, up to {session.MostLatency})";

    private static string DescribeCopies(SessionParameters session) =>
        session.UsesCyclePackets && session.Copies != 0 ? $", redundancy {session.Copies}" : "";

    /// <summary>Returns the name of the encoding, as the option has it.</summary>
    public static string DescribeEncoder(SessionParameters session) => session.Encoder switch
    {
        SampleEncoder.Int16 => "int16",
        SampleEncoder.Opus => $"Opus at {session.Kilobits} kbit/s",
        _ => "float",
    };

    /// <summary>Returns the features that a peer other than netjack2-cs keeps a session from using, one line each.</summary>
    public static IEnumerable<string> DescribeShortfalls(LinkChannel channel)
    {
        if (channel.Jack2Format is not { } format)
            yield break;
        if (channel.Session.Encoder == SampleEncoder.Int16)
        {
            bool isSlave = channel.IncomingParameters.Stream == StreamDirection.Send;
            if (Int16Text.DescribeShortfall(channel.Session, isSlave) is { } shortfall)
                yield return shortfall;
            yield break;
        }
        int there = channel.OutgoingParameters.Audio;
        int back = channel.IncomingParameters.Audio;
        if (format.MaxSendablePorts < there || format.MaxAskablePorts < back)
        {
            yield return $"With jack2 on the other side and an MTU of {channel.Session.Mtu}, at most {format.MaxSendablePorts} "
                + $"of {there} audio ports can be sent at once and {format.MaxAskablePorts} of {back} received when all are connected; "
                + "connect fewer, raise -M, or use netjack2-cs there too";
        }
        if (format.MaxCommonPorts < there)
        {
            yield return $"PipeWire after 1.6 plays none of more than {format.MaxCommonPorts} audio ports that are sent at once, "
                + $"of {there}; if it is the other side, connect fewer or raise its net.mtu";
        }
    }

    /// <summary>Returns a summary of a session that has ended, in one line.</summary>
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

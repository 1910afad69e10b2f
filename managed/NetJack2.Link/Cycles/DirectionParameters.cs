// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Midi;
using NetJack2.Protocol.Session;
using NetJack2.Protocol.Wire;

namespace NetJack2.Link.Cycles;

/// <summary>One direction of a session, as its cycles are built.</summary>
/// <param name="Stream">Which way the packets go.</param>
/// <param name="SessionId">The session's number.</param>
/// <param name="Audio">Audio ports of this direction.</param>
/// <param name="Midi">MIDI ports of this direction.</param>
/// <param name="Wantable">Audio ports of the other direction, which this direction's packets can ask for.</param>
/// <param name="Period">Frames in a cycle.</param>
/// <param name="Mtu">Bytes of an IP packet.</param>
/// <param name="HasTransport">Whether packets about the transport may come with it.</param>
public readonly record struct DirectionParameters(
    StreamDirection Stream, uint SessionId, int Audio, int Midi, int Wantable, int Period, int Mtu, bool HasTransport = false)
{
    // A MIDI port buffer holds 32 KiB; more than eight full ones in one cycle is no music, and every slot of a window has such a place.
    private const int MaxMidiCapacity = 8 * MidiImageHeader.PortBufferSize;

    /// <summary>How many bytes of an IP packet are headers of IP and UDP.</summary>
    public int Overhead { get; init; } = DatagramOverhead.IpAndUdp;

    /// <summary>The encoding of the samples on the wire.</summary>
    public SampleEncoder Encoder { get; init; }

    /// <summary>Whether packets that repeat MIDI come with it.</summary>
    public bool RepeatsMidi { get; init; }

    /// <summary>In how many later cycles each packet is sent again, 0…4.</summary>
    public int Copies { get; init; }

    /// <summary>Whether packets are sent again on request.</summary>
    public bool Resends { get; init; }

    /// <summary>The greatest latency that a packet may state, in cycles; 0 where none may state one.</summary>
    public int MostLatency { get; init; }

    /// <summary>Whether packets with what the sender has measured may come with it.</summary>
    public bool HasReports { get; init; }

    /// <summary>Whether the end that receives decides by its own cycles which one is due; a slave follows its master instead.</summary>
    public bool IsPacedByReceiver { get; init; }

    /// <summary>The session's sample rate in Hz.</summary>
    public int SampleRate { get; init; } = 48_000;

    /// <summary>The length of the cycle as the headers of jack2's format give it.</summary>
    /// <remarks>jack2 that converts int16 counts the frames with this field:
    /// with "the whole period" it plays silence (D-09).</remarks>
    public uint HeaderFrames => Encoder == SampleEncoder.Int16 ? (uint)Period : PacketHeader.WholePeriod;

    /// <summary>Bytes that a slot reserves for the MIDI of one cycle.</summary>
    public int MidiCapacity
        => Midi == 0 ? 0 : Math.Min(MaxMidiCapacity, Midi * (MidiImageHeader.PortBufferSize + MidiImageHeader.TailUnit));

    /// <summary>Returns the parameters of the send direction, from master to slave.</summary>
    public static DirectionParameters Send(SessionParameters session) =>
        new(
            StreamDirection.Send, session.SessionId, session.SendAudio, session.SendMidi, session.ReturnAudio, session.Period, session.Mtu,
            session.SharesTransport)
        {
            Encoder = session.Encoder,
            Overhead = session.Overhead,
            RepeatsMidi = session.RepeatsMidi,
            SampleRate = session.SampleRate,
            Copies = session.UsesCyclePackets ? session.Copies : 0,
            Resends = session.Resends,
            HasReports = session.SharesReports,
            MostLatency = session.IsLatencyAutomatic ? session.MostLatency : 0,
        };

    /// <summary>Returns the parameters of the return direction, from slave to master.</summary>
    public static DirectionParameters Return(SessionParameters session) =>
        new(
            StreamDirection.Return, session.SessionId, session.ReturnAudio, session.ReturnMidi, session.SendAudio, session.Period,
            session.Mtu,
            session.SharesTransport)
        {
            Encoder = session.Encoder,
            Overhead = session.Overhead,
            RepeatsMidi = session.RepeatsMidi,
            SampleRate = session.SampleRate,
            Copies = session.UsesCyclePackets ? session.Copies : 0,
            Resends = session.Resends,
            HasReports = session.SharesReports,
            IsPacedByReceiver = true,
        };
}

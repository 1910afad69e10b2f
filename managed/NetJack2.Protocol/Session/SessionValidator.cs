// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Protocol.Extension;

namespace NetJack2.Protocol.Session;

/// <summary>Checks every field of a handshake packet once, where it comes in from the network.</summary>
/// <remarks>Allocates only for a packet that is accepted, so that a flood of bad ones cannot cause a collection.</remarks>
public static class SessionValidator
{
    /// <summary>Smallest MTU, in bytes: what every IPv4 host must be able to reassemble.</summary>
    public const int MinMtu = 576;

    /// <summary>Largest MTU, in bytes: jumbo frames, jack2's nominal limit.</summary>
    public const int MaxMtu = 9000;

    /// <summary>The MTU of a session whose slave leaves it open, until more or less is known: that of Ethernet.</summary>
    public const int UsualMtu = 1500;

    /// <summary>Most ports of a kind (audio or MIDI) in one direction; the least is 0.</summary>
    public const int MaxChannels = 255;

    /// <summary>Greatest network latency, in cycles; the least is 0.</summary>
    public const int MaxLatency = 30;

    /// <summary>Shortest period, in frames: that of every jackd is longer or equal.</summary>
    public const int MinPeriod = 16;

    /// <summary>Longest period, in frames: what a JACK port buffer holds.</summary>
    public const int MaxPeriod = 8192;

    /// <summary>Fewest kilobits per second and channel of Opus.</summary>
    public const int MinKilobits = 8;

    /// <summary>Most kilobits per second and channel of Opus: no frame of it is longer than what a packet of Opus holds.</summary>
    public const int MaxKilobits = 512;

    private const uint Ask = uint.MaxValue; // -1

    /// <summary>Checks what a slave announces. Master, id, rate and period are set by the manager, so they are not checked.</summary>
    public static SessionFault CheckAnnouncement(ReadOnlySpan<byte> datagram) =>
        CheckKind(datagram, SessionPacketId.SlaveAvailable, out SessionFault fault)
            ? CheckSlavePart(Packet(datagram), mayAsk: true)
            : fault;

    /// <summary>Checks the SLAVE_SETUP with which a manager answers: every field that it or the slave sets.</summary>
    public static SessionFault CheckSetup(ReadOnlySpan<byte> datagram)
    {
        if (!CheckKind(datagram, SessionPacketId.SlaveSetup, out SessionFault fault))
            return fault;
        ref readonly SessionPacket packet = ref Packet(datagram);
        fault = CheckSlavePart(packet, mayAsk: false);
        if (fault != SessionFault.None)
            return fault;
        if ((uint)packet.SampleRate is < 8000 or > 768_000)
            return SessionFault.SampleRate;
        return (uint)packet.PeriodSize is < MinPeriod or > MaxPeriod ? SessionFault.Period : SessionFault.None;
    }

    /// <summary>Checks that a manager refuses the slave of an announcement: the packet repeats the announcement.</summary>
    public static bool IsRefusal(ReadOnlySpan<byte> datagram) => CheckKind(datagram, SessionPacketId.SessionRefused, out _);

    /// <summary>Checks that a slave starts the session that it was offered.</summary>
    public static bool IsStart(ReadOnlySpan<byte> datagram, uint sessionId) =>
        CheckKind(datagram, SessionPacketId.StartMaster, out _) && Packet(datagram).SessionId == sessionId;

    /// <summary>The same of a slave that may have found out the MTU:
    /// the parameters that hold from now on, or null where the MTU is out of range.</summary>
    public static SessionParameters? ReadStart(ReadOnlySpan<byte> datagram, SessionParameters offer)
    {
        if (!IsStart(datagram, offer.SessionId))
            return null;
        if (!offer.Capabilities.HasFlag(Capabilities.MtuProbing))
            return offer;
        uint mtu = Packet(datagram).Mtu;
        return mtu is < MinMtu or > MaxMtu ? null : offer with { Mtu = (int)mtu };
    }

    /// <summary>The parameters of a set-up that <see cref="CheckSetup"/> accepted. An automatic latency begins at its least.</summary>
    public static SessionParameters ToParameters(in SessionPacket packet, Capabilities capabilities)
    {
        SessionParameters session = Read(packet, capabilities);
        return session.IsLatencyAutomatic ? session with { Latency = SessionParameters.LeastAutoLatency } : session;
    }

    private static SessionParameters Read(in SessionPacket packet, Capabilities capabilities) => new()
    {
        Mtu = (int)(uint)packet.Mtu,
        SessionId = packet.SessionId,
        SendAudio = (int)(uint)packet.SendAudioChannels,
        ReturnAudio = (int)(uint)packet.ReturnAudioChannels,
        SendMidi = (int)MidiChannels(packet.SendMidiChannels),
        ReturnMidi = (int)MidiChannels(packet.ReturnMidiChannels),
        SampleRate = (int)(uint)packet.SampleRate,
        Period = (int)(uint)packet.PeriodSize,
        SlaveSync = packet.SlaveSyncMode != 0u,
        Latency = (int)(uint)packet.NetworkLatency,
        Encoder = (SampleEncoder)(uint)packet.SampleEncoder,
        Kilobits = packet.SampleEncoder == (uint)SampleEncoder.Opus ? (int)(uint)packet.KilobitsPerSecond : 0,
        Capabilities = capabilities,
        Copies = capabilities.HasFlag(Capabilities.Redundancy) ? CapabilityBlock.ReadCopies(packet.MasterHost) : 0,
        LatencyMode = capabilities.HasFlag(Capabilities.AutoLatency) ? CapabilityBlock.ReadLatencyMode(packet.MasterHost) : default,
    };

    private static ref readonly SessionPacket Packet(ReadOnlySpan<byte> datagram) => ref MemoryMarshal.AsRef<SessionPacket>(datagram);

    private static bool CheckKind(ReadOnlySpan<byte> datagram, SessionPacketId packetId, out SessionFault fault)
    {
        fault = !SessionPacket.IsHandshake(datagram) ? SessionFault.NotHandshake
            : Packet(datagram).PacketId != packetId ? SessionFault.PacketId
            : Packet(datagram).Version != SessionPacket.CurrentVersion ? SessionFault.Version
            : SessionFault.None;
        return fault == SessionFault.None;
    }

    private static SessionFault CheckSlavePart(in SessionPacket packet, bool mayAsk)
    {
        if (SessionPacket.TextOf(packet.Name).IsEmpty)
            return SessionFault.Name;
        if ((uint)packet.Mtu is < MinMtu or > MaxMtu)
            return SessionFault.Mtu;
        uint sendAudio = packet.SendAudioChannels;
        uint returnAudio = packet.ReturnAudioChannels;
        uint sendMidi = mayAsk ? packet.SendMidiChannels : MidiChannels(packet.SendMidiChannels);
        uint returnMidi = mayAsk ? packet.ReturnMidiChannels : MidiChannels(packet.ReturnMidiChannels);
        if (!IsCount(sendAudio, mayAsk) || !IsCount(returnAudio, mayAsk) || !IsCount(sendMidi, mayAsk) || !IsCount(returnMidi, mayAsk))
            return SessionFault.Channels;
        if ((sendAudio | returnAudio | sendMidi | returnMidi) == 0)
            return SessionFault.NoChannels;
        if (CheckEncoder(packet) is var fault and not SessionFault.None)
            return fault;
        return packet.NetworkLatency > MaxLatency ? SessionFault.Latency : SessionFault.None;
    }

    private static SessionFault CheckEncoder(in SessionPacket packet) => (uint)packet.SampleEncoder switch
    {
        (uint)SampleEncoder.Float or (uint)SampleEncoder.Int16 => SessionFault.None,
        (uint)SampleEncoder.Opus => (uint)packet.KilobitsPerSecond is < MinKilobits or > MaxKilobits
            ? SessionFault.Kilobits
            : SessionFault.None,
        (uint)SampleEncoder.Celt => SessionFault.Celt,
        _ => SessionFault.Encoder,
    };

    private static bool IsCount(uint count, bool mayAsk) => count <= MaxChannels || (mayAsk && count == Ask);

    // A libjacknet master leaves open what the slave left to it: it has no MIDI then (D-51).
    private static uint MidiChannels(uint count) => count == Ask ? 0 : count;
}

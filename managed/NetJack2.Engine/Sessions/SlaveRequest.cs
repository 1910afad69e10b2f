using NetJack2.Protocol;

namespace NetJack2.Engine;

/// <summary>What a slave wants of a master.</summary>
public sealed record SlaveRequest
{
    /// <summary>Where announcements go: a group, or the master itself.</summary>
    public required PeerAddress Target { get; init; }

    /// <summary>The slave's name on the master.</summary>
    public required string Name { get; init; }

    /// <summary>Bytes of an IP packet, 576…9000.</summary>
    public required int Mtu { get; init; }

    /// <summary>Audio ports master to slave; -1: as many as the master has.</summary>
    public required int SendAudio { get; init; }

    /// <summary>Audio ports slave to master; likewise.</summary>
    public required int ReturnAudio { get; init; }

    /// <summary>MIDI ports master to slave; likewise.</summary>
    public required int SendMidi { get; init; }

    /// <summary>MIDI ports slave to master; likewise.</summary>
    public required int ReturnMidi { get; init; }

    /// <summary>Whether the slave's server runs synchronously.</summary>
    public required bool Sync { get; init; }

    /// <summary>Network latency in cycles, 0…30.</summary>
    public required int Latency { get; init; }

    /// <summary>How samples travel: float, int16 or Opus.</summary>
    public SampleEncoder Encoder { get; init; }

    /// <summary>Kilobits per second and channel of Opus, 8…512; 0 with other encoders.</summary>
    public int Kilobits { get; init; }

    /// <summary>The announcement: every byte of it is set.</summary>
    public SessionPacket ToAnnouncement(string hostName)
    {
        SessionPacket packet = SessionPacket.Create(SessionPacketId.SlaveAvailable);
        SessionPacket.SetText(packet.Name, Name);
        SessionPacket.SetText(packet.SlaveHost, hostName);
        CapabilityBlock.Write(packet.SlaveHost, Capabilities.All);
        packet.Mtu = (uint)Mtu;
        packet.SendAudioChannels = (uint)SendAudio;
        packet.ReturnAudioChannels = (uint)ReturnAudio;
        packet.SendMidiChannels = (uint)SendMidi;
        packet.ReturnMidiChannels = (uint)ReturnMidi;
        packet.SampleEncoder = (uint)Encoder;
        packet.KilobitsPerSecond = (uint)Kilobits;
        packet.SlaveSyncMode = Sync ? 1u : 0u;
        packet.NetworkLatency = (uint)Latency;
        return packet;
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;

namespace NetJack2.Sessions.Handshake;

/// <summary>The parameters that a slave asks of a master.</summary>
public sealed record SlaveRequest
{
    /// <summary>Where announcements go: a group, or the master itself.</summary>
    public required PeerAddress Target { get; init; }

    /// <summary>The slave's name on the master.</summary>
    public required string Name { get; init; }

    /// <summary>Bytes of an IP packet, 576…9000; 0: as many as the path carries, or the usual 1500 where the master is an
    /// jack2.</summary>
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

    /// <summary>Network latency in cycles, 0…30; with a <see cref="LatencyMode"/>, the one with masters that cannot change it.</summary>
    public required int Latency { get; init; }

    /// <summary>Whether the master is to change the latency while the session runs.</summary>
    public LatencyMode LatencyMode { get; init; }

    /// <summary>Whether both ends are to mark their packets so that Wi-Fi sends them as voice.</summary>
    public bool IsVoice { get; init; }

    /// <summary>Whether the slave's server is to have one transport with the master's, where the master wants that too.</summary>
    public bool SharesTransport { get; init; } = true;

    /// <summary>Whether its server can be a member of the mesh of the master's slaves.</summary>
    public bool JoinsMesh { get; init; }

    /// <summary>How samples travel: float, int16 or Opus.</summary>
    public SampleEncoder Encoder { get; init; }

    /// <summary>Kilobits per second and channel of Opus, 8…512; 0 with other encoders.</summary>
    public int Kilobits { get; init; }

    /// <summary>In how many later cycles each packet is to be sent again, 0…4.</summary>
    public int Copies { get; init; }

    /// <summary>As many of them as the latency leaves time for:
    /// what is lost on the way there, and on the way back, has to be waited for.</summary>
    public int UsableCopies => Math.Min(Copies, Math.Max(0, Latency - 1) / 2);

    /// <summary>The extensions of jack2's protocol that the slave can, and wants to, use.</summary>
    public Capabilities Capabilities => Capabilities.All
        & (Mtu == 0 ? Capabilities.All : ~Capabilities.MtuProbing)
        & (UsableCopies != 0 ? Capabilities.All : ~Capabilities.Redundancy)
        & (SharesTransport ? Capabilities.All : ~Capabilities.Transport)
        & (JoinsMesh ? Capabilities.All : ~Capabilities.Mesh)
        & (LatencyMode != LatencyMode.Constant ? Capabilities.All : ~Capabilities.AutoLatency)
        & (IsVoice ? Capabilities.All : ~Capabilities.Voice);

    /// <summary>The announcement: every byte of it is set.</summary>
    /// <param name="hostName">The name of this computer.</param>
    /// <param name="serverId">The number of this JACK server; 0: none.</param>
    public SessionPacket ToAnnouncement(string hostName, ulong serverId = 0)
    {
        SessionPacket packet = SessionPacket.Create(SessionPacketId.SlaveAvailable);
        SessionPacket.SetText(packet.Name, Name);
        SessionPacket.SetText(packet.SlaveHost, hostName);
        CapabilityBlock.Write(packet.SlaveHost, Capabilities, UsableCopies, LatencyMode);
        CapabilityBlock.WriteServer(packet.SlaveHost, serverId);
        packet.Mtu = (uint)(Mtu == 0 ? SessionValidator.UsualMtu : Mtu);
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

    /// <inheritdoc/>
    /// <remarks>In place of the text with all members that the compiler would write, and each module would contain.</remarks>
    public override string ToString() => Name;
}

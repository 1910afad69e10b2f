// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;

namespace NetJack2.Sessions.Handshake;

/// <summary>A manager's answer to an announcement.</summary>
internal static class OfferWriter
{
    private const uint Ask = uint.MaxValue; // -1: as many as the master has physical ports

    /// <summary>The SLAVE_SETUP for a slave that announced itself.</summary>
    public static SessionPacket Write(in SessionPacket announcement, IManagerHost host, uint sessionId, out Capabilities capabilities)
    {
        SessionPacket offer = announcement;
        offer.PacketId = SessionPacketId.SlaveSetup;
        offer.SessionId = sessionId;
        offer.SampleRate = (uint)host.SampleRate;
        offer.PeriodSize = (uint)host.Period;
        SessionPacket.SetText(offer.MasterHost, host.HostName);
        capabilities = CapabilityBlock.Read(announcement.SlaveHost) & host.Capabilities;
        if (capabilities != Capabilities.None)
        {
            CapabilityBlock.Write(
                offer.MasterHost, capabilities, CopiesFor(announcement, capabilities), ModeFor(announcement, capabilities));
        }
        if (NeedsPhysicalPorts(offer))
        {
            PhysicalPorts physical = host.CountPhysicalPorts();
            offer.SendAudioChannels = OrPhysical(offer.SendAudioChannels, physical.AudioCapture);
            offer.ReturnAudioChannels = OrPhysical(offer.ReturnAudioChannels, physical.AudioPlayback);
            offer.SendMidiChannels = OrPhysical(offer.SendMidiChannels, physical.MidiCapture);
            offer.ReturnMidiChannels = OrPhysical(offer.ReturnMidiChannels, physical.MidiPlayback);
        }
        return offer;
    }

    /// <summary>The SESSION_REFUSED for a slave that announced itself.</summary>
    /// <param name="announcement">What the slave has sent.</param>
    /// <param name="reason">Why it gets no session, and what to do. What has no room in 191 bytes is cut off.</param>
    public static SessionPacket Refuse(in SessionPacket announcement, string reason)
    {
        SessionPacket packet = announcement;
        packet.PacketId = SessionPacketId.SessionRefused;
        Span<byte> field = packet.MasterHost;
        field.Clear();
        SessionPacket.SetText(field[..^CapabilityBlock.Size], reason);
        return packet;
    }

    /// <summary>Whether two announcements of a slave ask for the same session.</summary>
    public static bool AreSame(in SessionPacket one, in SessionPacket other) =>
        one.Mtu == other.Mtu && one.NetworkLatency == other.NetworkLatency && one.SlaveSyncMode == other.SlaveSyncMode
        && one.SendAudioChannels == other.SendAudioChannels && one.ReturnAudioChannels == other.ReturnAudioChannels
        && one.SendMidiChannels == other.SendMidiChannels && one.ReturnMidiChannels == other.ReturnMidiChannels
        && one.SampleEncoder == other.SampleEncoder && one.KilobitsPerSecond == other.KilobitsPerSecond
        && CapabilityBlock.Read(one.SlaveHost) == CapabilityBlock.Read(other.SlaveHost)
        && CapabilityBlock.ReadCopies(one.SlaveHost) == CapabilityBlock.ReadCopies(other.SlaveHost)
        && CapabilityBlock.ReadLatencyMode(one.SlaveHost) == CapabilityBlock.ReadLatencyMode(other.SlaveHost);

    private static int CopiesFor(in SessionPacket announcement, Capabilities capabilities) =>
        capabilities.HasFlag(Capabilities.Redundancy) ? CapabilityBlock.ReadCopies(announcement.SlaveHost) : 0;

    private static LatencyMode ModeFor(in SessionPacket announcement, Capabilities capabilities) =>
        capabilities.HasFlag(Capabilities.AutoLatency) ? CapabilityBlock.ReadLatencyMode(announcement.SlaveHost) : LatencyMode.Constant;

    private static bool NeedsPhysicalPorts(in SessionPacket offer) =>
        offer.SendAudioChannels == Ask
            || offer.ReturnAudioChannels == Ask || offer.SendMidiChannels == Ask || offer.ReturnMidiChannels == Ask;

    private static uint OrPhysical(uint asked, int physical) => asked == Ask ? (uint)physical : asked;
}

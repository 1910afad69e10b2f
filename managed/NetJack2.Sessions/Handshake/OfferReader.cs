// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.RealTime;
using NetJack2.Sessions.Coding;

namespace NetJack2.Sessions.Handshake;

/// <summary>Decides whether a datagram is an offer that the slave can accept. The log gives the reason where it cannot.</summary>
/// <remarks>Control thread.</remarks>
internal static class OfferReader
{
    /// <summary>Reads an offer. Fails where the datagram is none, is not for this slave, or cannot be accepted.</summary>
    public static bool TryRead(
        SearchContext search, ReadOnlySpan<byte> datagram, PeerAddress source, [NotNullWhen(true)] out MasterOffer? offer)
    {
        offer = null;
        SessionFault fault = SessionValidator.CheckSetup(datagram);
        if (fault is SessionFault.NotHandshake or SessionFault.PacketId)
            return false;
        ref readonly SessionPacket setup = ref MemoryMarshal.AsRef<SessionPacket>(datagram);
        if (fault != SessionFault.None)
        {
            if (search.Complaints.MayAct())
                search.Log.Warn($"The set-up from master {source} is not accepted: {FaultText.Describe(fault, setup)}");
            return false;
        }
        if (!Answers(search, setup, source))
            return false;
        SlaveRequest request = search.Request;
        Capabilities capabilities = CapabilityBlock.Read(setup.MasterHost) & request.Capabilities;
        SessionParameters parameters = SessionValidator.ToParameters(setup, capabilities) with { Overhead = source.Host.Overhead };
        Result<PreparedCoding> prepared = SessionCoding.Prepare(parameters, search.Host.Codecs, isMaster: false, CodecLoad.Limit);
        if (!prepared.TryGet(out PreparedCoding? coding, out Refusal? refusal))
        {
            if (search.Complaints.MayAct())
                search.Log.Warn($"No session with master {source}: {refusal}");
            return false;
        }
        offer = new MasterOffer(setup, coding, source, search.Now);
        return true;
    }

    // An offer is for this slave if it repeats the announcement and comes from a master that was asked.
    private static bool Answers(SearchContext search, in SessionPacket setup, PeerAddress source)
    {
        SlaveRequest request = search.Request;
        ref readonly SessionPacket announcement = ref search.Announcements.Packet;
        return (request.Target.IsMulticast || (source.Host with { Scope = 0 }) == request.Target.Host)
            && SessionPacket.TextOf(setup.Name).SequenceEqual(SessionPacket.TextOf(announcement.Name))
            && setup.Mtu == announcement.Mtu && setup.NetworkLatency == announcement.NetworkLatency
            && setup.SlaveSyncMode == announcement.SlaveSyncMode && setup.SampleEncoder == announcement.SampleEncoder
            && (setup.SampleEncoder != (uint)SampleEncoder.Opus || setup.KilobitsPerSecond == announcement.KilobitsPerSecond)
            && IsRequested(setup.SendAudioChannels, request.SendAudio) && IsRequested(setup.ReturnAudioChannels, request.ReturnAudio)
            && IsRequested(setup.SendMidiChannels, request.SendMidi) && IsRequested(setup.ReturnMidiChannels, request.ReturnMidi);
    }

    private static bool IsRequested(uint given, int requested) => requested < 0 || given == (uint)requested;
}

// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.RealTime;
using NetJack2.Sessions.Coding;
using NetJack2.Statistics;
using NetJack2.Statistics.Untrusted;

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
        if (TryReportRefusal(search, datagram, source))
            return false;
        SessionFault fault = SessionValidator.CheckSetup(datagram);
        if (fault is SessionFault.NotHandshake or SessionFault.PacketId)
            return false;
        ref readonly SessionPacket setup = ref MemoryMarshal.AsRef<SessionPacket>(datagram);
        bool isForUs = IsForUs(search, setup, source);
        if (fault == SessionFault.None && !isForUs)
            return false;
        bool answersUs = isForUs && IsAsAnnounced(search, setup);
        if (fault != SessionFault.None || !answersUs)
        {
            if (search.Complaints.MayAct())
            {
                string reason = fault != SessionFault.None ? FaultText.Describe(fault, setup) : DescribeDifference(search, setup);
                search.Log.Warn($"The set-up from master {source} is not accepted: {reason}");
            }
            // What does not repeat the announcement proves nothing, and must not keep the slave from its master.
            if (answersUs)
                Reject(search);
            if (isForUs)
                search.LastProblem = SearchProblem.OfferRejected;
            return false;
        }
        SlaveRequest request = search.Request;
        Capabilities capabilities = CapabilityBlock.Read(setup.MasterHost) & request.Capabilities;
        SessionParameters parameters = SessionValidator.ToParameters(setup, capabilities) with { Overhead = source.Host.Overhead };
        Result<PreparedCoding> prepared = SessionCoding.Prepare(parameters, search.Host.Codecs, isMaster: false, CodecLoad.Limit);
        if (!prepared.TryGet(out PreparedCoding? coding, out Refusal? refusal))
        {
            if (search.Complaints.MayAct())
                search.Log.Warn($"No session with master {source}: {refusal}");
            Reject(search);
            search.LastProblem = SearchProblem.EncodingImpossible;
            return false;
        }
        offer = new MasterOffer(setup, coding, source, search.Now);
        return true;
    }

    /// <summary>Prints the reason of a master that rejects the slave. Any host can send one: nothing else happens.</summary>
    /// <returns>Whether the datagram is a refusal.</returns>
    public static bool TryReportRefusal(SearchContext search, ReadOnlySpan<byte> datagram, PeerAddress source)
    {
        if (!SessionValidator.IsRefusal(datagram))
            return false;
        ref readonly SessionPacket packet = ref MemoryMarshal.AsRef<SessionPacket>(datagram);
        if (!IsForUs(search, packet, source))
            return true;
        search.LastProblem = SearchProblem.Refused;
        ReadOnlySpan<byte> text = SessionPacket.TextOf(packet.MasterHost[..^CapabilityBlock.Size]);
        string reason = PlainText.Clean(Encoding.UTF8.GetString(text));
        search.RefusalEvents.Add([], source, reason);
        if (search.Complaints.MayAct())
            search.Log.Warn($"Master {source} rejects this slave: {reason}");
        return true;
    }

    // The next offer would be rejected as well, and some masters keep something of each one for ever.
    private static void Reject(SearchContext search) => search.Announcements.Postpone(SessionTimes.RejectedNs);

    private static bool IsForUs(SearchContext search, in SessionPacket setup, PeerAddress source) =>
        (search.Request.Target.IsMulticast || (source.Host with { Scope = 0 }) == search.Request.Target.Host)
        && SessionPacket.TextOf(setup.Name).SequenceEqual(SessionPacket.TextOf(search.Announcements.Packet.Name));

    // An offer repeats these parts of the announcement. MTU, encoder and kbit/s are the master's to choose: PipeWire's has its own.
    private static bool IsAsAnnounced(SearchContext search, in SessionPacket setup)
    {
        SlaveRequest request = search.Request;
        ref readonly SessionPacket announcement = ref search.Announcements.Packet;
        return setup.NetworkLatency == announcement.NetworkLatency && setup.SlaveSyncMode == announcement.SlaveSyncMode
            && IsRequested(setup.SendAudioChannels, request.SendAudio) && IsRequested(setup.ReturnAudioChannels, request.ReturnAudio)
            && IsRequested(setup.SendMidiChannels, request.SendMidi) && IsRequested(setup.ReturnMidiChannels, request.ReturnMidi);
    }

    private static string DescribeDifference(SearchContext search, in SessionPacket setup)
    {
        ref readonly SessionPacket announcement = ref search.Announcements.Packet;
        return $"it answers another announcement: latency {(uint)setup.NetworkLatency} for {(uint)announcement.NetworkLatency}, "
            + $"sync mode {(uint)setup.SlaveSyncMode} for {(uint)announcement.SlaveSyncMode}, "
            + $"ports {DescribePorts(setup)} for {DescribePorts(announcement)}; "
            + "use another name (-n) if another slave has this one";
    }

    private static string DescribePorts(in SessionPacket packet) =>
        $"{(int)(uint)packet.SendAudioChannels}/{(int)(uint)packet.ReturnAudioChannels}/"
        + $"{(int)(uint)packet.SendMidiChannels}/{(int)(uint)packet.ReturnMidiChannels}";

    private static bool IsRequested(uint given, int requested) => requested < 0 || given == (uint)requested;
}

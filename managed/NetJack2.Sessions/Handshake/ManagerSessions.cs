// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Link.Coding;
using NetJack2.Link.Cycles;
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.RealTime;
using NetJack2.Sessions.Coding;

namespace NetJack2.Sessions.Handshake;

/// <summary>All slaves of a manager, each a state machine of its own: none waits for another.</summary>
/// <remarks>Control thread. Nothing here waits, and while sessions just run nothing is allocated.</remarks>
public sealed partial class ManagerSessions(IManagerHost host, ManagerLimits limits, IMonotonicClock clock, IControlLog log)
{
    private const long Millisecond = 1_000_000;

    // An original that did not get our offer announces itself again after a second; ours after a third of one.
    private const long OfferTime = 3000 * Millisecond;

    // As long as the original: cycles go on being sent, so that a slave that was only held up is back at once.
    private const long SilenceTime = 2000 * Millisecond;

    // A slave that announces itself, or whose host refuses, while nothing comes from it for this long, has ended the session.
    private const long AbsenceTime = 100 * Millisecond;

    // What one slave sends must not keep the others waiting.
    private const int MaxDatagramsPerPoll = 256;

    // An announcement that comes by several interfaces comes by all of them at about the same time.
    private const long PathTime = 100 * Millisecond;

    // A slave sends a few dozen for an offer.
    private const int MaxProbes = 200;

    private readonly List<SlaveSession> _sessions = [];
    private readonly byte[] _buffer = new byte[SessionValidator.MaxMtu];
    private readonly RateLimiter _complaints = new(clock);
    private readonly RateLimiter _kills = new(clock);
    private uint _lastId;

    /// <summary>Slaves that are known, running or waited for.</summary>
    public int Count => _sessions.Count;

    /// <summary>Whether a slave is about to answer, so that the next <see cref="Poll"/> should be soon.</summary>
    public bool IsBusy
    {
        get
        {
            foreach (SlaveSession session in _sessions)
            {
                if (session.State == SlaveSessionState.Offered || session.AnnouncedAt != 0)
                    return true;
            }
            return false;
        }
    }

    /// <summary>Takes in a datagram that came to the manager's port.</summary>
    public void Take(ReadOnlySpan<byte> datagram, PeerAddress source)
    {
        if (!SessionPacket.IsHandshake(datagram))
            return;
        ref readonly SessionPacket packet = ref MemoryMarshal.AsRef<SessionPacket>(datagram);
        if (packet.PacketId == SessionPacketId.SlaveAvailable)
            TakeAnnouncement(datagram, packet, source);
        else if (packet.PacketId == SessionPacketId.KillMaster)
            TakeKill(packet.SessionId, source);
    }

    /// <summary>Does what time and the slaves' answers ask for.</summary>
    public void Poll()
    {
        for (int index = _sessions.Count - 1; index >= 0; index--)
        {
            SlaveSession session = _sessions[index];
            switch (session.State)
            {
                case SlaveSessionState.Offered:
                    PollOffer(session);
                    break;
                case SlaveSessionState.Running:
                    PollRunning(session);
                    break;
                case SlaveSessionState.Silent when clock.Now - session.Since > limits.HoldSeconds * 1000 * Millisecond && !host.IsFreewheeling:
                    log.Info($"Slave '{session.Name}' has not come back, its client is removed");
                    End(session);
                    break;
                default:
                    break;
            }
            if (session.State == SlaveSessionState.Ended)
                _sessions.RemoveAt(index);
        }
    }

    /// <summary>The server's period or sample rate has changed: every session begins anew, at once where the slave can.</summary>
    public void Renegotiate()
    {
        foreach (SlaveSession session in _sessions)
        {
            if (session.State != SlaveSessionState.Running || IsCurrent(session.Link!.Channel.Session))
                continue;
            bool atOnce = session.Link.Channel.Session.Capabilities.HasFlag(Capabilities.Renegotiation);
            var socket = (IHandshakeSocket)session.Link.Channel.Socket;
            session.Client!.Rest();
            session.Link.Channel.DisposeFormats();
            session.Link = null;
            if (atOnce)
            {
                Offer(session, socket);
            }
            else
            {
                // An original announces itself again when it notices: its packets are refused now, or two seconds later.
                socket.Dispose();
                Enter(session, SlaveSessionState.Silent);
            }
        }
    }

    /// <summary>Ends all sessions and closes their clients.</summary>
    public void Close()
    {
        foreach (SlaveSession session in _sessions)
            End(session);
        _sessions.Clear();
    }

    private void TakeAnnouncement(ReadOnlySpan<byte> datagram, in SessionPacket packet, PeerAddress source)
    {
        SessionFault fault = SessionValidator.CheckAnnouncement(datagram);
        if (fault != SessionFault.None)
        {
            if (_complaints.MayAct())
                log.Warn($"Announcement from {source} is not accepted: {FaultText.Describe(fault, packet)}");
            return;
        }
        SlaveSession? session = Find(packet, source);
        // It announces itself again; clients that came now would be lost afterwards.
        if (host.IsFreewheeling && session is not { State: SlaveSessionState.Running })
            return;
        if (session is null)
        {
            if (_sessions.Count >= limits.MaxSlaves && !TryForgetOffer())
            {
                if (_complaints.MayAct())
                {
                    log.Warn($"Slave at {source} is refused: {limits.MaxSlaves} are served or waited for already, as many as -N allows "
                        + $"({ManagerLimits.MostSlaves} at most); with a smaller -w those that are gone keep their places for less time");
                }
                return;
            }
            session = new SlaveSession(packet, source) { Slot = FreeSlot() };
            _sessions.Add(session);
            Offer(session, socket: null);
            return;
        }
        switch (session.State)
        {
            case SlaveSessionState.Running:
                // The slave may have begun anew, or somebody wants us to think so: a look at what comes from it will tell.
                if (session.AnnouncedAt == 0)
                    session.AnnouncedAt = clock.Now;
                session.AnnouncedFrom = source;
                session.Announced = packet;
                break;
            case SlaveSessionState.Offered when session.Peer == source:
                SendOffer(session);
                break;
            case SlaveSessionState.Offered when session.Peer.Host != source.Host && clock.Now - session.Since < PathTime:
                // The same announcement by another way: one answer is enough.
                break;
            default:
                DropOffer(session);
                session.Announcement = packet;
                session.Peer = source;
                Offer(session, socket: null);
                break;
        }
    }

    // From our own host only: an original's other masters send the numbers of sessions of theirs to everybody (D-04).
    private void TakeKill(uint sessionId, PeerAddress source)
    {
        foreach (SlaveSession session in _sessions)
        {
            if (session.State != SlaveSessionState.Running || session.Link!.Channel.Session.SessionId != sessionId)
                continue;
            // Whose address it is takes system calls to find out, which a flood must not buy.
            if (_kills.MayAct() && host.IsOwnAddress(source))
            {
                log.Info($"Slave '{session.Name}' was ended by KILL_MASTER from this host");
                Silence(session);
            }
            return;
        }
    }

    private void Offer(SlaveSession session, IHandshakeSocket? socket)
    {
        socket ??= host.Connect(session.Peer);
        if (socket is null)
        {
            Withdraw(session);
            return;
        }
        SessionPacket packet = OfferWriter.Write(session.Announcement, host, ++_lastId, out Capabilities capabilities);
        session.OfferPacket = packet;
        session.OfferSocket = socket;
        if (SessionValidator.CheckSetup(SessionPacket.AsBytes(packet)) is var fault and not SessionFault.None)
        {
            // What the slave left to us may have made it impossible: no channel at all, say.
            if (_complaints.MayAct())
                log.Warn($"Slave '{session.Name}' at {session.Peer} cannot be served: {FaultText.Describe(fault, packet)}");
            Withdraw(session);
            return;
        }
        string? problem = SessionCoding.TryPrepare(
            SessionValidator.ToParameters(packet, capabilities) with { Overhead = session.Peer.Host.Overhead }, host.Codecs, isMaster: true, CodecLoad.Limit - LoadOfOthers(session), out PreparedCoding? coding);
        if (problem is not null)
        {
            if (_complaints.MayAct())
                log.Warn($"Slave '{session.Name}' at {session.Peer} cannot be served: {problem}");
            Withdraw(session);
            return;
        }
        session.Offer = coding;
        session.CodingLoad = coding!.Load;
        session.AnnouncedAt = 0;
        session.Probes = 0;
        if (capabilities.HasFlag(Capabilities.MtuProbing))
            socket.ForbidFragments();
        Enter(session, SlaveSessionState.Offered);
        SendOffer(session);
    }

    private void SendOffer(SlaveSession session)
    {
        // What an earlier datagram brought back is told when it is read.
        SocketStatus status = session.OfferSocket!.TrySend(SessionPacket.AsBytes(session.OfferPacket), session.Peer);
        if (status is not (SocketStatus.Done or SocketStatus.Refused) && _complaints.MayAct())
            log.Warn($"Cannot answer slave '{session.Name}' at {session.Peer}: {SendText.Describe(status)}");
    }

    private void PollOffer(SlaveSession session)
    {
        var status = SocketStatus.Done;
        for (int count = 0; count < MaxDatagramsPerPoll && status == SocketStatus.Done; count++)
        {
            status = session.OfferSocket!.TryReceive(_buffer, out int length, out _);
            if (status != SocketStatus.Done || length > _buffer.Length)
                continue;
            Span<byte> datagram = _buffer.AsSpan(0, length);
            if (SessionValidator.ReadStart(datagram, session.Offer!.Session) is { } started)
            {
                session.Offer = session.Offer with { Session = started };
                Start(session);
                return;
            }
            AnswerProbe(session, datagram);
        }
        if (status != SocketStatus.Refused && clock.Now - session.Since < OfferTime)
            return;
        Withdraw(session);
    }

    // As long as the probe and to who sent it: nobody can have more sent to others than he sends himself.
    private static void AnswerProbe(SlaveSession session, Span<byte> datagram)
    {
        SessionParameters offer = session.Offer!.Session;
        if (!offer.Capabilities.HasFlag(Capabilities.MtuProbing) || session.Probes >= MaxProbes)
            return;
        Span<byte> answer = ProbePacket.Answer(datagram, offer.SessionId);
        if (answer.IsEmpty)
            return;
        session.Probes++;
        _ = session.OfferSocket!.TrySend(answer, session.Peer);
    }

    private void Start(SlaveSession session)
    {
        if (host.IsFreewheeling)
        {
            Withdraw(session);
            return;
        }
        PreparedCoding coding = session.Offer!;
        SessionParameters parameters = coding.Session;
        bool isNew = session.Client is null;
        session.Client ??= host.CreateClient(session.Name, session.HostName, session.Peer);
        if (session.Client is null || !session.Client.TryPrepare(parameters))
        {
            log.Warn($"Slave '{session.Name}' cannot be served: JACK gives no client or no ports for it");
            End(session);
            return;
        }
        try
        {
            session.Link = host.CreateLink(coding, session.OfferSocket!);
        }
        catch (Exception exception) when (exception is OutOfMemoryException or CodecException)
        {
            log.Warn($"Slave '{session.Name}' cannot be served: no memory for {SessionText.Describe(parameters)}");
            End(session);
            return;
        }
        session.OfferSocket = null;
        session.Offer = null;
        session.Refusals = new RefusalWatch();
        session.SendFailures = 0;
        Enter(session, SlaveSessionState.Running);
        session.Client.Run(session.Link);
        log.Info($"{(isNew ? "New slave" : "Slave is back:")} '{session.Client.Name}' at {session.Peer}: {SessionText.Describe(parameters)}");
        if (SessionText.DescribeShortfall(session.Link.Channel) is { } shortfall)
            log.Warn(shortfall);
        session.Memory = new MemoryWatch();
    }

    private void PollRunning(SlaveSession session)
    {
        if (!IsCurrent(session.Link!.Channel.Session))
        {
            Renegotiate();
            return;
        }
        long now = clock.Now;
        session.Memory.Look();
        session.Client!.Serve(session.Link);
        LinkCounters counters = session.Link.Counters;
        TellFailures(session, counters);
        long silentFor = now - Math.Max(session.Since, Volatile.Read(ref counters.Values.LastReceived));
        if (session.AnnouncedAt != 0 && now - session.AnnouncedAt > AbsenceTime)
        {
            session.AnnouncedAt = 0;
            if (silentFor > AbsenceTime)
            {
                Silence(session);
                if (host.IsFreewheeling)
                    return;
                session.Peer = session.AnnouncedFrom;
                session.Announcement = session.Announced;
                Offer(session, socket: null);
                return;
            }
            if (session.AnnouncedFrom != session.Peer)
                session.Namesake = session.AnnouncedFrom;
        }
        bool isRefused = session.Refusals.Look(counters);
        if (silentFor > SilenceTime || (isRefused && silentFor > AbsenceTime))
        {
            string account = SessionText.Describe(counters, session.Memory);
            log.Info($"Slave '{session.Client!.Name}' is gone; its client waits {limits.HoldSeconds} s for it. {account}");
            Silence(session);
        }
    }

    private void TellFailures(SlaveSession session, LinkCounters counters)
    {
        long failures = Volatile.Read(ref counters.Values.SendFailures);
        if (failures != session.SendFailures && _complaints.MayAct())
            log.Warn($"Cannot send to slave '{session.Client!.Name}' at {session.Peer}: {SendText.Describe(counters.LastFailure)}");
        session.SendFailures = failures;
    }

    private void Silence(SlaveSession session)
    {
        session.Client!.Rest();
        session.Link!.Channel.Dispose();
        session.Link = null;
        session.AnnouncedAt = 0;
        Enter(session, SlaveSessionState.Silent);
    }

    private void End(SlaveSession session)
    {
        DropOffer(session);
        if (session.Link is { } link)
        {
            string account = SessionText.Describe(link.Counters, session.Memory);
            log.Info($"Session with slave '{session.Client!.Name}' ends: {account}");
        }
        session.Client?.Dispose();
        session.Client = null;
        session.Link?.Channel.Dispose();
        session.Link = null;
        Enter(session, SlaveSessionState.Ended);
    }

    // The offer comes to nothing: a slave that had a client goes on being waited for.
    private void Withdraw(SlaveSession session)
    {
        DropOffer(session);
        Enter(session, session.Client is null ? SlaveSessionState.Ended : SlaveSessionState.Silent);
    }

    private static void DropOffer(SlaveSession session)
    {
        session.OfferSocket?.Dispose();
        session.OfferSocket = null;
        session.Offer = null;
    }

    private void Enter(SlaveSession session, SlaveSessionState state)
    {
        session.State = state;
        session.Since = clock.Now;
        session.Label();
    }

    private double LoadOfOthers(SlaveSession session)
    {
        double load = 0;
        foreach (SlaveSession other in _sessions)
        {
            if (other != session && other.State is SlaveSessionState.Offered or SlaveSessionState.Running)
                load += other.CodingLoad;
        }
        return load;
    }

    private bool IsCurrent(SessionParameters parameters) => parameters.Period == host.Period && parameters.SampleRate == host.SampleRate;

    // Of slaves with one name on one host, the one with this port is meant, else one that may have come back with another.
    private SlaveSession? Find(in SessionPacket announcement, PeerAddress source)
    {
        SlaveSession? found = null;
        foreach (SlaveSession session in _sessions)
        {
            if (!session.MayBe(announcement, source))
                continue;
            if (session.Peer == source)
                return session;
            found ??= session;
        }
        return found;
    }

    // Slaves answer an offer within milliseconds; invented ones never do, and must not keep the places of real ones.
    private bool TryForgetOffer()
    {
        foreach (SlaveSession session in _sessions)
        {
            if (session.State != SlaveSessionState.Offered || session.Client is not null || clock.Now - session.Since < AbsenceTime)
                continue;
            DropOffer(session);
            return _sessions.Remove(session);
        }
        return false;
    }
}

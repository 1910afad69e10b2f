// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Link.Coding;
using NetJack2.Link.Cycles;
using NetJack2.Link.Datagrams;
using NetJack2.Link.Links;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.RealTime;
using NetJack2.Sessions.Coding;

namespace NetJack2.Sessions.Handshake;

/// <summary>The control side of a slave: announces it until a master answers, watches the session, and begins anew when it ends.</summary>
/// <remarks>Control thread. Nothing here waits, and while a session just runs nothing is allocated.</remarks>
public sealed partial class MasterSearch(SlaveRequest request, ISlaveHost host, IMonotonicClock clock, IControlLog log)
{
    private const long Millisecond = 1_000_000;
    private const long AnnouncePeriod = 300 * Millisecond;

    // A socket that could not have the port of its choice tries again: whoever had it may be gone.
    private const long SocketTime = 3000 * Millisecond;

    // An original's manager makes a second client of a slave that comes back before it noticed that it was gone, which takes it
    // two seconds (D-56); ours knows its slaves.
    private const long Jack2Silence = 2000 * Millisecond;
    private const long OwnSilence = 500 * Millisecond;
    private const long AbsenceTime = 100 * Millisecond;

    // A server that is stopped (freewheeling, say) changes its form only when it runs again; the offer is stale by then.
    private const long OfferTime = 2000 * Millisecond;

    private const long FormTime = 3000 * Millisecond;

    // A flood must not keep the slave from announcing itself.
    private const int MaxDatagramsPerPoll = 256;

    private readonly SessionPacket _announcement = request.ToAnnouncement(host.HostName);
    private readonly byte[] _buffer = new byte[SessionPacket.Size];
    private readonly RateLimiter _complaints = new(clock);
    private readonly IAnnouncer _announcer = host.CreateAnnouncer();
    private MasterOffer? _offer;
    private MtuSearch? _mtuSearch;
    private int _mtu;
    private SlaveLink? _link;
    private PeerAddress _master;
    private MemoryWatch _memory = new();
    private bool _isOpen;
    private long _openSince;
    private long _announcedAt;
    private long _runningSince;
    private RefusalWatch _refusals = new();
    private long _sendFailures;
    private bool _saidThatItWaits;

    /// <summary>Whether a session runs.</summary>
    public bool IsRunning => _link is not null;

    /// <summary>Whether the master's answers are expected at any moment, so that the next <see cref="Poll"/> should be soon.</summary>
    public bool IsBusy => _offer is not null;

    /// <summary>Does what time and the network ask for. A few times in an announcement's period, or when something has come.</summary>
    public void Poll()
    {
        if (_link is not null)
            Watch(_link);
        else if (_offer is not null)
            PollProbes();
        else
            Search();
    }

    /// <summary>Ends the session, if one runs, and the search.</summary>
    public void Close()
    {
        if (_link is { } link)
        {
            string account = SessionText.Describe(link.Channel.Counters, _memory);
            log.Info($"Session with master at {_master} ends: {account}");
            End(link.Channel);
        }
        if (_offer is { } offer)
            Decline(offer);
        CloseAnnouncer();
    }

    private void Search()
    {
        long now = clock.Now;
        if (!_isOpen)
        {
            _isOpen = _announcer.TryOpen();
            _openSince = now;
            if (!_isOpen)
                return;
        }
        if (!_saidThatItWaits)
        {
            log.Info($"Waiting for a master at {request.Target}...");
            _saidThatItWaits = true;
        }
        for (int count = 0; count < MaxDatagramsPerPoll; count++)
        {
            SocketStatus status = _announcer.TryReceive(_buffer, out int length, out PeerAddress source);
            if (status == SocketStatus.Done && length <= _buffer.Length && TryStart(_buffer.AsSpan(0, length), source, running: null))
                return;
            if (status is not (SocketStatus.Done or SocketStatus.Refused))
                break;
        }
        if (now - _announcedAt < AnnouncePeriod)
            return;
        if (now - _openSince > SocketTime)
        {
            // Before an announcement and not after it, whose answer would find nobody.
            CloseAnnouncer();
            return;
        }
        _announcedAt = now;
        _announcer.Announce(SessionPacket.AsBytes(_announcement));
    }

    private void CloseAnnouncer()
    {
        _announcer.Dispose();
        _isOpen = false;
    }

    // Takes a datagram that came while a session is looked for, or to the socket of one that runs.
    private bool TryStart(ReadOnlySpan<byte> datagram, PeerAddress source, IHandshakeSocket? running)
    {
        SessionFault fault = SessionValidator.CheckSetup(datagram);
        if (fault is SessionFault.NotHandshake or SessionFault.PacketId)
            return false;
        ref readonly SessionPacket setup = ref MemoryMarshal.AsRef<SessionPacket>(datagram);
        if (fault == SessionFault.None && !AnswersUs(setup, source))
            return false;
        if (fault != SessionFault.None)
        {
            if (_complaints.MayAct())
                log.Warn($"The set-up from master {source} is not accepted: {FaultText.Describe(fault, setup)}");
            return false;
        }
        Capabilities capabilities = CapabilityBlock.Read(setup.MasterHost) & request.Capabilities;
        string? problem = SessionCoding.TryPrepare(
            SessionValidator.ToParameters(setup, capabilities) with { Overhead = source.Host.Overhead },
            host.Codecs,
            isMaster: false,
            CodecLoad.Limit,
            out PreparedCoding? coding);
        if (problem is not null)
        {
            if (_complaints.MayAct())
                log.Warn($"No session with master {source}: {problem}");
            return false;
        }
        SessionParameters session = coding!.Session;
        IHandshakeSocket socket = running ?? KeepSocket();
        var offer = new MasterOffer(setup, coding, source, socket, clock.Now);
        if (!socket.TryConnect(source))
        {
            socket.Dispose();
            return true;
        }
        Drain(socket);
        bool isProbed = capabilities.HasFlag(Capabilities.MtuProbing);
        if (!isProbed || running is not null)
        {
            Start(offer, isProbed ? _mtu : session.Mtu); // the path is the one of the session that runs
            return true;
        }
        socket.ForbidFragments();
        _offer = offer;
        _mtuSearch = new MtuSearch(socket, source, session.SessionId, clock);
        _mtuSearch.Poll();
        // While the probes are on their way; the form of the server is not a matter of the path.
        if (host.TryConfigure(session))
            PollProbes();
        else
            DeclineParameters(offer);
        return true;
    }

    private void PollProbes()
    {
        MasterOffer offer = _offer!;
        _mtuSearch!.Poll();
        if (!_mtuSearch.IsOver)
            return;
        if (_mtuSearch.Found == 0)
        {
            if (_complaints.MayAct())
                log.Warn($"Master {offer.Master} answers, but not to probes of the path's MTU; is there a firewall? Trying again (-M 1500 does without)");
            Decline(offer);
            return;
        }
        int mtu = _mtuSearch.Found;
        _offer = null;
        _mtuSearch = null;
        Begin(offer, mtu);
    }

    private void Start(MasterOffer offer, int mtu)
    {
        // The ports are there before the master is told to start: its first cycle finds the server ready.
        if (host.TryConfigure(offer.Coding.Session))
            Begin(offer, mtu);
        else
            DeclineParameters(offer);
    }

    // The server cannot have that form, for want of ports, say; the next try would not end otherwise.
    private void DeclineParameters(MasterOffer offer)
    {
        Decline(offer);
        _announcedAt = clock.Now + FormTime;
    }

    private void Decline(MasterOffer offer)
    {
        _offer = null;
        _mtuSearch = null;
        offer.Socket.Dispose();
    }

    private void Begin(MasterOffer offer, int mtu)
    {
        SessionParameters session = offer.Coding.Session with { Mtu = mtu };
        if (clock.Now - offer.Since > OfferTime || TryCreateLink(offer.Coding with { Session = session }, offer.Socket) is not { } link)
        {
            Decline(offer);
            return;
        }
        SessionPacket start = offer.Setup;
        start.PacketId = SessionPacketId.StartMaster;
        start.Mtu = (uint)mtu;
        if (offer.Socket.TrySend(SessionPacket.AsBytes(start), offer.Master) is var status and not (SocketStatus.Done or SocketStatus.Refused) && _complaints.MayAct())
            log.Warn($"Cannot answer master {offer.Master}: {SendText.Describe(status)}");
        _link = link;
        _mtu = mtu;
        _master = offer.Master;
        Label(start);
        _runningSince = clock.Now;
        _refusals = new RefusalWatch();
        _sendFailures = 0;
        host.Run(link);
        log.Info($"Connected to master '{SlaveName.Clean(SessionPacket.TextOf(start.MasterHost))}' at {offer.Master}: {SessionText.Describe(session)}");
        if (SessionText.DescribeShortfall(link.Channel) is { } shortfall)
            log.Warn(shortfall);
        _memory = new MemoryWatch();
    }

    private IHandshakeSocket KeepSocket()
    {
        _isOpen = false;
        return _announcer.Keep();
    }

    private SlaveLink? TryCreateLink(PreparedCoding coding, IHandshakeSocket socket)
    {
        SessionParameters session = coding.Session;
        try
        {
            return new SlaveLink(new LinkChannel(
                session, DirectionParameters.Return(session), DirectionParameters.Send(session), socket, SlaveLink.WindowCycles(session), coding.Codec));
        }
        catch (Exception exception) when (exception is OutOfMemoryException or CodecException)
        {
            log.Warn($"No memory for the session that the master offers: {SessionText.Describe(session)}");
            return null;
        }
    }

    // What came before the socket was connected may be another master's; it must not be taken for this one's.
    private void Drain(IHandshakeSocket socket)
    {
        for (int count = 0; count < MaxDatagramsPerPoll; count++)
        {
            if (socket.TryReceive(_buffer, out _, out _) is not (SocketStatus.Done or SocketStatus.Refused))
                return;
        }
    }

    // A set-up is for us if it repeats what we announced, and comes from whom we asked.
    private bool AnswersUs(in SessionPacket setup, PeerAddress source) =>
        (request.Target.IsMulticast || (source.Host with { Scope = 0 }) == request.Target.Host)
        && SessionPacket.TextOf(setup.Name).SequenceEqual(SessionPacket.TextOf(_announcement.Name))
        && setup.Mtu == _announcement.Mtu && setup.NetworkLatency == _announcement.NetworkLatency
        && setup.SlaveSyncMode == _announcement.SlaveSyncMode && setup.SampleEncoder == _announcement.SampleEncoder
        && (setup.SampleEncoder != (uint)SampleEncoder.Opus || setup.KilobitsPerSecond == _announcement.KilobitsPerSecond)
        && IsAsked(setup.SendAudioChannels, request.SendAudio) && IsAsked(setup.ReturnAudioChannels, request.ReturnAudio)
        && IsAsked(setup.SendMidiChannels, request.SendMidi) && IsAsked(setup.ReturnMidiChannels, request.ReturnMidi);

    private static bool IsAsked(uint given, int asked) => asked < 0 || given == (uint)asked;

    private void Watch(SlaveLink link)
    {
        LinkChannel channel = link.Channel;
        if (channel.TryTakeHandshake(out SessionPacket packet))
        {
            Renegotiate(channel, packet);
            return;
        }
        _memory.Look();
        LinkCounters counters = channel.Counters;
        TellFailures(counters);
        long silentFor = clock.Now - Math.Max(_runningSince, Volatile.Read(ref counters.Values.LastReceived));
        long limit = _refusals.Look(counters) ? AbsenceTime
            : (channel.Session.Capabilities & Capabilities.Renegotiation) != Capabilities.None ? OwnSilence : Jack2Silence;
        if (silentFor <= limit)
            return;
        string account = SessionText.Describe(counters, _memory);
        log.Info($"Master at {_master} is gone; ports and connections are kept. {account}");
        End(channel);
        _announcedAt = 0;
    }

    // The master's period or sample rate has changed: the same socket, a new session.
    private void Renegotiate(LinkChannel channel, in SessionPacket packet)
    {
        ReadOnlySpan<byte> datagram = SessionPacket.AsBytes(packet);
        if (!channel.Session.Capabilities.HasFlag(Capabilities.Renegotiation) || packet.SessionId == channel.Session.SessionId
            || SessionValidator.CheckSetup(datagram) != SessionFault.None)
            return;
        host.Run(null);
        _link = null;
        channel.DisposeFormats();
        var socket = (IHandshakeSocket)channel.Socket;
        if (!TryStart(datagram, _master, socket))
            socket.Dispose();
    }

    private void TellFailures(LinkCounters counters)
    {
        long failures = Volatile.Read(ref counters.Values.SendFailures);
        if (failures != _sendFailures && _complaints.MayAct())
            log.Warn($"Cannot send to master {_master}: {SendText.Describe(counters.LastFailure)}");
        _sendFailures = failures;
    }

    private void End(LinkChannel channel)
    {
        host.Run(null);
        _link = null;
        _searchingSince = clock.Now;
        channel.Dispose();
    }
}

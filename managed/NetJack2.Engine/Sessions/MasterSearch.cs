using System.Runtime.InteropServices;
using NetJack2.Protocol;

namespace NetJack2.Engine;

/// <summary>The control side of a slave: announces it until a master answers, watches the session, and begins anew when it ends.</summary>
/// <remarks>Control thread. Nothing here waits, and while a session just runs nothing is allocated.</remarks>
public sealed class MasterSearch(SlaveRequest request, ISlaveHost host, IMonotonicClock clock, IControlLog log)
{
    private const long Millisecond = 1_000_000;
    private const long AnnouncePeriod = 300 * Millisecond;

    // A socket that could not have the port of its choice tries again: whoever had it may be gone.
    private const long SocketTime = 3000 * Millisecond;

    // An original's manager makes a second client of a slave that comes back before it noticed that it was gone, which takes it
    // two seconds (D-56); ours knows its slaves.
    private const long OriginalSilence = 2000 * Millisecond;
    private const long OwnSilence = 500 * Millisecond;
    private const long AbsenceTime = 100 * Millisecond;

    // A server that is stopped (freewheeling, say) changes its form only when it runs again; the offer is stale by then.
    private const long OfferTime = 2000 * Millisecond;

    // A flood must not keep the slave from announcing itself.
    private const int MaxDatagramsPerPoll = 256;

    private readonly SessionPacket _announcement = request.ToAnnouncement(host.HostName);
    private readonly byte[] _buffer = new byte[SessionPacket.Size];
    private readonly RateLimiter _complaints = new(clock);
    private IHandshakeSocket? _socket;
    private SlaveLink? _link;
    private PeerAddress _master;
    private MemoryWatch _memory = new();
    private long _socketSince;
    private long _announcedAt;
    private long _runningSince;
    private long _refused;
    private bool _saidThatItWaits;

    /// <summary>Whether a session runs.</summary>
    public bool IsRunning => _link is not null;

    /// <summary>Does what time and the network ask for. A few times in an announcement's period, or when something has come.</summary>
    public void Poll()
    {
        if (_link is null)
            Search();
        else
            Watch(_link);
    }

    /// <summary>Ends the session, if one runs, and the search.</summary>
    public void Close()
    {
        if (_link is { } link)
        {
            string account = SessionText.Describe(link.Transport.Counters, _memory);
            log.Info($"Session with master at {_master} ends: {account}");
            End(link.Transport);
        }
        _socket?.Dispose();
        _socket = null;
    }

    private void Search()
    {
        long now = clock.Now;
        if (_socket is null)
        {
            _socket = host.OpenSocket();
            _socketSince = now;
            if (_socket is null)
                return;
        }
        if (!_saidThatItWaits)
        {
            log.Info($"Waiting for a master at {request.Target}...");
            _saidThatItWaits = true;
        }
        for (int count = 0; count < MaxDatagramsPerPoll; count++)
        {
            SocketStatus status = _socket.TryReceive(_buffer, out int length, out PeerAddress source);
            if (status == SocketStatus.Done && length <= _buffer.Length && TryStart(_buffer.AsSpan(0, length), source, _socket))
                return;
            if (status is not (SocketStatus.Done or SocketStatus.Refused))
                break;
        }
        if (now - _announcedAt < AnnouncePeriod)
            return;
        if (now - _socketSince > SocketTime)
        {
            // Before an announcement and not after it, whose answer would find nobody.
            _socket.Dispose();
            _socket = null;
            return;
        }
        _announcedAt = now;
        if (!_socket.TrySend(SessionPacket.AsBytes(_announcement), request.Target) && _complaints.MayAct())
            log.Warn($"Cannot send to {request.Target}: is the network up, and is there a route?{(request.Target.IsMulticast ? " (ip route add 224.0.0.0/4 dev INTERFACE)" : "")}");
    }

    // Takes a datagram that came while a session is looked for, or to the socket of one that runs.
    private bool TryStart(ReadOnlySpan<byte> datagram, PeerAddress source, IHandshakeSocket socket)
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
        Capabilities capabilities = CapabilityBlock.Read(setup.MasterHost) & Capabilities.All;
        string? problem = SessionCoding.TryPrepare(
            SessionValidator.ToParameters(setup, capabilities), host.Codecs, isMaster: false, CodecLoad.Limit, out PreparedCoding? coding);
        if (problem is not null)
        {
            if (_complaints.MayAct())
                log.Warn($"No session with master {source}: {problem}");
            return false;
        }
        SessionParameters session = coding!.Session;
        // The ports are there before the master is told to start: its first cycle finds the server ready.
        SessionPacket start = setup;
        start.PacketId = SessionPacketId.StartMaster;
        long offered = clock.Now;
        if (!host.TryConfigure(session) || clock.Now - offered > OfferTime || TryCreateLink(coding, socket) is not { } link
            || !socket.TryConnect(source))
            return false;
        Drain(socket);
        _ = socket.TrySend(SessionPacket.AsBytes(start), source);
        _link = link;
        _socket = null;
        _master = source;
        _runningSince = clock.Now;
        _refused = 0;
        host.Run(link);
        log.Info($"Connected to master '{SlaveName.Clean(SessionPacket.TextOf(start.MasterHost))}' at {source}: {SessionText.Describe(session)}");
        if (SessionText.DescribeShortfall(link.Transport) is { } shortfall)
            log.Warn(shortfall);
        _memory = new MemoryWatch();
        return true;
    }

    private SlaveLink? TryCreateLink(PreparedCoding coding, IHandshakeSocket socket)
    {
        SessionParameters session = coding.Session;
        try
        {
            return new SlaveLink(new LinkTransport(
                session, LinkForm.Return(session), LinkForm.Send(session), socket, SlaveLink.WindowCycles(session), coding.Codec));
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
        (request.Target.IsMulticast || source.Host == request.Target.Host)
        && SessionPacket.TextOf(setup.Name).SequenceEqual(SessionPacket.TextOf(_announcement.Name))
        && setup.Mtu == _announcement.Mtu && setup.NetworkLatency == _announcement.NetworkLatency
        && setup.SlaveSyncMode == _announcement.SlaveSyncMode && setup.SampleEncoder == _announcement.SampleEncoder
        && (setup.SampleEncoder != (uint)SampleEncoder.Opus || setup.KilobitsPerSecond == _announcement.KilobitsPerSecond)
        && IsAsked(setup.SendAudioChannels, request.SendAudio) && IsAsked(setup.ReturnAudioChannels, request.ReturnAudio)
        && IsAsked(setup.SendMidiChannels, request.SendMidi) && IsAsked(setup.ReturnMidiChannels, request.ReturnMidi);

    private static bool IsAsked(uint given, int asked) => asked < 0 || given == (uint)asked;

    private void Watch(SlaveLink link)
    {
        LinkTransport transport = link.Transport;
        if (transport.TryTakeHandshake(out SessionPacket packet))
        {
            Renegotiate(transport, packet);
            return;
        }
        _memory.Look();
        LinkCounters counters = transport.Counters;
        long silentFor = clock.Now - Math.Max(_runningSince, Volatile.Read(ref counters.LastReceived));
        bool isRefused = Volatile.Read(ref counters.Refused) != _refused;
        _refused = counters.Refused;
        long limit = isRefused ? AbsenceTime
            : (transport.Session.Capabilities & Capabilities.Renegotiation) != Capabilities.None ? OwnSilence : OriginalSilence;
        if (silentFor <= limit)
            return;
        string account = SessionText.Describe(counters, _memory);
        log.Info($"Master at {_master} is gone; ports and connections are kept. {account}");
        End(transport);
        _announcedAt = 0;
    }

    // The master's period or sample rate has changed: the same socket, a new session.
    private void Renegotiate(LinkTransport transport, in SessionPacket packet)
    {
        ReadOnlySpan<byte> datagram = SessionPacket.AsBytes(packet);
        if (!transport.Session.Capabilities.HasFlag(Capabilities.Renegotiation) || packet.SessionId == transport.Session.SessionId
            || SessionValidator.CheckSetup(datagram) != SessionFault.None)
            return;
        host.Run(null);
        _link = null;
        if (!TryStart(datagram, _master, (IHandshakeSocket)transport.Socket))
            transport.Dispose();
    }

    private void End(LinkTransport transport)
    {
        host.Run(null);
        _link = null;
        transport.Dispose();
    }
}

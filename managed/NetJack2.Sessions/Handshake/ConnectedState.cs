// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics.CodeAnalysis;
using NetJack2.Link.Coding;
using NetJack2.Link.Cycles;
using NetJack2.Link.Datagrams;
using NetJack2.Link.Links;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.RealTime;
using NetJack2.Sessions.Coding;
using NetJack2.Statistics;

namespace NetJack2.Sessions.Handshake;

/// <summary>A session with a master runs.</summary>
internal sealed class ConnectedState : MasterSearchState
{
    private readonly SlaveLink _link;
    private readonly IHandshakeSocket _socket;
    private readonly PeerAddress _master;
    private readonly ulong _key;
    private readonly PageText _masterName;
    private readonly PageText _masterText;
    private readonly long _sinceNs;
    private readonly bool _isLogged;
    private readonly RefusalWatch _refusals = new();
    private readonly UnreadableWatch _unreadable = new();
    private readonly MemoryWatch _memory;
    private SessionPacket _replacement;
    private long _replacementNs;
    private readonly RequestPath? _requests;
    private readonly LatencyWatch _latency;
    private long _sendFailures;

    private ConnectedState(
        SearchContext search, SlaveLink link, IHandshakeSocket socket, PeerAddress master, string masterName, ulong key,
        RequestPath? requests, bool isLogged)
        : base(search)
    {
        _isLogged = isLogged;
        _link = link;
        _requests = requests;
        _latency = new LatencyWatch(link.Channel, search.Clock, search.Host.TryPublishLatencies);
        _socket = socket;
        _master = master;
        _key = key;
        _masterName = PageText.From(masterName);
        _masterText = PageText.From(master.ToString());
        _sinceNs = search.Now;
        // Last: what was allocated to begin the session is not the session's.
        _memory = new MemoryWatch(search.Clock);
    }

    public override SessionState Kind => SessionState.Running;

    public override bool IsRunning => true;

    public override bool IsReceiving => AnswerWatch.HasAny(Channel.Counters);

    private LinkChannel Channel => _link.Channel;

    /// <summary>Configures the server for a session and begins it.</summary>
    /// <remarks>The ports exist before the START_MASTER is sent: its first cycle finds the server ready.</remarks>
    public static MasterSearchState Prepare(SearchContext search, MasterOffer offer, IHandshakeSocket socket, int mtu) =>
        Configure(search, offer) is var problem and not SearchProblem.None
            ? Decline(search, socket, problem)
            : Begin(search, offer, socket, mtu);

    /// <summary>Configures the server for a session, unless masters have changed it too often.</summary>
    /// <returns>Why not, or none.</returns>
    public static SearchProblem Configure(SearchContext search, MasterOffer offer)
    {
        if (search.Server.MayConfigure(offer.Coding.Session))
            return search.Server.TryConfigure(offer.Coding.Session) ? SearchProblem.None : SearchProblem.ParametersImpossible;
        if (search.Complaints.MayAct())
            search.Log.Warn($"Master {offer.Master} is not answered: period, rate or ports have changed ten times in ten seconds");
        return SearchProblem.TooManyChanges;
    }

    /// <summary>The session is not possible (too few ports, for example). The next try would fail too, so it is later.</summary>
    public static SearchingState Decline(SearchContext search, IHandshakeSocket socket, SearchProblem problem)
    {
        socket.Dispose();
        search.Announcements.Rest(SessionTimes.RetryNs);
        search.LastProblem = problem;
        return new SearchingState(search);
    }

    /// <summary>Begins a session for which the server is configured.</summary>
    public static MasterSearchState Begin(SearchContext search, MasterOffer offer, IHandshakeSocket socket, int mtu)
    {
        SessionParameters session = offer.Coding.Session with { Mtu = mtu };
        if (search.Now - offer.ReceivedNs > SessionTimes.AnswerNs)
        {
            socket.Dispose();
            return new SearchingState(search);
        }
        if (!TryCreateLink(search, offer.Coding with { Session = session }, socket, out SlaveLink? link))
            return Decline(search, socket, SearchProblem.NoMemory);
        if (session.IsVoice)
            socket.MarkAsVoice();
        SessionPacket start = offer.Setup;
        start.PacketId = SessionPacketId.StartMaster;
        start.Mtu = (uint)mtu;
        ulong key = SecureNumber.Next64();
        // A manager that keeps a client for this slave may know it at another address.
        (uint lastId, ulong lastKey) = search.LastSession;
        CapabilityBlock.WriteKey(start.MasterHost, key, lastId);
        HostAddress manager = offer.Master.Host;
        if (lastKey != 0)
            CapabilityBlock.WriteProof(start.MasterHost, SessionProof.Of(lastKey, lastId, session.SessionId, manager.High, manager.Low));
        SocketStatus status = socket.SendTo(SessionPacket.AsBytes(start), offer.Master);
        if (status is not (SocketStatus.Done or SocketStatus.Refused) && search.Complaints.MayAct())
            search.Log.Warn($"Cannot answer master {offer.Master}: {SendText.Describe(status)}");
        RequestPath? requests = link.Channel.Repair is null ? null : RequestPath.Open(search, link.Channel, offer.Master);
        search.Host.Run(link);
        if (session.SharesCycles)
            search.Host.Publish(new MeshSession(session.SessionId, key, offer.Master with { Port = search.Request.Target.Port }));
        string masterName = SlaveName.Clean(SessionPacket.TextOf(start.MasterHost));
        bool isLogged = search.Events.MayAct();
        if (isLogged)
        {
            search.Log.Info($"Connected to master '{masterName}' at {offer.Master}: {SessionText.Describe(session)}");
            foreach (string shortfall in SessionText.DescribeShortfalls(link.Channel))
                search.Log.Warn(shortfall);
            if (search.Request.LatencyMode != LatencyMode.Constant && !session.IsLatencyAutomatic)
                search.Log.Warn($"This master cannot change the latency while a session runs: -l auto is -l {session.Latency} with it");
        }
        search.LastProblem = SearchProblem.None;
        return new ConnectedState(search, link, socket, offer.Master, masterName, key, requests, isLogged);
    }

    public override MasterSearchState Poll()
    {
        LinkCounters counters = Channel.Counters;
        if (Channel.TryReceiveHandshake(out SessionPacket packet))
            OnHandshake(packet, counters);
        _memory.Update();
        Channel.Reports.Update(EndReport.Unknown, Search.Host.Load);
        ReportFailures(counters);
        _requests?.Poll(counters);
        if (_latency.Poll() is { } change && Search.Events.MayAct())
            Search.Log.Info($"Master at {_master}: {change}");
        long silentNs = Search.Now - Math.Max(_sinceNs, Volatile.Read(ref counters.Values.LastReceived));
        // The master stops sending before it replaces the session; another host cannot make it stop.
        long quietNs = SessionTimes.QuietNs(Channel.Session);
        if (_replacementNs != 0 && silentNs > quietNs)
            return Renegotiate();
        if (Search.Now - _replacementNs > Math.Max(SessionTimes.MasterSilenceNs, 2 * quietNs))
            _replacementNs = 0;
        if (_unreadable.Update(counters, Search.Now))
        {
            if (Search.Complaints.MayAct())
                Search.Log.Warn($"The packets of master {_master} are not as it has offered ({SessionText.Describe(Channel.Session)}); "
                    + "beginning anew");
            return Leave(SessionEnd.Unreadable);
        }
        bool isRefused = _refusals.Update(counters);
        if (silentNs <= LongestSilenceNs(isRefused))
            return this;
        if (_isLogged)
        {
            string account = SessionText.Describe(counters, _memory);
            Search.Log.Info($"Master at {_master} is disconnected; ports and connections are kept. {account}");
        }
        Search.Announcements.Hasten();
        return Leave(isRefused ? SessionEnd.Rejected : SessionEnd.Silent);
    }

    public override SearchingState End()
    {
        string account = SessionText.Describe(Channel.Counters, _memory);
        Search.Log.Info($"Session with master at {_master} ends: {account}");
        return Leave(SessionEnd.None);
    }

    public override void Measure(ref SessionMeters meters) => Channel.Meters.Take(ref meters);

    /// <inheritdoc/>
    public override void Describe(ref SessionStatistics statistics)
    {
        statistics.Since = _sinceNs;
        statistics.Peer = _masterText;
        statistics.Name = _masterName;
        LinkStatistics.Describe(Channel, _memory, ref statistics);
    }

    private static bool TryCreateLink(
        SearchContext search, PreparedCoding coding, IHandshakeSocket socket, [NotNullWhen(true)] out SlaveLink? link)
    {
        SessionParameters session = coding.Session;
        try
        {
            link = new SlaveLink(new LinkChannel(
                session,
                DirectionParameters.Return(session),
                DirectionParameters.Send(session),
                socket,
                SlaveLink.WindowCycles(session),
                coding.Codec));
            return true;
        }
        catch (Exception exception) when (exception is OutOfMemoryException or MemoryBudgetException or CodecException)
        {
            search.Log.Warn($"No memory for the session that the master offers: {SessionText.Describe(session)}");
            link = null;
            return false;
        }
    }

    private long LongestSilenceNs(bool isRefused)
    {
        if (isRefused)
            return SessionTimes.AbsenceNs(Channel.Session);
        // HasFlag allocates in code that is not optimized yet.
        bool isOwn = (Channel.Session.Capabilities & Capabilities.Renegotiation) != Capabilities.None;
        return Math.Max(isOwn ? SessionTimes.MasterSilenceNs : SessionTimes.Jack2SilenceNs, SessionTimes.AbsenceNs(Channel.Session));
    }

    private void OnHandshake(in SessionPacket packet, LinkCounters counters)
    {
        if (IsReplacement(packet))
            (_replacement, _replacementNs) = (packet, Search.Now);
        else if (Volatile.Read(ref counters.Values.Received) == 0)
            _ = OfferReader.TryReportRefusal(Search, SessionPacket.AsBytes(packet), _master);
    }

    // Only the master of this session knows its key. A master that changes its period all the time is not followed each time.
    private bool IsReplacement(in SessionPacket packet)
    {
        SessionParameters session = Channel.Session;
        return session.Capabilities.HasFlag(Capabilities.Renegotiation) && packet.SessionId != session.SessionId
            && SessionValidator.CheckSetup(SessionPacket.AsBytes(packet)) == SessionFault.None
            && CapabilityBlock.ReadKey(packet.MasterHost) == (_key, session.SessionId)
            && Search.Renegotiations.MayAct();
    }

    // The master's period or sample rate has changed: a new session on the same socket.
    private MasterSearchState Renegotiate()
    {
        SessionParameters session = Channel.Session;
        Stop(SessionEnd.Parameters);
        Channel.DisposeFormats();
        if (OfferReader.TryRead(Search, SessionPacket.AsBytes(_replacement), _master, out MasterOffer? offer))
            return Answer(offer, _socket, session.Mtu);
        _socket.Dispose();
        return new SearchingState(Search);
    }

    private void ReportFailures(LinkCounters counters)
    {
        long failures = Volatile.Read(ref counters.Values.SendFailures);
        if (failures != _sendFailures && Search.SessionComplaints.MayAct())
            Search.Log.Warn($"Cannot send to master {_master}: {SendText.Describe(counters.LastFailure)}");
        _sendFailures = failures;
    }

    private SearchingState Leave(SessionEnd end)
    {
        Stop(end);
        Channel.Dispose();
        return new SearchingState(Search);
    }

    private void Stop(SessionEnd end)
    {
        Search.Host.Publish(null);
        Search.LastEnd = end;
        Search.Host.Run(null);
        Search.SearchingSinceNs = Search.Now;
        if (AnswerWatch.HasAny(Channel.Counters))
            Search.LastSession = (Channel.Session.SessionId, _key);
        if (!Channel.IsAbandoned)
            _requests?.Dispose();
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Coding;
using NetJack2.Link.Cycles;
using NetJack2.Link.Datagrams;
using NetJack2.Link.Links;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.Protocol.Wire;
using NetJack2.RealTime;
using NetJack2.Sessions.Coding;
using NetJack2.Statistics;

namespace NetJack2.Sessions.Handshake;

/// <summary>Cycles are exchanged with the slave.</summary>
internal sealed class RunningState : SlaveSessionState
{
    /// <summary>Why a slave has no session where JACK gives no client, or too few ports.</summary>
    public static readonly Refusal NoPorts = new("is rejected: JACK gives no client or no ports for it");

    /// <summary>Why it has none where the heap is full. Made beforehand.</summary>
    public static readonly Refusal NoMemory = new("is rejected: no memory for another session");

    private readonly ISlaveClient _client;
    private readonly MasterLink _link;
    private readonly IHandshakeSocket _socket;
    private readonly ulong _key;
    private readonly bool _isNew;
    private readonly RefusalWatch _refusals = new();
    private readonly ReturnWatch _return = new();
    private readonly AnswerWatch _answers;
    private readonly RateLimiter _requestPaths;
    private MemoryWatch _memory;
    private IDisposable? _requests;
    private readonly TransportEvents? _orders;
    private readonly LatencyWatch _latency;
    private long _sendFailures;
    private long _deferredOrders;
    private long _abandonedStarts;

    private RunningState(
        SlaveSession slave, ISlaveClient client, bool isNew, MasterLink link, IHandshakeSocket socket, ulong key, double codingLoad)
        : base(slave)
    {
        _client = client;
        _link = link;
        _socket = socket;
        _key = key;
        _isNew = isNew;
        _requestPaths = new RateLimiter(slave.Manager.Clock);
        _answers = new AnswerWatch(link.Counters, slave.Manager.Now);
        CodingLoad = codingLoad;
        _memory = new MemoryWatch(slave.Manager.Clock);
        _latency = new LatencyWatch(link.Channel, slave.Manager.Clock, client.TryPublishLatencies);
        if (link.Timeline is { } timeline)
            _orders = new TransportEvents(slave, timeline, link.Channel.Session.SessionId);
    }

    public override SessionState Kind => SessionState.Running;

    public override ISlaveClient Client => _client;

    public override bool IsRunning => true;

    public override bool IsBusy => _return.IsPending;

    public override double CodingLoad { get; }

    public override long ReservedBytes => _link.Channel.ReservedBytes;

    private SessionParameters Session => _link.Channel.Session;

    // A peer that began a session, and nothing more, is not waited for: its ports would be kept from real slaves.
    private bool HasAnsweredNothing => _isNew && _answers.HasNone;

    /// <summary>Gives the client the session's ports and runs the session. On failure client and socket stay the caller's.</summary>
    /// <exception cref="OutOfMemoryException">The heap is full; no cycle uses the socket.</exception>
    public static Result<RunningState> Start(
        SlaveSession slave, ISlaveClient client, bool isNew, PreparedCoding coding, IHandshakeSocket socket, ulong key)
    {
        ManagerContext manager = slave.Manager;
        if (!client.TryPrepare(coding.Session))
            return NoPorts;
        MasterLink link;
        try
        {
            link = manager.Host.CreateLink(coding, socket, MemoryBudget.MostPerAddress - manager.ReservedAt(slave.Peer.Host));
        }
        catch (Exception exception) when (exception is OutOfMemoryException or MemoryBudgetException or CodecException)
        {
            return new Refusal($"is rejected: no memory for {SessionText.Describe(coding.Session)}");
        }
        try
        {
            // Made before a cycle uses the link: from then on nothing may be missing.
            var running = new RunningState(slave, client, isNew, link, socket, key, coding.Load);
            if (coding.Session.IsVoice)
                socket.MarkAsVoice();
            string[] shortfalls = [.. SessionText.DescribeShortfalls(link.Channel)];
            string title = isNew ? "New slave" : "Reconnected slave";
            string line = $"{title} '{client.Name}' at {slave.Peer}: {SessionText.Describe(coding.Session)}";
            client.Run(link);
            if (manager.Events.MayAct())
            {
                manager.Log.Info(line);
                foreach (string shortfall in shortfalls)
                    manager.Log.Warn(shortfall);
            }
            return running;
        }
        catch (OutOfMemoryException)
        {
            client.Idle();
            link.Channel.DisposeFormats();
            throw;
        }
    }

    public override bool Runs(uint sessionId) => Session.SessionId == sessionId;

    public override bool IsMember(uint sessionId, ulong key) =>
        Session.SessionId == sessionId && key != 0 && key == _key && Session.SharesCycles;

    // What was allocated to begin the session is not the session's.
    public override void OnEntered() => _memory = new MemoryWatch(Manager.Clock);

    public override SlaveSessionState Poll()
    {
        if (!Manager.IsCurrent(Session))
            return Renegotiate();
        _memory.Update();
        _link.Channel.Reports.Update(_client.Xruns, Manager.Host.Load);
        if (_link.Channel.TryReceiveHandshake(out SessionPacket packet))
            Manager.Redirect(packet);
        _client.PollTimebase(_link);
        LinkCounters counters = _link.Counters;
        ReportFailures(counters);
        ReportTransport();
        if (_latency.Poll() is { } change && Manager.Events.MayAct())
            Manager.Log.Info($"Slave '{_client.Name}': {change}");
        long receivedNs = Math.Max(Slave.SinceNs, Volatile.Read(ref counters.Values.LastReceived));
        long silentNs = Manager.Now - receivedNs;
        long absenceNs = SessionTimes.AbsenceNs(Session);
        if (_return.TryDetect(Manager.Now, absenceNs, out PeerAddress source))
        {
            if (silentNs > absenceNs && source.Host == Slave.Peer.Host)
                return BeginAnew(source);
            if (silentNs <= absenceNs && source != Slave.Peer)
                Slave.Namesake = source;
        }
        bool isRefused = _refusals.Update(counters);
        bool isSilent = silentNs > Math.Max(SessionTimes.SilenceNs, absenceNs) || (isRefused && silentNs > absenceNs);
        if (!isSilent && !_answers.IsMissing(Manager.Now, Manager.Host.IsFreewheeling))
            return this;
        if (HasAnsweredNothing)
        {
            if (Manager.Events.MayAct())
                Manager.Log.Info($"Slave '{_client.Name}' at {Slave.Peer} has sent no whole answer; its client is removed");
            return Close();
        }
        string account = SessionText.Describe(counters, _memory);
        if (Manager.Events.MayAct())
            Manager.Log.Info($"Slave '{_client.Name}' is disconnected; its client is kept for {Manager.Limits.HoldSeconds} s. {account}");
        return Silence(isRefused ? SessionEnd.Rejected : SessionEnd.Silent);
    }

    // The slave may have restarted, or another host wants the manager to believe so: what the session receives decides.
    public override SlaveSessionState OnAnnouncement(in SessionPacket announcement, PeerAddress source)
    {
        _return.OnAnnouncement(announcement, source, Manager.Now);
        return this;
    }

    // The slave's host, from a port that the session does not have: from there it will ask again.
    public override void OnRequest(ReadOnlySpan<byte> request, PeerAddress source)
    {
        if (_link.Channel.Repair is null || source.Host != Slave.Peer.Host
            || !ResendRequest.TryOpen(request, StreamDirection.Return, Session.SessionId, out _) || !_requestPaths.MayAct())
            return;
        bool isFirst = _requests is null;
        _requests?.Dispose();
        _requests = null;
        _requests = Manager.Host.AnswerRequests(_link, _socket, source);
        // The first one belongs to the beginning of the session: so does what was allocated for it.
        if (isFirst)
            _memory = new MemoryWatch(Manager.Clock);
    }

    public override SlaveSessionState OnKill()
    {
        if (Manager.Events.MayAct())
            Manager.Log.Info($"Slave '{Slave.Name}' was ended by KILL_MASTER from this host");
        return Silence(SessionEnd.Killed);
    }

    public override SlaveSessionState Renegotiate()
    {
        if (Manager.IsCurrent(Session))
            return this;
        Idle();
        if (Session.Capabilities.HasFlag(Capabilities.Renegotiation) && !_link.Channel.IsAbandoned)
        {
            _link.Channel.DisposeFormats();
            return OfferedState.Offer(Slave, _client, _socket, _key, Session.SessionId);
        }
        Slave.LastEnd = SessionEnd.Parameters;
        // A slave of jack2 announces itself again when it notices: its packets are refused from now on, or two seconds later.
        _link.Channel.Dispose();
        return new SilentState(Slave, _client);
    }

    public override EndedState End()
    {
        string account = SessionText.Describe(_link.Counters, _memory);
        if (Manager.Events.MayAct())
            Manager.Log.Info($"Session with slave '{_client.Name}' ends: {account}");
        return Close();
    }

    public override void Describe(ref SessionStatistics statistics) => LinkStatistics.Describe(_link.Channel, _memory, ref statistics);

    /// <inheritdoc/>
    public override void Measure(ref SessionMeters meters) => _link.Channel.Meters.Take(ref meters);

    private SlaveSessionState BeginAnew(PeerAddress source)
    {
        SilentState silent = Silence(SessionEnd.Restarted);
        return Manager.Host.IsFreewheeling ? silent : silent.OnAnnouncement(_return.Announcement, source);
    }

    private EndedState Close()
    {
        _requests?.Dispose();
        _client.Dispose();
        _link.Channel.Dispose();
        return new EndedState(Slave);
    }

    private void Idle()
    {
        if (AnswerWatch.HasAny(_link.Counters))
            Slave.LastSession = (Session.SessionId, _key);
        _requests?.Dispose();
        _client.Idle();
    }

    private SilentState Silence(SessionEnd end)
    {
        Slave.LastEnd = end;
        Idle();
        if (!Session.Capabilities.HasFlag(Capabilities.Renegotiation) || _link.Channel.IsAbandoned)
        {
            _link.Channel.Dispose();
            return new SilentState(Slave, _client);
        }
        _link.Channel.DisposeFormats();
        // What the slave sent before it became silent does not show that it goes on.
        _socket.Drain(Manager.Buffer);
        return new SilentState(Slave, _client, past: new PastSession(_socket, _key, Session.SessionId));
    }

    private void ReportTransport()
    {
        if (_link.Timeline is not { } timeline)
            return;
        _orders?.Poll();
        if (timeline.DeferredOrders != _deferredOrders && Manager.SessionComplaints.MayAct())
            Manager.Log.Warn($"Slave '{_client.Name}' orders the transport more than ten times a second; its orders are delayed");
        if (timeline.AbandonedStarts != _abandonedStarts && Manager.SessionComplaints.MayAct())
            Manager.Log.Warn($"Slave '{_client.Name}' is not ready to roll after 0.5 s; the transport starts without it");
        (_deferredOrders, _abandonedStarts) = (timeline.DeferredOrders, timeline.AbandonedStarts);
    }

    private void ReportFailures(LinkCounters counters)
    {
        long failures = Volatile.Read(ref counters.Values.SendFailures);
        if (failures != _sendFailures && Manager.SessionComplaints.MayAct())
            Manager.Log.Warn($"Cannot send to slave '{_client.Name}' at {Slave.Peer}: {SendText.Describe(counters.LastFailure)}");
        _sendFailures = failures;
    }
}

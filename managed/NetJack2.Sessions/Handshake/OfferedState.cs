// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.RealTime;
using NetJack2.Sessions.Coding;
using NetJack2.Statistics;

namespace NetJack2.Sessions.Handshake;

/// <summary>The slave has been sent the parameters of a session and has not started it yet.</summary>
internal sealed class OfferedState : SlaveSessionState
{
    private const string NoMemoryForReason = "A slave is rejected: no memory";

    // A slave sends a few dozen for an offer.
    private const int MaxProbes = 200;

    private readonly ISlaveClient? _client;
    private readonly IHandshakeSocket _socket;
    private readonly PreparedCoding _coding;
    private readonly SessionPacket _packet;
    private int _probes;
    private bool _isAnnouncedAgain;

    private OfferedState(SlaveSession slave, ISlaveClient? client, IHandshakeSocket socket, PreparedCoding coding, in SessionPacket packet)
        : base(slave)
    {
        _client = client;
        _socket = socket;
        _coding = coding;
        _packet = packet;
    }

    public override SessionState Kind => SessionState.Offered;

    public override ISlaveClient? Client => _client;

    public override bool IsBusy => true;

    // A slave answers an offer within milliseconds; an invented one never does, and must not keep the place of a real one.
    public override bool IsForgettable => _client is null && Manager.Now - Slave.SinceNs >= Durations.AbsenceNs;

    /// <summary>Makes the slave an offer.</summary>
    /// <param name="slave">The slave, as it announced itself.</param>
    /// <param name="client">Its client, if it had a session before; it is kept for the slave where the offer cannot be made.</param>
    public static SlaveSessionState Offer(SlaveSession slave, ISlaveClient? client) =>
        slave.Manager.Host.Connect(slave.Peer, UsesManagerPort(slave)) is { } socket
            ? Offer(slave, client, socket, key: 0, previousId: 0)
            : Withdrawn(slave, client);

    /// <summary>Makes a slave whose session runs another offer.</summary>
    /// <param name="slave">The slave.</param>
    /// <param name="client">Its client; it is kept for the slave where the offer cannot be made.</param>
    /// <param name="socket">The session's socket, which is connected to the slave.</param>
    /// <param name="key">The session's key, which proves to the slave that the offer is its master's.</param>
    /// <param name="previousId">The session's number.</param>
    public static SlaveSessionState Offer(SlaveSession slave, ISlaveClient? client, IHandshakeSocket socket, ulong key, uint previousId)
    {
        ManagerContext manager = slave.Manager;
        SessionPacket packet = OfferWriter.Write(slave.Announcement, manager.Host, manager.NextSessionId(), out Capabilities capabilities);
        CapabilityBlock.WriteKey(packet.MasterHost, key, previousId);
        if (!Prepare(slave, packet, capabilities).TryGet(out PreparedCoding? coding, out Refusal? refusal))
        {
            if (manager.OfferComplaints.MayAct())
                manager.Log.Warn($"Slave '{slave.Name}' at {slave.Peer} is rejected: {refusal}");
            manager.Refuse(slave.Announcement, slave.Peer, refusal.ToString());
            socket.Dispose();
            return Withdrawn(slave, client);
        }
        if (capabilities.HasFlag(Capabilities.MtuProbing))
            socket.ForbidFragments();
        var offered = new OfferedState(slave, client, socket, coding, packet);
        offered.SendOffer();
        return offered;
    }

    public override SlaveSessionState Poll()
    {
        var status = SocketStatus.Done;
        for (int count = 0; count < SocketReading.MaxDatagrams && status == SocketStatus.Done; count++)
        {
            status = _socket.ReceiveFrom(Manager.Buffer, out int length, out _);
            if (status != SocketStatus.Done || length > Manager.Buffer.Length)
                continue;
            Span<byte> datagram = Manager.Buffer.AsSpan(0, length);
            if (SessionValidator.ReadStart(datagram, _coding.Session) is { } started)
            {
                return Start(_coding with { Session = started }, MemoryMarshal.AsRef<SessionPacket>(datagram).MasterHost);
            }
            if (SessionPacket.IsHandshake(datagram))
                Manager.Redirect(MemoryMarshal.AsRef<SessionPacket>(datagram));
            else
                AnswerProbe(datagram);
        }
        bool isRefused = status == SocketStatus.Refused;
        if (!isRefused && Manager.Now - Slave.SinceNs < SessionTimes.OfferNs)
            return this;
        ReportUnanswered(isRefused);
        return Withdraw();
    }

    public override SlaveSessionState OnAnnouncement(in SessionPacket announcement, PeerAddress source)
    {
        if (source == Slave.Peer && OfferWriter.AreSame(announcement, Slave.Announcement))
        {
            _isAnnouncedAgain = true;
            SendOffer();
            return this;
        }
        // The same announcement by another interface: one offer is enough.
        if (source.Host != Slave.Peer.Host && Manager.Now - Slave.SinceNs < SessionTimes.PathNs)
            return this;
        if (!Slave.MayBeOffered(announcement, source))
            return this;
        _socket.Dispose();
        Slave.Adopt(announcement, source);
        return Offer(Slave, _client);
    }

    public override ISlaveClient Detach()
    {
        if (_client is null)
            return base.Detach();
        _socket.Dispose();
        return _client;
    }

    public override EndedState End()
    {
        _socket.Dispose();
        _client?.Dispose();
        return new EndedState(Slave);
    }

    // A slave of jack2 that loses its session would not notice: its packets would arrive at the manager's other socket.
    private static bool UsesManagerPort(SlaveSession slave) =>
        CapabilityBlock.Read(slave.Announcement.SlaveHost) != Capabilities.None
        && !slave.Manager.Unanswered.NeedsOtherPort(slave.Peer.Host);

    // What the slave left to the master may have made the session impossible: no channel at all, for example.
    private static Result<PreparedCoding> Prepare(SlaveSession slave, in SessionPacket packet, Capabilities capabilities)
    {
        if (SessionValidator.CheckSetup(SessionPacket.AsBytes(packet)) is var fault and not SessionFault.None)
            return new Refusal(FaultText.Describe(fault, packet));
        ManagerContext manager = slave.Manager;
        SessionParameters session = SessionValidator.ToParameters(packet, capabilities) with { Overhead = slave.Peer.Host.Overhead };
        double left = CodecLoad.Limit - manager.CodingLoadBeside(slave);
        // Half of what is left, if a lower complexity fits into that: others may come.
        Result<PreparedCoding> modest = SessionCoding.Prepare(session, manager.Host.Codecs, isMaster: true, left / 2);
        return modest.Refusal is null ? modest : SessionCoding.Prepare(session, manager.Host.Codecs, isMaster: true, left);
    }

    // A slave that had a client goes on having it.
    private static SlaveSessionState Withdrawn(SlaveSession slave, ISlaveClient? client) =>
        client is null ? new EndedState(slave) : new SilentState(slave, client);

    // A slave that has ended meanwhile, or a program that only asked, does not announce itself again.
    private void ReportUnanswered(bool isRefused)
    {
        if ((!isRefused && !_isAnnouncedAgain) || !Manager.Unanswered.IsNotable(Slave.Peer.Host) || !Manager.OfferComplaints.MayAct())
            return;
        Manager.Log.Warn($"Slave '{Slave.Name}' at {Slave.Peer} {(isRefused ? "rejects" : "does not answer")} the offers of this master: "
            + "its firewall must allow UDP from this computer; behind NAT it must be netjack2-cs and use -a");
        Manager.RefusalEvents.Add(
            Slave.Announcement.Name,
            Slave.Peer,
            isRefused ? "the slave's computer rejects the offers" : "the slave does not answer the offers: a firewall?");
    }

    private SlaveSessionState Withdraw()
    {
        _socket.Dispose();
        return Withdrawn(Slave, _client);
    }

    private SlaveSessionState Start(PreparedCoding coding, ReadOnlySpan<byte> masterField)
    {
        Manager.Unanswered.Forget(Slave.Peer.Host);
        if (Manager.Host.IsFreewheeling)
            return Withdraw();
        (ulong key, uint previousId) = CapabilityBlock.ReadKey(masterField);
        ulong proof = CapabilityBlock.ReadProof(masterField);
        if (_client is not null || Manager.FindKept(previousId, proof, coding.Session.SessionId, _socket.LocalHost) is not { } kept)
            return Start(coding, key);
        if (Manager.Events.MayAct())
            Manager.Log.Info($"Slave '{kept.Name}' reconnects from another address: {Slave.Peer} instead of {kept.Peer}");
        kept.ContinueAt(Slave, (owner, client) => new OfferedState(owner, client, _socket, coding, _packet).Start(coding, key));
        return new EndedState(Slave);
    }

    private SlaveSessionState Start(PreparedCoding coding, ulong key)
    {
        // Made while there is memory: where there is none, nothing can be made.
        SlaveSessionState failed = _client is null ? new PausedState(Slave) : new SilentState(Slave, _client, SessionTimes.PauseNs);
        ISlaveClient? client = _client;
        try
        {
            return StartWith(coding, key, ref client).TryGet(out SlaveSessionState? next, out Refusal? refusal)
                ? next
                : Fail(client, refusal, failed);
        }
        catch (OutOfMemoryException)
        {
            return Fail(client, RunningState.NoMemory, failed);
        }
    }

    private Result<SlaveSessionState> StartWith(PreparedCoding coding, ulong key, ref ISlaveClient? client)
    {
        // Other sessions may have begun to code since the offer was made: the next one contains what is left.
        if (coding.Load > CodecLoad.Limit - Manager.CodingLoadBeside(Slave))
            return Withdraw();
        if (_client is null && Manager.Slaves.Count > Manager.Limits.MaxSlaves)
            return new Refusal($"is rejected: {Manager.Limits.IsReached}", "a smaller -w frees the places of disconnected slaves earlier");
        if (_client is null && Manager.Newcomers.Check(Slave.Peer.Host).Refusal is { } limit)
            return limit;
        if (PortLimits.Check(Slave, Manager.Slaves, coding.Session, Manager.Host.CountPorts()).Refusal is { } shortage)
            return shortage;
        if (_client is null && !MemoryReserve.IsThere())
            return RunningState.NoMemory;
        client ??= Manager.Host.CreateClient(Slave.Name, Slave.HostName, Slave.Peer);
        if (client is null)
            return RunningState.NoPorts;
        Result<RunningState> started = RunningState.Start(Slave, client, isNew: _client is null, coding, _socket, key);
        return started.TryGet(out RunningState? running, out Refusal? refusal) ? running : refusal;
    }

    // The client of a slave that had a session stays as it is, with its connections.
    private SlaveSessionState Fail(ISlaveClient? client, Refusal refusal, SlaveSessionState failed)
    {
        if (_client is null)
            client?.Dispose();
        _socket.Dispose();
        try
        {
            if (Manager.OfferComplaints.MayAct())
                Manager.Log.Warn($"Slave '{Slave.Name}' {refusal}");
            Manager.Refuse(Slave.Announcement, Slave.Peer, refusal.ToString());
        }
        catch (OutOfMemoryException)
        {
            Manager.Log.Warn(NoMemoryForReason);
        }
        return failed;
    }

    private void SendOffer()
    {
        // A refusal answers an earlier datagram; it is handled when the socket is read.
        SocketStatus status = _socket.SendTo(SessionPacket.AsBytes(_packet), Slave.Peer);
        if (status is not (SocketStatus.Done or SocketStatus.Refused) && Manager.OfferComplaints.MayAct())
            Manager.Log.Warn($"Cannot answer slave '{Slave.Name}' at {Slave.Peer}: {SendText.Describe(status)}");
    }

    // As long as the probe, and to its sender: no host can direct more traffic at others than they send themselves.
    private void AnswerProbe(Span<byte> datagram)
    {
        SessionParameters offer = _coding.Session;
        if (!offer.Capabilities.HasFlag(Capabilities.MtuProbing) || _probes >= MaxProbes)
            return;
        Span<byte> answer = ProbePacket.Answer(datagram, offer.SessionId);
        if (answer.IsEmpty)
            return;
        _probes++;
        _ = _socket.SendTo(answer, Slave.Peer);
    }
}

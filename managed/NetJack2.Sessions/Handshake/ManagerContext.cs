// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.RealTime;
using NetJack2.Statistics;

namespace NetJack2.Sessions.Handshake;

/// <summary>The parts that all slaves of one manager share. Control thread.</summary>
/// <param name="host">The JACK server and the network.</param>
/// <param name="limits">How many slaves, and for how long.</param>
/// <param name="clock">CLOCK_MONOTONIC.</param>
/// <param name="log">The module's log.</param>
/// <param name="slaves">All slaves that the manager knows.</param>
/// <param name="sink">Keeps events; null: there is none.</param>
internal sealed class ManagerContext(
    IManagerHost host, ManagerLimits limits, IMonotonicClock clock, IControlLog log, IReadOnlyList<SlaveSession> slaves, IEventSink? sink)
{
    private readonly RateLimiter _refusals = new(clock, ManagerLimits.MostSlaves);
    private SessionPacket _redirected;
    private bool _hasRedirected;

    public IManagerHost Host => host;

    public ManagerLimits Limits => limits;

    public IControlLog Log => log;

    /// <summary>Keeps events for the readers of the module's page; null: there is none.</summary>
    public IEventSink? Sink => sink;

    /// <summary>Slaves that were rejected, as events.</summary>
    public RefusalEvents RefusalEvents { get; } = new(sink, clock);

    /// <summary>The clock of all times: CLOCK_MONOTONIC.</summary>
    public IMonotonicClock Clock => clock;

    /// <summary>The present time: nanoseconds of CLOCK_MONOTONIC.</summary>
    public long Now => clock.Now;

    /// <summary>Limits log lines about announcements. Each kind of lines has a limit of its own, so that none hides another.</summary>
    public RateLimiter AnnouncementComplaints { get; } = new(clock);

    /// <summary>Limits log lines about slaves that cannot be served or do not answer.</summary>
    public RateLimiter OfferComplaints { get; } = new(clock);

    /// <summary>Limits log lines about sessions that run.</summary>
    public RateLimiter SessionComplaints { get; } = new(clock);

    /// <summary>Limits the lines about sessions that begin and end: all slaves may do so at once, one time.</summary>
    public RateLimiter Events { get; } = new(clock, 2 * ManagerLimits.MostSlaves);

    /// <summary>Hosts that announce slaves and do not answer.</summary>
    public UnansweredOffers Unanswered { get; } = new(clock);

    /// <summary>All slaves that the manager knows.</summary>
    public IReadOnlyList<SlaveSession> Slaves => slaves;

    /// <summary>Limits the announcements that are answered, by address.</summary>
    public OfferLimits Offers { get; } = new(clock, slaves);

    /// <summary>Limits the clients of new slaves.</summary>
    public NewcomerLimits Newcomers { get; } = new(clock, slaves);

    /// <summary>Room for one received datagram. Nothing in it outlives a call.</summary>
    public byte[] Buffer { get; } = new byte[SessionValidator.MaxMtu];

    /// <summary>A session id that no session of this manager has, and that other hosts cannot guess.</summary>
    public uint NextSessionId()
    {
        uint id;
        do
            id = SecureNumber.Next32();
        while (IsUsed(id));
        return id;
    }

    /// <summary>A slave's socket, which has the manager's port, received a packet that is the manager's.</summary>
    public void Redirect(in SessionPacket packet)
    {
        _redirected = packet;
        _hasRedirected = true;
    }

    /// <summary>The last packet that was redirected since the last call, if there is one: the slave's that was polled since.</summary>
    public bool TryTakeRedirected(out SessionPacket packet)
    {
        packet = _redirected;
        bool hasRedirected = _hasRedirected;
        _hasRedirected = false;
        return hasRedirected;
    }

    /// <summary>A slave is rejected: keeps that, and sends the slave the reason, if it is one that prints it.</summary>
    /// <remarks>The answer is as long as the announcement: no host can direct more traffic at others than they send themselves.</remarks>
    public void Refuse(in SessionPacket announcement, PeerAddress peer, string reason)
    {
        RefusalEvents.Add(announcement.Name, peer, reason);
        if (CapabilityBlock.Read(announcement.SlaveHost).HasFlag(Capabilities.Refusals) && _refusals.MayAct())
            host.Answer(SessionPacket.AsBytes(OfferWriter.Refuse(announcement, reason)), peer);
    }

    /// <summary>The slave whose client is kept, and whose last session was the one that a START_MASTER proves.</summary>
    /// <param name="previousId">The number of that session.</param>
    /// <param name="proof">The proof; 0: there is none.</param>
    /// <param name="sessionId">The number of the session that is to begin.</param>
    /// <param name="own">The address of this host from which that was offered.</param>
    public SlaveSession? FindKept(uint previousId, ulong proof, uint sessionId, HostAddress own)
    {
        foreach (SlaveSession slave in slaves)
        {
            (uint id, ulong key) = slave.LastSession;
            if (proof != 0 && slave.IsKept && key != 0 && id == previousId
                && SessionProof.Of(key, id, sessionId, own.High, own.Low) == proof)
                return slave;
        }
        return null;
    }

    /// <summary>Whether a session has the period and the sample rate of the server.</summary>
    public bool IsCurrent(SessionParameters session) => session.Period == host.Period && session.SampleRate == host.SampleRate;

    /// <summary>Share of each period that the coding of all other slaves takes, 0…1.</summary>
    public double CodingLoadBeside(SlaveSession slave)
    {
        double load = 0;
        foreach (SlaveSession other in slaves)
        {
            if (other != slave)
                load += other.State.CodingLoad;
        }
        return load;
    }

    /// <summary>Memory that is reserved for the packets of the sessions with an address, in bytes.</summary>
    public long ReservedAt(HostAddress host)
    {
        long bytes = 0;
        foreach (SlaveSession slave in slaves)
        {
            if (slave.Peer.Host == host)
                bytes += slave.State.ReservedBytes;
        }
        return bytes;
    }

    private bool IsUsed(uint id)
    {
        foreach (SlaveSession slave in slaves)
        {
            if (slave.State.Runs(id))
                return true;
        }
        return false;
    }
}

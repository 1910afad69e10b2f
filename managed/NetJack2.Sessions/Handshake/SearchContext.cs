// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Session;
using NetJack2.RealTime;
using NetJack2.Statistics;

namespace NetJack2.Sessions.Handshake;

/// <summary>The parts that the states of a slave share. Control thread.</summary>
/// <param name="request">What the slave asks of a master.</param>
/// <param name="host">The JACK server and the network.</param>
/// <param name="clock">CLOCK_MONOTONIC.</param>
/// <param name="log">The module's log.</param>
/// <param name="sink">Keeps events; null: there is none.</param>
internal sealed class SearchContext(SlaveRequest request, ISlaveHost host, IMonotonicClock clock, IControlLog log, IEventSink? sink)
{
    /// <summary>What the slave asks of a master at present.</summary>
    public SlaveRequest Request { get; private set; } = request;

    public ISlaveHost Host => host;

    public IMonotonicClock Clock => clock;

    public IControlLog Log => log;

    /// <summary>The present time: nanoseconds of CLOCK_MONOTONIC.</summary>
    public long Now => clock.Now;

    /// <summary>Limits log lines that a peer can cause.</summary>
    public RateLimiter Complaints { get; } = new(clock);

    /// <summary>Limits log lines about sessions that begin and end: a master may end each at once, and offer another.</summary>
    public RateLimiter Events { get; } = new(clock, burst: 10);

    /// <summary>Limits log lines about a session that runs: offers must not hide them.</summary>
    public RateLimiter SessionComplaints { get; } = new(clock);

    /// <summary>Limits how often a master may replace the session that runs.</summary>
    public RateLimiter Renegotiations { get; } = new(clock);

    /// <summary>Gives the server the parameters of sessions.</summary>
    public ServerSetup Server { get; } = new(host, clock);

    /// <summary>Limits how often sessions end because their settings are changed.</summary>
    public RateLimiter Changes { get; } = new(clock);

    /// <summary>Masters that reject this slave, as events.</summary>
    public RefusalEvents RefusalEvents { get; } = new(sink, clock);

    /// <summary>Room for one received datagram. Nothing in it outlives a call.</summary>
    public byte[] Buffer { get; } = new byte[SessionPacket.Size];

    /// <summary>The announcements that the slave sends, and their sockets.</summary>
    public Announcements Announcements { get; } = new(request, host, clock, log);

    /// <summary>Where the slave searches, for the statistics page.</summary>
    public PageText TargetText { get; } = PageText.From(request.Target.ToString());

    /// <summary>Since when the slave has no session, in nanoseconds of CLOCK_MONOTONIC.</summary>
    public long SearchingSinceNs { get; set; } = clock.Now;

    /// <summary>Why the last attempt to begin a session failed; <see cref="SearchProblem.None"/> after a session has begun.</summary>
    public SearchProblem LastProblem { get; set; }

    /// <summary>The number and the key of the last session that has ended and in which packets arrived; without a key: none.</summary>
    public (uint Id, ulong Key) LastSession { get; set; }

    /// <summary>Why the last session ended; <see cref="SessionEnd.None"/> before the first one.</summary>
    public SessionEnd LastEnd { get; set; }

    /// <summary>The slave asks for something else from now on, and announces that at once. No session runs.</summary>
    public void Use(SlaveRequest changed)
    {
        Request = changed;
        LastProblem = SearchProblem.None;
        Announcements.Use(changed);
    }
}

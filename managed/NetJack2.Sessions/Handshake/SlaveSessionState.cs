// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Session;
using NetJack2.Statistics;

namespace NetJack2.Sessions.Handshake;

/// <summary>A state of a slave's session on the master. Each state owns what exists only in it: sockets, links, timers.</summary>
/// <remarks>
/// Control thread. Each event returns the next state, which is the same one where nothing changes. A state that returns another one has
/// closed what it owns, or has passed it on.
/// </remarks>
internal abstract class SlaveSessionState(SlaveSession slave)
{
    /// <summary>The state's number in the statistics page.</summary>
    public abstract SessionState Kind { get; }

    /// <summary>The slave's JACK client; null until its first session.</summary>
    public virtual ISlaveClient? Client => null;

    /// <summary>Whether a session runs in this state: cycles are exchanged.</summary>
    public virtual bool IsRunning => false;

    /// <summary>Whether something may happen within milliseconds, so that the next poll should be soon.</summary>
    public virtual bool IsBusy => false;

    /// <summary>Whether the slave may be forgotten in favour of another one.</summary>
    public virtual bool IsForgettable => false;

    /// <summary>Share of each period that the session's coding takes, 0…1.</summary>
    public virtual double CodingLoad => 0;

    /// <summary>Memory that is reserved for the packets of the session that runs, in bytes.</summary>
    public virtual long ReservedBytes => 0;

    /// <summary>The slave whose state this is.</summary>
    protected SlaveSession Slave => slave;

    /// <summary>The parts that the manager's slaves share.</summary>
    protected ManagerContext Manager => slave.Manager;

    /// <summary>Whether this is the session of that id, and runs.</summary>
    public virtual bool Runs(uint sessionId) => false;

    /// <summary>Whether this session runs, has this key, and its slave may be a member of the mesh.</summary>
    public virtual bool IsMember(uint sessionId, ulong key) => false;

    /// <summary>The state has been entered: what happens from now on is its own.</summary>
    public virtual void OnEntered()
    {
    }

    /// <summary>Receives what has arrived and does what is due.</summary>
    public virtual SlaveSessionState Poll() => this;

    /// <summary>Handles an announcement that may be the slave's.</summary>
    public abstract SlaveSessionState OnAnnouncement(in SessionPacket announcement, PeerAddress source);

    /// <summary>Handles a request for lost packets that arrived at the manager's port.</summary>
    public virtual void OnRequest(ReadOnlySpan<byte> request, PeerAddress source)
    {
    }

    /// <summary>Ends the session on request of a program on this host.</summary>
    public virtual SlaveSessionState OnKill() => this;

    /// <summary>Checks whether the server's period or sample rate has changed.</summary>
    public virtual SlaveSessionState Renegotiate() => this;

    /// <summary>Closes everything but the client, which is kept for a slave that is elsewhere now.</summary>
    /// <exception cref="InvalidOperationException">The state has no client that is kept: see <see cref="SlaveSession.IsKept"/>.</exception>
    public virtual ISlaveClient Detach() => throw new InvalidOperationException();

    /// <summary>Closes everything, the client as well.</summary>
    public abstract EndedState End();

    /// <summary>Adds what the session counted to its place of the statistics page. Allocates nothing.</summary>
    public virtual void Describe(ref SessionStatistics statistics)
    {
    }

    /// <summary>Fills in the levels of the session's audio ports. Allocates nothing.</summary>
    public virtual void Measure(ref SessionMeters meters)
    {
    }
}

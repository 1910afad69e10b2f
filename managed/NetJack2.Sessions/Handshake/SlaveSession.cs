// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Session;
using NetJack2.Statistics;

namespace NetJack2.Sessions.Handshake;

/// <summary>A slave as its manager knows it, from its first announcement until the manager gives it up: who it is, and its state.</summary>
/// <remarks>Control thread.</remarks>
internal sealed class SlaveSession
{
    /// <summary>The announcement from which the slave's session begins, or began.</summary>
    public SessionPacket Announcement;

    /// <summary>A slave that has announced itself. <see cref="Begin"/> makes it an offer.</summary>
    public SlaveSession(ManagerContext manager, in SessionPacket announcement, PeerAddress peer, int slot)
    {
        Manager = manager;
        Announcement = announcement;
        Peer = peer;
        Slot = slot;
        SeenNs = manager.Now;
        State = new EndedState(this);
    }

    /// <summary>What it shares with the manager's other slaves.</summary>
    public ManagerContext Manager { get; }

    /// <summary>The slave's address and port.</summary>
    public PeerAddress Peer { get; private set; }

    /// <summary>Another slave of the same name, on a host of the same address or name, that announced itself while this one ran.</summary>
    public PeerAddress Namesake { get; set; }

    /// <summary>Its place in the statistics page, which it alone has while it is known: 0…63.</summary>
    public int Slot { get; }

    /// <summary>The state of its session.</summary>
    public SlaveSessionState State { get; private set; }

    /// <summary>When the state was entered, in nanoseconds of CLOCK_MONOTONIC.</summary>
    public long SinceNs { get; private set; }

    /// <summary>The name of its client, or its own before it has one, for the statistics page.</summary>
    public PageText NameText { get; private set; }

    /// <summary><see cref="Peer"/>, for the statistics page.</summary>
    public PageText PeerText { get; private set; }

    /// <summary>The slave's name. Allocates.</summary>
    public string Name => SlaveName.Read(Announcement.Name);

    /// <summary>The name of its client, or its own before it has one.</summary>
    public string ClientName => State.Client?.Name ?? Name;

    /// <summary>The name of the slave's computer; empty where it sends none. Allocates.</summary>
    public string HostName => SlaveName.ReadHost(Announcement.SlaveHost);

    /// <summary>Why its last session ended.</summary>
    public SessionEnd LastEnd { get; set; }

    /// <summary>When the slave was last known to be at <see cref="Peer"/>: a packet or an announcement arrived from that address.</summary>
    public long SeenNs { get; set; }

    /// <summary>Makes the first offer.</summary>
    public void Begin() => Enter(OfferedState.Offer(this, client: null));

    /// <summary>Does what is due in its state.</summary>
    public void Poll() => Enter(State.Poll());

    /// <summary>An announcement that may be this slave's has arrived.</summary>
    public void OnAnnouncement(in SessionPacket announcement, PeerAddress source)
    {
        if (source.Host == Peer.Host)
            SeenNs = Manager.Now;
        Enter(State.OnAnnouncement(announcement, source));
    }

    /// <summary>A program on this host has ended the session.</summary>
    public void OnKill() => Enter(State.OnKill());

    /// <summary>The server's period or sample rate may have changed.</summary>
    public void Renegotiate() => Enter(State.Renegotiate());

    /// <summary>Gives the slave up: closes its session and its client.</summary>
    public void End() => Enter(State.End());

    /// <summary>Takes over the announcement of a slave that has restarted, perhaps with other options or at another address.</summary>
    public void Adopt(in SessionPacket announcement, PeerAddress source)
    {
        Announcement = announcement;
        Peer = source;
        SeenNs = Manager.Now;
    }

    /// <summary>
    /// Whether an announcement from this address may get the slave's client: from the slave's own address at any time, from another one
    /// only if the slave has been silent at its own for a while.
    /// </summary>
    public bool MayReturnFrom(PeerAddress source) => source.Host == Peer.Host || Manager.Now - SeenNs >= SessionTimes.ReturnNs;

    /// <summary>Whether an announcement may be this slave's: its name, from its host, and not known to be another slave's.</summary>
    /// <remarks>A host that has several addresses, or a new one, is recognised by its name.</remarks>
    public bool Matches(in SessionPacket announcement, PeerAddress source) =>
        (!State.IsRunning || source != Namesake)
        && SessionPacket.TextOf(announcement.Name).SequenceEqual(SessionPacket.TextOf(Announcement.Name))
        && (source.Host == Peer.Host || HasHostOf(announcement));

    private bool HasHostOf(in SessionPacket announcement) =>
        SessionPacket.TextOf(announcement.SlaveHost) is { IsEmpty: false } name
        && name.SequenceEqual(SessionPacket.TextOf(Announcement.SlaveHost));

    private void Enter(SlaveSessionState state)
    {
        if (ReferenceEquals(state, State))
            return;
        State = state;
        SinceNs = Manager.Now;
        NameText = PageText.From(ClientName);
        PeerText = PageText.From(Peer.ToString());
        state.OnEntered();
    }
}

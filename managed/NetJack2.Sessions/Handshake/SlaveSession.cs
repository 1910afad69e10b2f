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

    private SecondBudget _offers;

    /// <summary>A slave that has announced itself. <see cref="Begin"/> makes it an offer.</summary>
    public SlaveSession(ManagerContext manager, in SessionPacket announcement, PeerAddress peer, int slot)
    {
        Manager = manager;
        Announcement = announcement;
        Peer = peer;
        Slot = slot;
        State = new EndedState(this);
    }

    /// <summary>The parts that the manager's slaves share.</summary>
    public ManagerContext Manager { get; }

    /// <summary>The address and port to which the slave's packets are sent.</summary>
    public PeerAddress Peer { get; private set; }

    /// <summary>Another slave of the same name, on a host of the same address or name, that announced itself while this one ran.</summary>
    public PeerAddress Namesake { get; set; }

    /// <summary>Its place in the statistics page, which it alone has while it is known: 0…63.</summary>
    public int Slot { get; }

    /// <summary>The present state of its session.</summary>
    public SlaveSessionState State { get; private set; }

    /// <summary>When the state was entered, in nanoseconds of CLOCK_MONOTONIC.</summary>
    public long SinceNs { get; private set; }

    /// <summary>The name of its client, or its own before it has one, for the statistics page.</summary>
    public PageText NameText { get; private set; }

    /// <summary><see cref="Peer"/> as text, for the statistics page.</summary>
    public PageText PeerText { get; private set; }

    /// <summary>The name that the slave announces, made valid for JACK. Allocates.</summary>
    public string Name => SlaveName.Read(Announcement.Name);

    /// <summary>The name of its client, or its own before it has one.</summary>
    public string ClientName => State.Client?.Name ?? Name;

    /// <summary>The name of the slave's computer; empty where it sends none. Allocates.</summary>
    public string HostName => SlaveName.ReadHost(Announcement.SlaveHost);

    /// <summary>Why its last session ended; <see cref="SessionEnd.None"/> before the first one.</summary>
    public SessionEnd LastEnd { get; set; }

    /// <summary>The number and the key of its last session that has ended and in which packets arrived; without a key: none.</summary>
    public (uint Id, ulong Key) LastSession { get; set; }

    /// <summary>Whether its client is kept for it, and it has to prove at another address that it is this slave.</summary>
    public bool IsKept => State.Client is not null && !State.IsRunning;

    /// <summary>Makes the first offer to the slave.</summary>
    public void Begin() => Enter(OfferedState.Offer(this, client: null));

    /// <summary>Does the work that is due in its state.</summary>
    public void Poll() => Enter(State.Poll());

    /// <summary>Handles an announcement that may be this slave's.</summary>
    public void OnAnnouncement(in SessionPacket announcement, PeerAddress source) => Enter(State.OnAnnouncement(announcement, source));

    /// <summary>The slave has proved itself at another address, where it was offered a session like a new one. It begins that.</summary>
    /// <param name="place">The slave at the other address.</param>
    /// <param name="begin">Begins the session, with the client that is kept.</param>
    public void ContinueAt(SlaveSession place, Func<SlaveSession, ISlaveClient, SlaveSessionState> begin)
    {
        ISlaveClient client = State.Detach();
        Adopt(place.Announcement, place.Peer);
        Enter(begin(this, client));
    }

    /// <summary>Ends the session on request of a program on this host.</summary>
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
    }

    /// <summary>Whether an announcement may be this slave's: its name, from its host, and not known to be another slave's.</summary>
    /// <remarks>
    /// A host that has several addresses is recognised by its name; but any host can use that, so it does not get a client that is kept.
    /// </remarks>
    public bool Matches(in SessionPacket announcement, PeerAddress source) =>
        (!State.IsRunning || source != Namesake)
        && HasNameOf(announcement)
        && (source.Host == Peer.Host || (!IsKept && HasHostOf(announcement)));

    /// <summary>Whether an announcement from another address may be this slave's, whose client is kept: it has several addresses then.
    /// It announces itself from all at once; the one from the address that is known is waited for, a moment.</summary>
    /// <param name="announcement">The announcement.</param>
    /// <param name="sinceNs">Since when it waits.</param>
    public bool MayAnnounce(in SessionPacket announcement, long sinceNs) =>
        MayHaveMoved(announcement)
        && Manager.Now - sinceNs < (State.IsBusy ? SessionTimes.BeginNs : SessionTimes.PathNs);

    /// <summary>Whether an announcement may be this slave's, whose client is kept: from its computer, at another address.</summary>
    public bool MayHaveMoved(in SessionPacket announcement) => IsKept && HasNameOf(announcement) && HasHostOf(announcement);

    /// <summary>Whether it may be made an offer now because of an announcement. Counts it.</summary>
    /// <remarks>
    /// Its client is not kept from it by what others announce: it has a limit of its own, and its last announcement that comes again counts
    /// for none.
    /// </remarks>
    public bool MayBeOffered(in SessionPacket announcement, PeerAddress source) => State.Client is null
        ? Manager.Offers.MayOffer(source.Host, isRepeated: true)
        : (source == Peer && OfferWriter.AreSame(announcement, Announcement) && Manager.Now - SinceNs >= SessionTimes.SameNs)
            || _offers.TryTake(Manager.Now, OfferLimits.MostOfAddress);

    private bool HasNameOf(in SessionPacket announcement) =>
        SessionPacket.TextOf(announcement.Name).SequenceEqual(SessionPacket.TextOf(Announcement.Name));

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

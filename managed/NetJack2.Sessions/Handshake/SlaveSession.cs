// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.Link.Links;
using NetJack2.Protocol.Session;
using NetJack2.RealTime;
using NetJack2.Sessions.Coding;
using NetJack2.Statistics;

namespace NetJack2.Sessions.Handshake;

/// <summary>A slave as its manager knows it, from its first announcement until it is given up.</summary>
internal sealed class SlaveSession(SessionPacket announcement, PeerAddress peer)
{
    /// <summary>What the slave announced before its session began.</summary>
    public SessionPacket Announcement = announcement;

    /// <summary>Where the slave is.</summary>
    public PeerAddress Peer { get; set; } = peer;

    /// <summary>Its place in the page of statistics, which no other session has as long as this one is known.</summary>
    public int Slot { get; init; }

    /// <summary>The name of its client, or its own before it has one, for that page.</summary>
    public PageText NameText { get; private set; }

    /// <summary><see cref="Peer"/>, for that page.</summary>
    public PageText PeerText { get; private set; }

    /// <summary>Where the session stands.</summary>
    public SlaveSessionState State { get; set; }

    /// <summary>When the state was entered.</summary>
    public long Since { get; set; }

    /// <summary>When an announcement came while the session seemed to run; 0 where none did.</summary>
    public long AnnouncedAt { get; set; }

    /// <summary>That announcement, which may be somebody else's.</summary>
    public SessionPacket Announced;

    /// <summary>Where that announcement came from.</summary>
    public PeerAddress AnnouncedFrom { get; set; }

    /// <summary>Somebody of the same name, on a host of the same address or name, who announced himself while the session ran on: another slave.</summary>
    public PeerAddress Namesake { get; set; }

    /// <summary>What was offered, while it is.</summary>
    public PreparedCoding? Offer { get; set; }

    /// <summary>Share of each period that coding takes, while the session is offered or runs.</summary>
    public double CodingLoad { get; set; }

    /// <summary>The offer as it was sent.</summary>
    public SessionPacket OfferPacket;

    /// <summary>The socket over which it was offered.</summary>
    public IHandshakeSocket? OfferSocket { get; set; }

    /// <summary>How many probes of the slave were answered while it is offered.</summary>
    public int Probes { get; set; }

    /// <summary>The JACK client, from the first session on.</summary>
    public ISlaveClient? Client { get; set; }

    /// <summary>The session, while it runs.</summary>
    public MasterLink? Link { get; set; }

    /// <summary>What the runtime's memory did while it ran.</summary>
    public MemoryWatch Memory { get; set; } = new();

    /// <summary>What the peer's host said while it ran.</summary>
    public RefusalWatch Refusals { get; set; } = new();

    /// <summary>How many sends had failed when that was looked at last.</summary>
    public long SendFailures { get; set; }

    /// <summary>The slave's name. Allocates.</summary>
    public string Name => SlaveName.Read(Announcement.Name);

    /// <summary>Makes the texts of the page anew: after something of them has changed. Allocates.</summary>
    public void Label()
    {
        NameText = PageText.From(Client?.Name ?? Name);
        PeerText = PageText.From(Peer.ToString());
    }

    /// <summary>The name of the slave's computer. Allocates.</summary>
    public string HostName => SlaveName.ReadHost(Announcement.SlaveHost);

    /// <summary>Whether an announcement may be this slave's: its name, from its host, and not known to be somebody else's.</summary>
    /// <remarks>A host of several addresses, or of a new one, is known by its name.</remarks>
    public bool MayBe(in SessionPacket announcement, PeerAddress peer) =>
        (State != SlaveSessionState.Running || peer != Namesake)
        && SessionPacket.TextOf(announcement.Name).SequenceEqual(SessionPacket.TextOf(Announcement.Name))
        && (peer.Host == Peer.Host || HasHostOf(announcement));

    private bool HasHostOf(in SessionPacket announcement) =>
        SessionPacket.TextOf(announcement.SlaveHost) is { IsEmpty: false } name
        && name.SequenceEqual(SessionPacket.TextOf(Announcement.SlaveHost));
}

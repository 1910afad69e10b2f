// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Session;
using NetJack2.Statistics;

namespace NetJack2.Sessions.Handshake;

/// <summary>A new slave could not be served. For a while it is offered nothing, unless it asks for something else.</summary>
internal sealed class PausedState(SlaveSession slave) : SlaveSessionState(slave)
{
    private readonly long _endNs = slave.Manager.Now + SessionTimes.PauseNs;

    public override SessionState Kind => SessionState.None;

    public override bool IsForgettable => true;

    // A slave that announces itself only once is not lost; one that has ended does not answer the offer.
    public override SlaveSessionState Poll() => Manager.Now < _endNs ? this : OfferedState.Offer(Slave, client: null);

    public override SlaveSessionState OnAnnouncement(in SessionPacket announcement, PeerAddress source)
    {
        if (OfferWriter.AreSame(announcement, Slave.Announcement) || !Slave.MayBeOffered(announcement, source))
            return this;
        Slave.Adopt(announcement, source);
        return OfferedState.Offer(Slave, client: null);
    }

    public override EndedState End() => new(Slave);
}

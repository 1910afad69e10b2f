// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Session;
using NetJack2.Statistics;

namespace NetJack2.Sessions.Handshake;

/// <summary>The manager has given the slave up, or has not made it an offer yet. It is removed at the next poll.</summary>
internal sealed class EndedState(SlaveSession slave) : SlaveSessionState(slave)
{
    public override SessionState Kind => SessionState.None;

    public override SlaveSessionState OnAnnouncement(in SessionPacket announcement, PeerAddress source)
    {
        if (!Slave.MayBeOffered(announcement, source))
            return this;
        Slave.Adopt(announcement, source);
        return OfferedState.Offer(Slave, client: null);
    }

    public override EndedState End() => this;
}

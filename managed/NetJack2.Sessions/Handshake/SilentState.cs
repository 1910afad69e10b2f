// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Session;
using NetJack2.RealTime;
using NetJack2.Statistics;

namespace NetJack2.Sessions.Handshake;

/// <summary>The slave is disconnected; its client is kept for it and plays silence.</summary>
/// <param name="slave">The slave.</param>
/// <param name="client">Its client.</param>
/// <param name="pauseNs">For so long no session is offered: the last offer could not be kept.</param>
/// <param name="past">The session that the slave may go on with; null: it cannot.</param>
internal sealed class SilentState(SlaveSession slave, ISlaveClient client, long pauseNs = 0, PastSession? past = null)
    : SlaveSessionState(slave)
{
    private readonly long _offerableNs = slave.Manager.Now + pauseNs;
    private long _endNs = slave.Manager.Now + (slave.Manager.Limits.HoldSeconds * Durations.SecondNs);
    private long _freewheelSinceNs;

    public override SessionState Kind => SessionState.Silent;

    public override ISlaveClient Client => client;

    public override SlaveSessionState Poll()
    {
        long now = Manager.Now;
        if (Manager.Host.IsFreewheeling)
        {
            if (_freewheelSinceNs == 0)
                _freewheelSinceNs = now;
            return this;
        }
        if (_freewheelSinceNs != 0)
        {
            // The slave could not return meanwhile: announcements are ignored while the server freewheels.
            _endNs = Math.Max(_endNs + now - _freewheelSinceNs, now + SessionTimes.ReturnNs);
            _freewheelSinceNs = 0;
        }
        if (past?.HasResumed(Slave) == true)
            return OfferedState.Offer(Slave, client, past.Socket, past.Key, past.SessionId);
        if (now <= _endNs)
            return this;
        if (Manager.Events.MayAct())
            Manager.Log.Info($"Slave '{Slave.Name}' has not reconnected; its client is removed");
        return End();
    }

    public override SlaveSessionState OnAnnouncement(in SessionPacket announcement, PeerAddress source)
    {
        bool isPaused = Manager.Now < _offerableNs && OfferWriter.AreSame(announcement, Slave.Announcement);
        if (isPaused || !Slave.MayBeOffered(announcement, source))
            return this;
        past?.Dispose();
        Slave.Adopt(announcement, source);
        return OfferedState.Offer(Slave, client);
    }

    public override ISlaveClient Detach()
    {
        past?.Dispose();
        return client;
    }

    public override EndedState End()
    {
        past?.Dispose();
        client.Dispose();
        return new EndedState(Slave);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Session;
using NetJack2.RealTime;
using NetJack2.Statistics;

namespace NetJack2.Sessions.Handshake;

/// <summary>The slave is disconnected; its client is kept for it and plays silence.</summary>
internal sealed class SilentState(SlaveSession slave, ISlaveClient client) : SlaveSessionState(slave)
{
    public override SessionState Kind => SessionState.Silent;

    public override ISlaveClient Client => client;

    public override SlaveSessionState Poll()
    {
        if (Manager.Now - Slave.SinceNs <= Manager.Limits.HoldSeconds * Durations.SecondNs || Manager.Host.IsFreewheeling)
            return this;
        Manager.Log.Info($"Slave '{Slave.Name}' has not come back, its client is removed");
        return End();
    }

    public override SlaveSessionState OnAnnouncement(in SessionPacket announcement, PeerAddress source)
    {
        Slave.Adopt(announcement, source);
        return OfferedState.Offer(Slave, client);
    }

    public override EndedState End()
    {
        client.Dispose();
        return new EndedState(Slave);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Timelines;
using NetJack2.RealTime;
using NetJack2.Statistics;

namespace NetJack2.Sessions.Handshake;

/// <summary>Events about a slave's orders to the master's transport: a few in ten seconds, with the count of all.</summary>
/// <remarks>Control thread. Allocates nothing.</remarks>
internal sealed class TransportEvents
{
    // Made when the session begins: later it takes no memory.
    private readonly PageText _start = PageText.From("start");
    private readonly PageText _stop = PageText.From("stop");
    private readonly PageText _locate = PageText.From("locate");
    private readonly SlaveSession _slave;
    private readonly MasterTimeline _timeline;
    private readonly uint _sessionId;
    private readonly RateLimiter _limit;
    private long _reported;

    public TransportEvents(SlaveSession slave, MasterTimeline timeline, uint sessionId)
    {
        _slave = slave;
        _timeline = timeline;
        _sessionId = sessionId;
        _limit = new RateLimiter(slave.Manager.Clock);
    }

    /// <summary>Adds an event where there were orders since the last call.</summary>
    public void Poll()
    {
        long orders = _timeline.Orders;
        if (orders == _reported || _slave.Manager.Sink is not { } sink || !_limit.MayAct())
            return;
        sink.Add(new PageEvent
        {
            Time = _slave.Manager.Now,
            Kind = (uint)EventKind.Transport,
            SessionId = _sessionId,
            Slot = _slave.Slot,
            Count = orders - _reported,
            Name = _slave.NameText,
            Peer = _slave.PeerText,
            Reason = _timeline.LastOrder switch { TransportOrder.Start => _start, TransportOrder.Stop => _stop, _ => _locate },
        });
        _reported = orders;
    }
}

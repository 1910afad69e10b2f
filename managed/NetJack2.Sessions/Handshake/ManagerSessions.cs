// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.RealTime;
using NetJack2.Statistics;

namespace NetJack2.Sessions.Handshake;

/// <summary>The slaves of a manager. Each has a state machine of its own; none waits for another.</summary>
/// <remarks>Control thread. No call blocks, and while sessions only run nothing is allocated.</remarks>
public sealed partial class ManagerSessions
{
    private readonly List<SlaveSession> _slaves = [];
    private readonly ManagerContext _context;
    private readonly Admission _admission;
    private readonly RateLimiter _kills;
    private readonly MissedAnnouncements _missed = new();
    private long _freewheeledNs = long.MinValue / 2;

    /// <summary>A manager without slaves.</summary>
    /// <param name="host">The JACK server and the network.</param>
    /// <param name="limits">How many slaves, and for how long.</param>
    /// <param name="clock">CLOCK_MONOTONIC.</param>
    /// <param name="log">The module's log.</param>
    /// <param name="sink">Keeps the events that the sessions' counts do not show; null: there is none.</param>
    public ManagerSessions(IManagerHost host, ManagerLimits limits, IMonotonicClock clock, IControlLog log, IEventSink? sink = null)
    {
        _context = new ManagerContext(host, limits, clock, log, _slaves, sink);
        _admission = new Admission(_context, _slaves);
        _kills = new RateLimiter(clock);
    }

    /// <summary>Slaves that the manager knows: offered a session, running, or silent.</summary>
    public int Count => _slaves.Count;

    /// <summary>Whether a slave is about to answer, so that the next <see cref="Poll"/> should be soon.</summary>
    public bool IsBusy
    {
        get
        {
            foreach (SlaveSession slave in _slaves)
            {
                if (slave.State.IsBusy)
                    return true;
            }
            return false;
        }
    }

    /// <summary>Handles a datagram that arrived at the manager's port.</summary>
    public void Receive(ReadOnlySpan<byte> datagram, PeerAddress source)
    {
        if (!SessionPacket.IsHandshake(datagram))
        {
            OnRequest(datagram, source);
            return;
        }
        ref readonly SessionPacket packet = ref MemoryMarshal.AsRef<SessionPacket>(datagram);
        if (packet.PacketId == SessionPacketId.SlaveAvailable)
            OnAnnouncement(datagram, packet, source);
        else if (packet.PacketId == SessionPacketId.KillMaster)
            OnKill(packet.SessionId, source);
    }

    /// <summary>The slaves that the manager knows, as <see cref="Count"/> counts them.</summary>
    internal List<SlaveSession> Slaves => _slaves;

    /// <summary>The slave whose session has this number and key, if it runs and may be a member of the mesh.</summary>
    internal SlaveSession? FindMember(uint sessionId, ulong key)
    {
        foreach (SlaveSession slave in _slaves)
        {
            if (slave.State.IsMember(sessionId, key))
                return slave;
        }
        return null;
    }

    /// <summary>Receives the slaves' answers, and does the work that is due. To be called repeatedly.</summary>
    public void Poll()
    {
        for (int index = _slaves.Count - 1; index >= 0; index--)
        {
            SlaveSession slave = _slaves[index];
            PeerAddress source = slave.Peer;
            // What was redirected before an exception came from another slave.
            _ = _context.TryTakeRedirected(out _);
            slave.Poll();
            if (slave.State is EndedState)
                _slaves.RemoveAt(index);
            // A slave that this adds comes behind those that are still to be polled.
            if (_context.TryTakeRedirected(out SessionPacket packet))
                Receive(SessionPacket.AsBytes(packet), source);
        }
        if (_context.Host.IsFreewheeling)
            _freewheeledNs = _context.Now;
        for (int index = _missed.Count - 1; index >= 0 && !_context.Host.IsFreewheeling; index--)
        {
            // A copy: the place may get another one.
            MissedAnnouncements.Missed missed = _missed[index];
            if (IsServedElsewhere(missed) || TryContinue(missed.Packet, missed.Source) || TryBegin(missed))
                _missed.Remove(missed.Source);
        }
    }

    /// <summary>The server's period or sample rate has changed: every session begins anew, at once where the slave can.</summary>
    public void Renegotiate()
    {
        foreach (SlaveSession slave in _slaves)
            slave.Renegotiate();
    }

    /// <summary>Ends all sessions and closes their clients.</summary>
    public void Close()
    {
        foreach (SlaveSession slave in _slaves)
            slave.End();
        _slaves.Clear();
    }

    private void OnAnnouncement(ReadOnlySpan<byte> datagram, in SessionPacket packet, PeerAddress source)
    {
        SessionFault fault = SessionValidator.CheckAnnouncement(datagram);
        if (fault != SessionFault.None)
        {
            if (_context.AnnouncementComplaints.MayAct())
                _context.Log.Warn($"Announcement from {source} is not accepted: {FaultText.Describe(fault, packet)}");
            return;
        }
        // A server that were its own slave would wait for itself.
        if (CapabilityBlock.ReadServer(packet.SlaveHost) != _context.Host.ServerId)
            Handle(packet, source);
    }

    private void Handle(in SessionPacket packet, PeerAddress source)
    {
        // A client that were created now would be lost when freewheeling ends.
        bool isTooEarly = _context.Host.IsFreewheeling && Find(packet, source) is not { State.IsRunning: true };
        if (!isTooEarly && TryContinue(packet, source))
        {
            _missed.Remove(source);
            return;
        }
        // Until it is served: a slave may announce itself only once.
        bool isRepeated = _context.Offers.Notice(source.Host);
        MissedAnnouncements.Missed missed = _missed.Add(packet, source, isRepeated, _context.Now);
        if (isTooEarly)
            return;
        if (TryBegin(missed))
            _missed.Remove(source);
        else if (!_admission.HasPlace(packet) && _context.Offers.MayAnswer(source.Host))
            _admission.Reject(packet, source);
    }

    // By another interface, or from the port of the program that took its place: a session began, or was offered, after it had come.
    private bool IsServedElsewhere(in MissedAnnouncements.Missed missed) =>
        Find(missed.Packet, missed.Source) is { } slave && slave.Peer != missed.Source && slave.SinceNs >= missed.SinceNs;

    private bool TryContinue(in SessionPacket packet, PeerAddress source)
    {
        if (Find(packet, source) is not { } slave)
            return false;
        slave.OnAnnouncement(packet, source);
        return true;
    }

    private bool TryBegin(in MissedAnnouncements.Missed missed)
    {
        if (!_admission.HasPlace(missed.Packet) || _admission.MayBeKept(missed.Packet, Math.Max(missed.SinceNs, _freewheeledNs))
            || !_context.Offers.MayOffer(missed.Source.Host, missed.IsRepeated))
            return false;
        if (_slaves.Count >= _context.Limits.MaxSlaves && _admission.FindForgettable() is { } forgettable)
            Forget(forgettable);
        var slave = new SlaveSession(_context, missed.Packet, missed.Source, FreeSlot());
        _slaves.Add(slave);
        slave.Begin();
        return true;
    }

    private void Forget(SlaveSession slave)
    {
        slave.End();
        _ = _slaves.Remove(slave);
    }

    private void OnRequest(ReadOnlySpan<byte> datagram, PeerAddress source)
    {
        uint sessionId = ResendRequest.SessionOf(datagram);
        foreach (SlaveSession slave in _slaves)
        {
            if (sessionId != 0 && slave.State.Runs(sessionId))
                slave.State.OnRequest(datagram, source);
        }
    }

    // From this host only: jack2's other masters send the numbers of their own sessions to every address (D-04).
    private void OnKill(uint sessionId, PeerAddress source)
    {
        foreach (SlaveSession slave in _slaves)
        {
            if (!slave.State.Runs(sessionId))
                continue;
            // Finding out whose address it is takes system calls, which a flood must not cause.
            if (_kills.MayAct() && _context.Host.IsOwnAddress(source))
                slave.OnKill();
            return;
        }
    }

    // Of several slaves with one name on one host, the one that has this port, else one that may have returned with another port.
    private SlaveSession? Find(in SessionPacket announcement, PeerAddress source)
    {
        SlaveSession? found = null;
        foreach (SlaveSession slave in _slaves)
        {
            if (!slave.Matches(announcement, source))
                continue;
            if (slave.Peer == source)
                return slave;
            found ??= slave;
        }
        return found;
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Mesh;
using NetJack2.RealTime;
using NetJack2.Sessions.Handshake;
using NetJack2.Sessions.Rig;

namespace NetJack2.Sessions.Mesh;

/// <summary>Requests of a member: those of this computer's programs go to the manager, those of the manager are done here.</summary>
/// <remarks>Control thread. No call blocks; without requests nothing is allocated and nothing is sent.</remarks>
/// <param name="own">The ports of this computer's server.</param>
/// <param name="clock">CLOCK_MONOTONIC.</param>
public sealed class MemberDesk(MachineRequests own, IMonotonicClock clock) : IRequestDesk
{
    // The manager asks some machines, and others may be before.
    private const long LimitNs = 10 * Durations.SecondNs;

    // Where the manager has asked, it soon asks more.
    private const long BusyNs = Durations.SecondNs;

    private const int MostWaiting = 16;

    private readonly List<(IRequester Requester, byte[] Words)> _waiting = [];
    private readonly RequestSender _sender = new(clock, LimitNs);
    private readonly RequestMemory _memory = new();
    private readonly byte[] _page = new byte[RequestPacket.MostWords];
    private MeshSession? _session;
    private long _busyUntilNs = long.MinValue;

    /// <summary>Whether the next poll should be soon.</summary>
    internal bool IsBusy => _sender.IsBusy || _waiting.Count != 0 || clock.Now < _busyUntilNs;

    /// <summary>The present number of this computer's ports and connections.</summary>
    internal uint ReadGraph() => own.ReadGraph();

    /// <inheritdoc/>
    public void Submit(IRequester requester, ReadOnlySpan<byte> words)
    {
        if (_session is null)
            requester.Reply(
                RequestStatus.Refused, RequestWords.Write("this computer is in no mesh: its net driver has no session with a netmanager"));
        else if (_waiting.Count >= MostWaiting)
            requester.Reply(RequestStatus.Refused, RequestWords.Write("netmesh has too many requests; try again"));
        else
            _waiting.Add((requester, words.ToArray()));
    }

    /// <inheritdoc/>
    public void Withdraw(IRequester requester)
    {
        _ = _waiting.RemoveAll(waiting => waiting.Requester == requester);
        if (_sender.Requester == requester)
            _sender.Cancel();
    }

    /// <summary>A session has begun, or has ended.</summary>
    internal void Begin(MeshSession? session)
    {
        _session = session;
        if (session is not null)
            return;
        byte[] reason = RequestWords.Write("the session with the master has ended; try again when it is back");
        if (_sender.IsBusy)
            _sender.Finish(RequestStatus.Refused, reason);
        foreach ((IRequester requester, _) in _waiting)
            requester.Reply(RequestStatus.Refused, reason);
        _waiting.Clear();
    }

    /// <summary>Handles a datagram from the manager that is no ROSTER.</summary>
    internal void Receive(ReadOnlySpan<byte> datagram, IHandshakeSocket socket)
    {
        if (!RequestPacket.TryOpen(datagram, MeshPacketKind.Request, out RequestPacket packet, out ReadOnlySpan<byte> words))
        {
            _sender.Receive(datagram);
            return;
        }
        if (_session is not { } session || packet.Header.SessionId != session.SessionId || packet.Header.Key != session.Key)
            return;
        _busyUntilNs = clock.Now + BusyNs;
        if (_memory.TryBegin(packet.Header))
        {
            var reply = new WordWriter(_page);
            RequestStatus status = own.Do(words, ref reply);
            _memory.End(status, reply.Words);
        }
        else if (!_memory.Is(packet.Header))
        {
            return;
        }
        _ = socket.SendTo(_memory.Reply, session.Manager);
    }

    /// <summary>Sends the packets that are due.</summary>
    internal void Poll(IHandshakeSocket socket)
    {
        if (_session is not { } session)
            return;
        if (!_sender.IsBusy && _waiting.Count != 0)
        {
            (IRequester requester, byte[] words) = _waiting[0];
            _waiting.RemoveAt(0);
            _sender.Begin(requester, session.SessionId, session.Key, words);
        }
        if (_sender.Poll(out ReadOnlySpan<byte> datagram))
            _sender.Finish(RequestStatus.Refused, RequestWords.Write($"the manager at {session.Manager} does not answer"));
        else if (!datagram.IsEmpty)
            _ = socket.SendTo(datagram, session.Manager);
    }
}

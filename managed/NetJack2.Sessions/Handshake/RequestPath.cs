// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;
using NetJack2.Link.Datagrams;
using NetJack2.Link.Links;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Wire;

namespace NetJack2.Sessions.Handshake;

/// <summary>The way of a slave's requests for lost packets to the port on which its manager listens, where they are answered at once.
/// </summary>
/// <remarks>Control thread, but for the socket, through which the cycles send.</remarks>
internal sealed class RequestPath : IDisposable
{
    // The manager shall know the way before the first loss. It takes an empty request for that, and another one in case that is lost;
    // where both are, the first real one will do.
    private const int Openings = 2;
    private const long OpeningNs = 1_000_000_000;

    private readonly SearchContext _search;
    private readonly IHandshakeSocket _socket;
    private readonly PeerAddress _manager;
    private readonly byte[] _opening = new byte[ResendRequest.SizeOf(0)];
    private int _sent;
    private long _sentNs;

    private RequestPath(SearchContext search, IHandshakeSocket socket, PeerAddress manager, uint sessionId)
    {
        _search = search;
        _socket = socket;
        _manager = manager;
        ResendRequest.Write(_opening, StreamDirection.Return, sessionId, []);
    }

    /// <summary>The path of a session that begins; null where the system has no socket, and the session's own is used.</summary>
    public static RequestPath? Open(SearchContext search, LinkChannel channel, PeerAddress master)
    {
        PeerAddress manager = master with { Port = search.Request.Target.Port };
        if (search.Host.Connect(manager) is not { } socket)
            return null;
        if (channel.Session.IsVoice)
            socket.MarkAsVoice();
        channel.Repair!.UsePath(socket);
        return new RequestPath(search, socket, manager, channel.Session.SessionId);
    }

    /// <summary>Shows the manager from which port requests come, once the session runs there.</summary>
    public void Poll(LinkCounters counters)
    {
        if (_sent == Openings || Volatile.Read(ref counters.Values.Received) == 0 || _search.Now - _sentNs < OpeningNs)
            return;
        _sent++;
        _sentNs = _search.Now;
        _ = _socket.SendTo(_opening, _manager);
    }

    /// <summary>The session is over; no cycle sends any more.</summary>
    public void Dispose() => _socket.Dispose();
}

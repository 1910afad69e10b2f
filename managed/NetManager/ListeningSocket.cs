using NetJack2.Engine;
using NetJack2.Host;
using NetJack2.Interop;

namespace NetJack2.NetManager;

/// <summary>The manager's socket: opened, bound and joined again and again until it is, and for ever (D-33).</summary>
internal sealed class ListeningSocket(PeerAddress listen, MonotonicClock clock, JackLog log) : IDisposable
{
    private const long RetryTime = 1_000_000_000;

    // A card that was pulled out, or a route that moved, takes the membership along; joining again costs nothing.
    private const long JoinAgainTime = 5_000_000_000;

    private UdpSocket? _socket;
    private bool _isJoined;
    private bool _hasComplained;
    private long _triedAt = long.MinValue / 2;

    /// <summary>The socket, or nothing while the system refuses one.</summary>
    public UdpSocket? Socket
    {
        get
        {
            if (clock.Now - _triedAt > (_isJoined ? JoinAgainTime : RetryTime))
                Open();
            return _socket;
        }
    }

    /// <summary>Receives a datagram. Errors that the network brings back are skipped.</summary>
    public bool TryReceive(Span<byte> buffer, out int length, out PeerAddress source)
    {
        length = 0;
        source = default;
        if (_socket is null)
            return false;
        SocketStatus status = _socket.TryReceive(buffer, out length, out source);
        return status is SocketStatus.Done or SocketStatus.Refused;
    }

    public void Dispose() => _socket?.Dispose();

    private void Open()
    {
        _triedAt = clock.Now;
        if (_socket is null && (_socket = TryBind()) is null)
            return;
        bool wasJoined = _isJoined;
        // An own unicast address needs no membership: slaves address it explicitly.
        _isJoined = !listen.IsMulticast || _socket.TryJoin(listen);
        if (_isJoined)
        {
            if (!wasJoined)
                log.Info($"Listening on {listen}");
            _hasComplained = false;
            return;
        }
        Complain($"Cannot join group {listen} ({SystemError.Last()}), trying again: is the network up, and is there a route? "
            + "(ip route add 224.0.0.0/4 dev INTERFACE) Slaves that name this host with -a are served.");
    }

    private UdpSocket? TryBind()
    {
        UdpSocket? socket = UdpSocket.TryOpen();
        if (socket is not null && socket.TrySetOption(Posix.SOL_SOCKET, Posix.SO_REUSEADDR, 1) && socket.TryBind(new PeerAddress(0, listen.Port)))
            return socket;
        Complain($"Cannot listen on UDP port {listen.Port} ({SystemError.Last()}), trying again: choose another with -p here and on the slaves, "
            + $"or see who has it (ss -ulpn 'sport = :{listen.Port}')");
        socket?.Dispose();
        return null;
    }

    private void Complain(string line)
    {
        if (!_hasComplained)
            log.Warn(line);
        _hasComplained = true;
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Session;
using NetJack2.RealTime;

namespace NetJack2.Sessions.Handshake;

/// <summary>A slave's announcements: the packet, the sockets that send it and receive the answers, and when the next one is due.</summary>
/// <remarks>Control thread.</remarks>
internal sealed class Announcements(SlaveRequest request, ISlaveHost host, IMonotonicClock clock, IControlLog log)
{
    private SessionPacket _packet = request.ToAnnouncement(host.HostName, host.ServerId);
    private readonly IAnnouncer _announcer = host.CreateAnnouncer();
    private bool _isOpen;
    private bool _isReported;
    private long _openSinceNs;
    private long _sentNs;
    private long _restsUntilNs;

    /// <summary>The announcement as it is sent, by reference.</summary>
    public ref readonly SessionPacket Packet => ref _packet;

    /// <summary>Whether the sockets are closed for a while: nothing is sent or received.</summary>
    public bool IsResting => clock.Now < _restsUntilNs;

    /// <summary>Opens the sockets, unless they are open.</summary>
    public bool TryOpen()
    {
        if (!_isOpen)
        {
            _isOpen = _announcer.TryOpen();
            _openSinceNs = clock.Now;
        }
        if (_isOpen && !_isReported)
        {
            log.Info($"Waiting for a master at {request.Target}...");
            _isReported = true;
        }
        return _isOpen;
    }

    /// <summary>Receives one answer without waiting, as <see cref="IAnnouncer.ReceiveFrom"/>.</summary>
    public SocketStatus ReceiveFrom(Span<byte> buffer, out int length, out PeerAddress source) =>
        _announcer.ReceiveFrom(buffer, out length, out source);

    /// <summary>Sends the announcement if it is due.</summary>
    public void Poll()
    {
        long now = clock.Now;
        if (now - _sentNs < SessionTimes.AnnounceNs)
            return;
        if (now - _openSinceNs > SessionTimes.ReopenNs)
        {
            // Before an announcement and not after it, when the answer would find no socket.
            Close();
            return;
        }
        _sentNs = now;
        _announcer.Announce(SessionPacket.AsBytes(_packet));
    }

    /// <summary>Sends the announcement of this request from now on, at once and whatever has been postponed.</summary>
    public void Use(SlaveRequest changed)
    {
        _packet = changed.ToAnnouncement(host.HostName, host.ServerId);
        _restsUntilNs = 0;
        Hasten();
    }

    /// <summary>Makes the next announcement due at once.</summary>
    public void Hasten() => _sentNs = 0;

    /// <summary>Makes the next announcement due after this many nanoseconds.</summary>
    public void Postpone(long ns) => _sentNs = clock.Now + ns;

    /// <summary>Closes the sockets for this many nanoseconds: offers that arrive meanwhile are lost.</summary>
    public void Rest(long ns)
    {
        Close();
        _restsUntilNs = clock.Now + ns;
    }

    /// <summary>Hands over the socket that received the last answer, and closes the others.</summary>
    public IHandshakeSocket Keep()
    {
        _isOpen = false;
        return _announcer.Keep();
    }

    /// <summary>Closes the sockets of the announcements.</summary>
    public void Close()
    {
        _announcer.Dispose();
        _isOpen = false;
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;

namespace NetJack2.Sessions.Handshake;

/// <summary>The sockets from which a slave announces itself on all networks. Control thread. No call blocks.</summary>
/// <remarks>The announcer itself logs failures, for it knows interfaces and errors.</remarks>
public interface IAnnouncer : IDisposable
{
    /// <summary>Opens the sockets anew: a port that was taken may be free, an interface may have appeared.</summary>
    /// <returns>Whether there is a socket.</returns>
    bool TryOpen();

    /// <summary>Sends the announcement on every interface that it is for.</summary>
    void Announce(ReadOnlySpan<byte> announcement);

    /// <summary>Receives one datagram without waiting, as <see cref="IHandshakeSocket.ReceiveFrom"/>.</summary>
    SocketStatus ReceiveFrom(Span<byte> buffer, out int length, out PeerAddress source);

    /// <summary>Returns the socket on which the last datagram arrived; the caller owns it from now on. All others are closed.</summary>
    IHandshakeSocket Keep();
}

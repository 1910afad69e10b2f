// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;

namespace NetJack2.Sessions.Handshake;

/// <summary>A datagram socket before and while it is connected, for handshakes. Control thread. No call waits.</summary>
public interface IHandshakeSocket : IDatagramSocket
{
    /// <summary>Sends one datagram to an address, without waiting.</summary>
    SocketStatus SendTo(ReadOnlySpan<byte> datagram, PeerAddress target);

    /// <summary>Receives one datagram. A longer one than <paramref name="buffer"/> has the length of the buffer plus one.</summary>
    SocketStatus ReceiveFrom(Span<byte> buffer, out int length, out PeerAddress source);

    /// <summary>From now on only this peer's packets are received, and the real-time calls of <see cref="IDatagramSocket"/> use
    /// it.</summary>
    bool TryConnect(PeerAddress peer);

    /// <summary>The address of this host from which a connected socket sends; all zero where the system does not give it.</summary>
    HostAddress LocalHost { get; }

    /// <summary>
    /// From now on nothing that is sent is cut into fragments, here or on the way, and what routers report about sizes is ignored:
    /// it can be forged, or not come at all.
    /// </summary>
    void ForbidFragments();

    /// <summary>From now on what is sent is marked so that Wi-Fi sends it as voice.</summary>
    void MarkAsVoice();

    /// <summary>Bytes of the longest IP packet that the system believes to reach the peer, to begin a search with;
    /// 0 where it reports none.</summary>
    int RouteMtu { get; }
}

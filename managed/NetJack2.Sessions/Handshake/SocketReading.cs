// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;

namespace NetJack2.Sessions.Handshake;

/// <summary>How a control thread reads sockets of handshakes. No call waits.</summary>
internal static class SocketReading
{
    /// <summary>Datagrams that are read of a socket at most before something else is done: a flood must not hold it up.</summary>
    public const int MaxDatagrams = 256;

    /// <summary>Drops what has arrived, and errors that the network has sent back, such as "port unreachable".</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="buffer">Room for a datagram. What is in it afterwards has no meaning.</param>
    public static void Drain(this IHandshakeSocket socket, byte[] buffer)
    {
        for (int count = 0; count < MaxDatagrams; count++)
        {
            if (socket.ReceiveFrom(buffer, out _, out _) is not (SocketStatus.Done or SocketStatus.Refused))
                return;
        }
    }
}

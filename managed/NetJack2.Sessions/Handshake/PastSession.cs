// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Session;
using NetJack2.Protocol.Wire;

namespace NetJack2.Sessions.Handshake;

/// <summary>
/// What remains of a session that the slave was silent in: if the slave goes on with it, it is sent new parameters at once.
/// </summary>
/// <remarks>Control thread. Such a slave would notice only after half a second: what it sends is not refused, since the manager listens
/// at the port.</remarks>
/// <param name="socket">The session's socket, which is this object's from now on.</param>
/// <param name="key">The session's key.</param>
/// <param name="sessionId">The session's number.</param>
internal sealed class PastSession(IHandshakeSocket socket, ulong key, uint sessionId) : IDisposable
{
    public IHandshakeSocket Socket => socket;

    public ulong Key => key;

    public uint SessionId => sessionId;

    /// <summary>Whether the slave has sent a packet of the session. What is the manager's is redirected.</summary>
    public bool HasResumed(SlaveSession slave)
    {
        byte[] buffer = slave.Manager.Buffer;
        for (int count = 0; count < SocketReading.MaxDatagrams; count++)
        {
            if (socket.ReceiveFrom(buffer, out int length, out _) != SocketStatus.Done)
                return false;
            ReadOnlySpan<byte> datagram = buffer.AsSpan(0, Math.Min(length, buffer.Length));
            if (SessionPacket.IsHandshake(datagram))
                slave.Manager.Redirect(MemoryMarshal.AsRef<SessionPacket>(datagram));
            else if (datagram.Length >= PacketHeader.Size && MemoryMarshal.AsRef<PacketHeader>(datagram).SessionId == sessionId)
                return true;
        }
        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => socket.Dispose();
}

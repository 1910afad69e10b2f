// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Net;
using NetJack2.Interop;
using NetJack2.Link.Datagrams;

namespace NetJack2.Host.Tests.Net;

/// <summary>Two sockets on loopback, each connected to the other.</summary>
internal sealed class SocketPair : IDisposable
{
    private static readonly HostAddress s_loopback = 0x7F000001u;
    private static readonly HostAddress s_loopback6 = new(0, 1, 0);

    public SocketPair(bool isIPv6 = false)
    {
        First = UdpSocket.Open(isIPv6)!;
        Second = UdpSocket.Open(isIPv6)!;
        var any = new PeerAddress(isIPv6 ? s_loopback6 : s_loopback, 0);
        Assert.That(First.TryBind(any) && Second.TryBind(any));
        Assert.That(First.TryConnect(AddressOf(Second)) && Second.TryConnect(AddressOf(First)));
    }

    public UdpSocket First { get; }

    public UdpSocket Second { get; }

    /// <summary>Where a bound socket can be reached.</summary>
    public static unsafe PeerAddress AddressOf(UdpSocket socket)
    {
        sockaddr_in6 name;
        uint length = (uint)sizeof(sockaddr_in6);
        Assert.That(Posix.getsockname(socket.Descriptor, (sockaddr*)&name, &length), Is.Zero);
        // The port is at the same place in both families.
        return new PeerAddress(
            socket.IsIPv6 ? s_loopback6 : s_loopback, (ushort)System.Net.IPAddress.NetworkToHostOrder((short)name.sin6_port));
    }

    /// <summary>Everything that has arrived, as copies. Loopback delivers within the send call.</summary>
    public static List<byte[]> ReceiveAll(UdpSocket socket)
    {
        var batch = new IncomingBatch();
        var datagrams = new List<byte[]>();
        while (socket.Receive(batch) == SocketStatus.Done)
        {
            for (int index = 0; index < batch.Count; index++)
                datagrams.Add(batch[index].ToArray());
        }
        return datagrams;
    }

    public void Dispose()
    {
        First.Dispose();
        Second.Dispose();
    }
}

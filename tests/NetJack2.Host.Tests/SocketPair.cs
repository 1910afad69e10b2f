using NetJack2.Engine;
using NetJack2.Interop;

namespace NetJack2.Host.Tests;

/// <summary>Two sockets on loopback, each connected to the other.</summary>
internal sealed class SocketPair : IDisposable
{
    private const uint Loopback = 0x7F000001;

    public SocketPair()
    {
        First = UdpSocket.TryOpen()!;
        Second = UdpSocket.TryOpen()!;
        Assert.That(First.TryBind(new PeerAddress(Loopback, 0)) && Second.TryBind(new PeerAddress(Loopback, 0)));
        Assert.That(First.TryConnect(AddressOf(Second)) && Second.TryConnect(AddressOf(First)));
    }

    public UdpSocket First { get; }

    public UdpSocket Second { get; }

    /// <summary>Where a bound socket can be reached.</summary>
    public static unsafe PeerAddress AddressOf(UdpSocket socket)
    {
        sockaddr_in name;
        uint length = (uint)sizeof(sockaddr_in);
        Assert.That(Posix.getsockname(socket.Descriptor, (sockaddr*)&name, &length), Is.Zero);
        return new PeerAddress(Loopback, (ushort)System.Net.IPAddress.NetworkToHostOrder((short)name.sin_port));
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

using System.Runtime.InteropServices;
using NetJack2.Engine;
using NetJack2.Interop;
using NetJack2.Protocol;

namespace NetJack2.Host;

/// <summary>An IPv4 UDP socket whose real-time calls go straight to the kernel, many datagrams at a time.</summary>
/// <remarks>
/// A run of datagrams of one size leaves in one piece that the kernel cuts (UDP_SEGMENT), and arrives in one piece (UDP_GRO).
/// Where the kernel or the device refuses, each datagram is a message of its own, still in one call.
/// </remarks>
public sealed unsafe partial class UdpSocket : IHandshakeSocket
{
    private const byte TypeOfService = 0xB8; // DSCP EF, as the original
    private const int WantedBuffer = 4 * 1024 * 1024;

    private readonly MessageTable _outgoing = new(OutgoingMessages);
    private readonly MessageTable _incoming = new(IncomingBatch.MessageCount);
    private int _descriptor;

    private UdpSocket(int descriptor) => _descriptor = descriptor;

    /// <summary>The file descriptor, for poll.</summary>
    public int Descriptor
    {
        [RealTimeSafe]
        get => _descriptor;
    }

    /// <summary>Whether the kernel is given runs of datagrams to cut; it turns itself off where the kernel or the device refuses.</summary>
    public bool CanSegment
    {
        [RealTimeSafe]
        get;
        [RealTimeSafe]
        set;
    }
    = true;

    /// <summary>A new socket with the options that all sockets of a session have; nothing where the system refuses.</summary>
    public static UdpSocket? TryOpen()
    {
        int descriptor = Posix.socket(Posix.AF_INET, Posix.SOCK_DGRAM | Posix.SOCK_CLOEXEC | Posix.SOCK_NONBLOCK, 0);
        if (descriptor < 0)
            return null;
        var socket = new UdpSocket(descriptor);
        _ = socket.TrySetOption(Posix.IPPROTO_IP, Posix.IP_TOS, TypeOfService);
        _ = socket.TrySetOption(Posix.IPPROTO_UDP, Posix.UDP_GRO, 1);
        // The kernel gives what its limits allow.
        _ = socket.TrySetOption(Posix.SOL_SOCKET, Posix.SO_RCVBUF, WantedBuffer);
        _ = socket.TrySetOption(Posix.SOL_SOCKET, Posix.SO_SNDBUF, WantedBuffer);
        return socket;
    }

    /// <summary>Sets an option of four bytes.</summary>
    public bool TrySetOption(int level, int name, int value) =>
        Posix.setsockopt(_descriptor, level, name, &value, sizeof(int)) == 0;

    /// <summary>Binds to an address; host 0 is all interfaces, port 0 any port.</summary>
    public bool TryBind(PeerAddress address)
    {
        sockaddr_in name = ToNative(address);
        return Posix.bind(_descriptor, (sockaddr*)&name, (uint)sizeof(sockaddr_in)) == 0;
    }

    /// <summary>Joins a group on the interface that the routing table says; true where it had joined there before.</summary>
    public bool TryJoin(PeerAddress group)
    {
        ip_mreqn request = default;
        request.imr_multiaddr.s_addr = Swap(group.Host);
        return Posix.setsockopt(_descriptor, Posix.IPPROTO_IP, Posix.IP_ADD_MEMBERSHIP, &request, (uint)sizeof(ip_mreqn)) == 0
            || Marshal.GetLastSystemError() == Posix.EADDRINUSE;
    }

    /// <inheritdoc/>
    public bool TryConnect(PeerAddress peer)
    {
        sockaddr_in name = ToNative(peer);
        return Posix.connect(_descriptor, (sockaddr*)&name, (uint)sizeof(sockaddr_in)) == 0;
    }

    /// <inheritdoc/>
    public bool TrySend(ReadOnlySpan<byte> datagram, PeerAddress target)
    {
        sockaddr_in name = ToNative(target);
        fixed (byte* bytes = datagram)
            return Posix.sendto(_descriptor, bytes, (nuint)datagram.Length, Posix.MSG_DONTWAIT, (sockaddr*)&name, (uint)sizeof(sockaddr_in)) == datagram.Length;
    }

    /// <inheritdoc/>
    public SocketStatus TryReceive(Span<byte> buffer, out int length, out PeerAddress source)
    {
        sockaddr_in name;
        uint nameLength = (uint)sizeof(sockaddr_in);
        fixed (byte* bytes = buffer)
        {
            nint received = Posix.recvfrom(
                _descriptor, bytes, (nuint)buffer.Length, Posix.MSG_DONTWAIT | Posix.MSG_TRUNC, (sockaddr*)&name, &nameLength);
            length = received < 0 ? 0 : (int)Math.Min(received, buffer.Length + 1);
            source = FromNative(name);
            return received < 0 ? StatusOf(Marshal.GetLastSystemError()) : SocketStatus.Done;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        int descriptor = Interlocked.Exchange(ref _descriptor, -1);
        if (descriptor < 0)
            return;
        _ = Posix.close(descriptor);
        _outgoing.Dispose();
        _incoming.Dispose();
    }

    [RealTimeSafe]
    private static SocketStatus StatusOf(int error) => error switch
    {
        Posix.EAGAIN or Posix.EINTR => SocketStatus.Empty,
        Posix.ECONNREFUSED => SocketStatus.Refused,
        Posix.ENOBUFS or Posix.ENOMEM => SocketStatus.Full,
        _ => SocketStatus.Failed,
    };

    private static sockaddr_in ToNative(PeerAddress address)
    {
        sockaddr_in name = default;
        name.sin_family = Posix.AF_INET;
        name.sin_port = Swap(address.Port);
        name.sin_addr.s_addr = Swap(address.Host);
        return name;
    }

    private static PeerAddress FromNative(sockaddr_in name) => new(Swap(name.sin_addr.s_addr), Swap(name.sin_port));

    private static uint Swap(uint value) => (uint)System.Net.IPAddress.HostToNetworkOrder((int)value);

    private static ushort Swap(ushort value) => (ushort)System.Net.IPAddress.HostToNetworkOrder((short)value);
}

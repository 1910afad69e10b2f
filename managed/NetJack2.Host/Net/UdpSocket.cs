// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Host.Linux;
using NetJack2.Interop;
using NetJack2.Link.Datagrams;
using NetJack2.RealTime;
using NetJack2.Sessions.Handshake;

namespace NetJack2.Host.Net;

/// <summary>A UDP socket of IPv4 or of IPv6 whose real-time calls go straight to the kernel, many datagrams at a time.</summary>
/// <remarks>
/// A run of datagrams of one size leaves in one piece that the kernel cuts (UDP_SEGMENT), and arrives in one piece (UDP_GRO).
/// Where the kernel or the device refuses, each datagram is a message of its own, still in one call.
/// </remarks>
public sealed unsafe partial class UdpSocket : IHandshakeSocket
{
    private const byte TypeOfService = 0xB8; // DSCP EF, as jack2

    // DSCP CS6. Linux before 6.8, and access points that go by the first three bits, take EF for video. All take this one for voice
    // (net/wireless/util.c, cfg80211_classify8021d; RFC 8325).
    private const byte VoiceService = 0xC0;

    private const int WantedBuffer = 4 * 1024 * 1024, SmallBuffer = 32 * 1024;

    private readonly MessageTable _outgoing = new(OutgoingMessages);
    private readonly MessageTable _single = new(OutgoingBatch.MaxRunDatagrams);
    private readonly MessageTable _incoming = new(IncomingBatch.MessageCount);
    private readonly FileDescriptor _file;
    private readonly bool _isOwner;

    private UdpSocket(FileDescriptor file, bool isOwner, bool isIPv6)
    {
        _file = file;
        _isOwner = isOwner;
        IsIPv6 = isIPv6;
    }

    /// <summary>Whether it is a socket of IPv6, and of nothing else.</summary>
    public bool IsIPv6 { get; }

    /// <summary>The file descriptor of the socket, for poll; −1 once it is closed.</summary>
    public int Descriptor => _file.Value;

    /// <summary>Why the last call of this thread that sends or connects failed. Read it right after the call.</summary>
    public static SocketStatus LastFailure => SendStatusOf(Marshal.GetLastSystemError());

    /// <summary>Opens a socket with the options that all sockets of a session have. Null where the system refuses.</summary>
    /// <param name="isIPv6">Whether it is for addresses of IPv6, instead of those of IPv4.</param>
    public static UdpSocket? Open(bool isIPv6 = false)
    {
        int descriptor = Posix.socket(
            isIPv6 ? Posix.AF_INET6 : Posix.AF_INET, Posix.SOCK_DGRAM | Posix.SOCK_CLOEXEC | Posix.SOCK_NONBLOCK, 0);
        if (descriptor < 0)
            return null;
        var socket = new UdpSocket(new FileDescriptor(descriptor), isOwner: true, isIPv6);
        if (isIPv6)
            _ = socket.TrySetOption(Posix.IPPROTO_IPV6, Posix.IPV6_V6ONLY, 1);
        socket.SetTypeOfService(TypeOfService);
        // Datagrams reach a manager on this host as well (D-25), and of groups only those that this socket has joined.
        _ = isIPv6
            ? socket.TrySetOption(Posix.IPPROTO_IPV6, Posix.IPV6_MULTICAST_LOOP, 1)
                && socket.TrySetOption(Posix.IPPROTO_IPV6, Posix.IPV6_MULTICAST_ALL, 0)
            : socket.TrySetOption(Posix.IPPROTO_IP, Posix.IP_MULTICAST_LOOP, 1)
                && socket.TrySetOption(Posix.IPPROTO_IP, Posix.IP_MULTICAST_ALL, 0);
        // Longer packets are cut as the interface needs it. What routers report (ICMP), which anyone can forge, changes nothing.
        _ = isIPv6
            ? socket.TrySetOption(Posix.IPPROTO_IPV6, Posix.IPV6_MTU_DISCOVER, Posix.IPV6_PMTUDISC_OMIT)
            : socket.TrySetOption(Posix.IPPROTO_IP, Posix.IP_MTU_DISCOVER, Posix.IP_PMTUDISC_OMIT);
        _ = socket.TrySetOption(Posix.IPPROTO_UDP, Posix.UDP_GRO, 1);
        // The kernel gives what its limits allow.
        _ = socket.TrySetOption(Posix.SOL_SOCKET, Posix.SO_RCVBUF, WantedBuffer);
        _ = socket.TrySetOption(Posix.SOL_SOCKET, Posix.SO_SNDBUF, WantedBuffer);
        return socket;
    }

    /// <summary>Opens a socket that is connected to a peer; null if the system refuses: see <see cref="LastFailure"/>.</summary>
    /// <param name="peer">The peer.</param>
    /// <param name="port">
    /// The port that it has, which it may share with others of this process; 0: any. Of those that share it, the kernel chooses the one
    /// that is connected to the sender. What others send between bind and connect is lost.
    /// </param>
    public static UdpSocket? OpenTo(PeerAddress peer, ushort port = 0)
    {
        UdpSocket? socket = Open(!peer.Host.IsIPv4);
        if (socket is not null && port != 0 && socket.TrySetOption(Posix.SOL_SOCKET, Posix.SO_REUSEADDR, 1))
            _ = socket.TryBind(port);
        if (socket is null || socket.TryConnect(peer))
            return socket;
        int error = Marshal.GetLastSystemError();
        socket.Dispose();
        Marshal.SetLastSystemError(error);
        return null;
    }

    /// <summary>
    /// From now on datagrams are received singly, as <see cref="ReceiveOne"/> and <see cref="ReceiveFrom"/> need it, since the kernel
    /// puts none together; and what is not read does not fill its memory.
    /// </summary>
    public void ExpectLittle()
    {
        _ = TrySetOption(Posix.IPPROTO_UDP, Posix.UDP_GRO, 0);
        _ = TrySetOption(Posix.SOL_SOCKET, Posix.SO_RCVBUF, SmallBuffer);
    }

    /// <summary>The same socket for a second thread, which may send while this one does. It ends before this one.</summary>
    public UdpSocket Share() => new(_file, isOwner: false, IsIPv6);

    /// <summary>Sets a socket option of four bytes. Returns false where the system refuses.</summary>
    public bool TrySetOption(int level, int name, int value) =>
        Posix.setsockopt(Descriptor, level, name, &value, sizeof(int)) == 0;

    /// <summary>Binds to an address; 0.0.0.0 or :: is all interfaces, port 0 any port.</summary>
    public bool TryBind(PeerAddress address)
    {
        sockaddr_in6 name;
        uint length = SocketName.Write(address, &name);
        return Posix.bind(Descriptor, (sockaddr*)&name, length) == 0;
    }

    /// <summary>Binds to a port on all addresses of its family. Returns false where the system refuses.</summary>
    public bool TryBind(ushort port) => TryBind(new PeerAddress(IsIPv6 ? HostAddress.AnyIPv6 : HostAddress.AnyIPv4, port));

    /// <inheritdoc/>
    public bool TryConnect(PeerAddress peer)
    {
        sockaddr_in6 name;
        uint length = SocketName.Write(peer, &name);
        return Posix.connect(Descriptor, (sockaddr*)&name, length) == 0;
    }

    /// <inheritdoc/>
    public HostAddress LocalHost
    {
        get
        {
            sockaddr_in6 name = default;
            uint length = (uint)sizeof(sockaddr_in6);
            return Posix.getsockname(Descriptor, (sockaddr*)&name, &length) == 0 ? SocketName.Read(&name).Host : default;
        }
    }

    /// <inheritdoc/>
    public void ForbidFragments() => _ = IsIPv6
        ? TrySetOption(Posix.IPPROTO_IPV6, Posix.IPV6_MTU_DISCOVER, Posix.IPV6_PMTUDISC_PROBE)
        : TrySetOption(Posix.IPPROTO_IP, Posix.IP_MTU_DISCOVER, Posix.IP_PMTUDISC_PROBE);

    /// <inheritdoc/>
    public void MarkAsVoice() => SetTypeOfService(VoiceService);

    /// <inheritdoc/>
    public int RouteMtu
    {
        get
        {
            int mtu = 0;
            uint length = sizeof(int);
            int result = IsIPv6
                ? Posix.getsockopt(Descriptor, Posix.IPPROTO_IPV6, Posix.IPV6_MTU, &mtu, &length)
                : Posix.getsockopt(Descriptor, Posix.IPPROTO_IP, Posix.IP_MTU, &mtu, &length);
            return result == 0 ? mtu : 0;
        }
    }

    /// <inheritdoc/>
    public SocketStatus SendTo(ReadOnlySpan<byte> datagram, PeerAddress target)
    {
        sockaddr_in6 name;
        uint length = SocketName.Write(target, &name);
        fixed (byte* bytes = datagram)
        {
            for (int failures = 0; ; failures++)
            {
                nint sent = Posix.sendto(Descriptor, bytes, (nuint)datagram.Length, Posix.MSG_DONTWAIT, (sockaddr*)&name, length);
                if (sent == datagram.Length)
                    return SocketStatus.Done;
                SocketStatus error = SendStatusOf(Marshal.GetLastSystemError());
                if (error == SocketStatus.Full || failures == MostPendingErrors)
                    return error;
            }
        }
    }

    /// <inheritdoc/>
    public SocketStatus ReceiveFrom(Span<byte> buffer, out int length, out PeerAddress source)
    {
        sockaddr_in6 name = default;
        uint nameLength = (uint)sizeof(sockaddr_in6);
        int received = Receive(buffer, &name, &nameLength);
        length = Math.Max(0, received);
        source = SocketName.Read(&name);
        return received < 0 ? StatusOf(Marshal.GetLastSystemError()) : SocketStatus.Done;
    }

    /// <summary>Receives one datagram from the peer that the socket is connected to. Does not wait.</summary>
    /// <returns>Its bytes, at most one more than the buffer has; below 0 where there is none, or an error was.</returns>
    [RealTimeSafe]
    public int ReceiveOne(Span<byte> buffer) => Receive(buffer, null, null);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isOwner)
            _file.Dispose();
        _outgoing.Dispose();
        _single.Dispose();
        _incoming.Dispose();
    }

    private void SetTypeOfService(int service) => _ = IsIPv6
        ? TrySetOption(Posix.IPPROTO_IPV6, Posix.IPV6_TCLASS, service)
        : TrySetOption(Posix.IPPROTO_IP, Posix.IP_TOS, service);

    [RealTimeSafe]
    private int Receive(Span<byte> buffer, sockaddr_in6* name, uint* nameLength)
    {
        fixed (byte* bytes = buffer)
        {
            nint received = Posix.recvfrom(
                Descriptor, bytes, (nuint)buffer.Length, Posix.MSG_DONTWAIT | Posix.MSG_TRUNC, (sockaddr*)name, nameLength);
            return (int)Math.Min(received, buffer.Length + 1);
        }
    }

    [RealTimeSafe]
    private static SocketStatus StatusOf(int error) => error switch
    {
        Posix.EAGAIN or Posix.EINTR => SocketStatus.Empty,
        Posix.ECONNREFUSED => SocketStatus.Refused,
        Posix.ENOBUFS or Posix.ENOMEM => SocketStatus.Full,
        Posix.EPERM or Posix.EACCES => SocketStatus.Denied,
        Posix.EMSGSIZE => SocketStatus.TooLong,
        Posix.ENODEV or Posix.ENETDOWN or Posix.EADDRNOTAVAIL => SocketStatus.Down,
        _ => SocketStatus.Failed,
    };

    // A send finds no room where a receive finds nothing.
    [RealTimeSafe]
    private static SocketStatus SendStatusOf(int error) => error == Posix.EAGAIN ? SocketStatus.Full : StatusOf(error);
}

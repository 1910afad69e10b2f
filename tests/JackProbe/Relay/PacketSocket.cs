// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using NetJack2.Interop;

namespace NetJack2.JackProbe.Relay;

/// <summary>Receives and sends Ethernet frames of an interface (packet(7)).</summary>
/// <remarks>
/// Each frame has a prefix of the kernel (struct virtio_net_hdr): on a veth cable, checksums are not computed until they are needed, and
/// the prefix has this meaning.
/// </remarks>
internal sealed unsafe class PacketSocket : IDisposable
{
    public const int PrefixSize = 10;

    private const int AddressFamily = 17, Raw = 3, AllProtocols = 3; // AF_PACKET, SOCK_RAW, ETH_P_ALL
    private const int Level = 263, Statistics = 6, VirtioPrefix = 15, IgnoreOutgoing = 23; // SOL_PACKET, PACKET_…
    private const int Timestamps = 35; // SO_TIMESTAMPNS
    private const int AddressSize = 20, Buffer = 8 * 1024 * 1024;
    private readonly int _descriptor;

    public PacketSocket(string device)
    {
        _descriptor = Posix.socket(AddressFamily, Raw | Posix.SOCK_CLOEXEC | Posix.SOCK_NONBLOCK, 0);
        Require(_descriptor, device);
        Set(Level, VirtioPrefix, 1, device);
        Set(Level, IgnoreOutgoing, 1, device);
        Set(Posix.SOL_SOCKET, Timestamps, 1, device);
        Set(Posix.SOL_SOCKET, Posix.SO_RCVBUFFORCE, Buffer, device);

        // struct sockaddr_ll: family, protocol in network order, number of the interface, nothing more.
        byte* address = stackalloc byte[AddressSize];
        var fields = new Span<byte>(address, AddressSize);
        fields.Clear();
        BitConverter.TryWriteBytes(fields, (ushort)AddressFamily);
        BinaryPrimitives.WriteUInt16BigEndian(fields[2..], AllProtocols);
        BitConverter.TryWriteBytes(fields[4..], IndexOf(device));
        Require(Posix.bind(_descriptor, (sockaddr*)address, AddressSize), device);
    }

    public int Descriptor => _descriptor;

    /// <summary>Frames that the kernel had no room for, since this was asked last.</summary>
    public long ReadOverruns()
    {
        uint* counts = stackalloc uint[2]; // struct tpacket_stats: frames, of them dropped
        uint size = 2 * sizeof(uint);
        return Posix.getsockopt(_descriptor, Level, Statistics, counts, &size) == 0 ? counts[1] : 0;
    }

    /// <summary>Receives the next frame, with its prefix.</summary>
    /// <param name="age">Nanoseconds since it came.</param>
    /// <returns>Its size with the prefix; 0: there is none.</returns>
    public int Receive(Span<byte> frame, out long age)
    {
        const int ControlSize = 64;
        byte* control = stackalloc byte[ControlSize];
        age = 0;
        fixed (byte* start = frame)
        {
            var vector = new iovec { iov_base = start, iov_len = (nuint)frame.Length };
            var message = new msghdr { msg_iov = &vector, msg_iovlen = 1, msg_control = control, msg_controllen = ControlSize };
            nint size = Posix.recvmsg(_descriptor, &message, 0);
            if (size <= 0) return 0;
            var head = (cmsghdr*)control;
            if (message.msg_controllen >= (nuint)(sizeof(cmsghdr) + sizeof(timespec))
                && head->cmsg_level == Posix.SOL_SOCKET && head->cmsg_type == Timestamps)
                age = Math.Max(0, Now() - Nanoseconds(*(timespec*)(control + (2 * sizeof(nuint)))));
            return (int)size;
        }
    }

    public bool Send(ReadOnlySpan<byte> frame)
    {
        fixed (byte* start = frame)
            return Posix.send(_descriptor, start, (nuint)frame.Length, 0) == frame.Length;
    }

    public void Dispose() => _ = Posix.close(_descriptor);

    // The kernel stamps frames by the clock of the day.
    private static long Now()
    {
        timespec now;
        _ = Posix.clock_gettime(Posix.CLOCK_REALTIME, &now);
        return Nanoseconds(now);
    }

    private static long Nanoseconds(timespec time) => (time.tv_sec * 1_000_000_000L) + time.tv_nsec;

    private static uint IndexOf(string device)
    {
        fixed (byte* name = Encoding.UTF8.GetBytes(device + '\0'))
            return Posix.if_nametoindex((sbyte*)name);
    }

    private void Set(int level, int option, int value, string device)
        => Require(Posix.setsockopt(_descriptor, level, option, &value, sizeof(int)), device);

    private static void Require(int answer, string device)
    {
        if (answer < 0) throw new ProbeException($"no frames from {device}: error {Marshal.GetLastSystemError()}");
    }
}

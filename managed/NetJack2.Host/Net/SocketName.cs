// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;
using NetJack2.Interop;
using NetJack2.Link.Datagrams;

namespace NetJack2.Host.Net;

/// <summary>An address in the kernel's structure. A <see cref="sockaddr_in6"/> also has room for an IPv4 address.</summary>
internal static unsafe class SocketName
{
    /// <summary>Writes an address, and returns the length of its structure in bytes.</summary>
    public static uint Write(PeerAddress address, sockaddr_in6* name)
    {
        *name = default;
        if (address.Host.IsIPv4)
        {
            var ipv4 = (sockaddr_in*)name;
            ipv4->sin_family = Posix.AF_INET;
            ipv4->sin_port = Swap(address.Port);
            ipv4->sin_addr.s_addr = Swap(address.Host.IPv4);
            return (uint)sizeof(sockaddr_in);
        }
        name->sin6_family = Posix.AF_INET6;
        name->sin6_port = Swap(address.Port);
        name->sin6_addr = ToNative(address.Host);
        name->sin6_scope_id = address.Host.Scope;
        return (uint)sizeof(sockaddr_in6);
    }

    /// <summary>Reads an address; the default address where it is of another family.</summary>
    public static PeerAddress Read(sockaddr_in6* name)
    {
        if (name->sin6_family == Posix.AF_INET)
        {
            var ipv4 = (sockaddr_in*)name;
            return new PeerAddress(Swap(ipv4->sin_addr.s_addr), Swap(ipv4->sin_port));
        }
        if (name->sin6_family != Posix.AF_INET6)
            return default;
        var bytes = new ReadOnlySpan<byte>(&name->sin6_addr, sizeof(in6_addr));
        return new PeerAddress(HostAddress.From(bytes, name->sin6_scope_id), Swap(name->sin6_port));
    }

    /// <summary>The 16 bytes of an IPv6 address.</summary>
    public static in6_addr ToNative(HostAddress host)
    {
        in6_addr address;
        host.Write(new Span<byte>(&address, sizeof(in6_addr)));
        return address;
    }

    /// <summary>From the machine's order to the network's, or back.</summary>
    public static uint Swap(uint value) => BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value;

    private static ushort Swap(ushort value) => BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value;
}

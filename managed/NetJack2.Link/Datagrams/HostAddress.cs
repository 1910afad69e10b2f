// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;
using System.Net;
using NetJack2.Protocol.Wire;

namespace NetJack2.Link.Datagrams;

/// <summary>An IPv4 or IPv6 address. An IPv4 address is the IPv6 address ::ffff:a.b.c.d,
/// as the kernel writes it where both may occur.</summary>
/// <param name="High">The first 64 bits, in the machine's order.</param>
/// <param name="Low">The last 64 bits.</param>
/// <param name="Scope">The number of the interface on whose link the address is valid; 0 where it is unknown or not needed.</param>
public readonly record struct HostAddress(ulong High, ulong Low, uint Scope)
{
    private const ulong Mapped = 0xFFFF_0000_0000;

    /// <summary>All IPv4 addresses of a host: 0.0.0.0.</summary>
    public static HostAddress AnyIPv4 => 0u;

    /// <summary>All IPv6 addresses of a host: ::.</summary>
    public static HostAddress AnyIPv6 => default;

    /// <summary>Whether it is one of IPv4.</summary>
    public bool IsIPv4 => High == 0 && Low >> 32 == Mapped >> 32;

    /// <summary>The address, where it is one of IPv4: 10.0.0.1 is 0x0A000001.</summary>
    public uint IPv4 => (uint)Low;

    /// <summary>Whether the address is a multicast group.</summary>
    public bool IsMulticast => IsIPv4 ? IPv4 >> 28 == 14 : High >> 56 == 0xFF;

    /// <summary>Whether the address means something on one link only: fe80::/10 and groups of that range.</summary>
    public bool IsLinkLocal => High >> 54 == 0xFE80 >> 6 || (High >> 56 == 0xFF && ((High >> 48) & 15) == 2);

    /// <summary>Bytes that a datagram to this address has in front of its payload, which an MTU includes.</summary>
    public int Overhead => IsIPv4 ? DatagramOverhead.IpAndUdp : DatagramOverhead.Ipv6AndUdp;

    /// <summary>An IPv4 address in the machine's order.</summary>
    public static implicit operator HostAddress(uint ipv4) => new(0, Mapped | ipv4, 0);

    /// <summary>An address of the system's library.</summary>
    public static HostAddress From(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        _ = address.TryWriteBytes(bytes, out int length);
        return length == 4
            ? BinaryPrimitives.ReadUInt32BigEndian(bytes)
            : From(bytes, (uint)address.ScopeId);
    }

    /// <summary>An address of 16 bytes, most significant byte first.</summary>
    /// <param name="bytes">The bytes; of IPv4, ::ffff:a.b.c.d.</param>
    /// <param name="scope">The number of the interface on whose link it is valid.</param>
    public static HostAddress From(ReadOnlySpan<byte> bytes, uint scope = 0) =>
        new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]), scope);

    /// <summary>Writes the 16 bytes of the address.</summary>
    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Low);
    }

    /// <summary>The IPv6 group that stands beside an IPv4 group, for links without IPv4: docs/protocol-extension.md, "IPv6".</summary>
    public HostAddress ToTwinGroup() => new(0xFF12_0000_0000_0000, (0x4E4AUL << 32) | IPv4, 0);

    /// <summary>Dotted or with colons; behind a % the number of the interface, as <c>ip link</c> shows it.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[16];
        Write(bytes);
        return (IsIPv4 ? new IPAddress(bytes[12..]) : new IPAddress(bytes, Scope)).ToString();
    }
}

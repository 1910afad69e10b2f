// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Protocol.Wire;

/// <summary>The bytes of a datagram in front of its payload on the network.</summary>
public static class DatagramOverhead
{
    /// <summary>Bytes of the IPv4 header (without options) and the UDP header, which an MTU includes.</summary>
    public const int IpAndUdp = 28;

    /// <summary>Bytes of the IPv6 header and the UDP header, likewise.</summary>
    public const int Ipv6AndUdp = 48;
}

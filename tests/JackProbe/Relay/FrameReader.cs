// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;

namespace NetJack2.JackProbe.Relay;

/// <summary>Reads Ethernet frames.</summary>
internal static class FrameReader
{
    private const int EthernetSize = 14, IPv6Size = 40, UdpSize = 8, Udp = 17;
    private const int TypeOffset = 11; // the last character of the packet header's data type

    /// <summary>The payload of a UDP datagram over IPv4 or IPv6; empty for other frames.</summary>
    public static ReadOnlySpan<byte> Datagram(ReadOnlySpan<byte> frame)
    {
        if (frame.Length <= EthernetSize) return default;
        ReadOnlySpan<byte> packet = frame[EthernetSize..];
        int size = BinaryPrimitives.ReadUInt16BigEndian(frame[(EthernetSize - 2)..]) switch
        {
            0x0800 when packet.Length > 20 && packet[9] == Udp => (packet[0] & 0xF) * 4,
            0x86DD when packet.Length > IPv6Size && packet[6] == Udp => IPv6Size,
            _ => packet.Length,
        };
        return packet.Length < size + UdpSize ? default : packet[(size + UdpSize)..];
    }

    /// <summary>The data type of a packet of a session ('c': part of a cycle, 't': transport, …); '?' for others.</summary>
    public static char TypeOf(ReadOnlySpan<byte> datagram)
        => datagram.Length > TypeOffset && datagram.StartsWith("header"u8) && char.IsAsciiLetterLower((char)datagram[TypeOffset])
            ? (char)datagram[TypeOffset]
            : '?';
}

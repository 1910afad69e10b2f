// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace NetJack2.Cli.Doctor;

/// <summary>Reports to a host that a port of this one is closed, as the kernel does for a datagram to that port. Needs root.</summary>
internal static class PortUnreachable
{
    private const byte DestinationUnreachable = 3, PortCode = 3;
    private const int IcmpSize = 8, IpSize = 20, UdpSize = 8, DatagramSize = 644;

    /// <summary>Sends the ICMP message.</summary>
    /// <param name="port">The port of this host that something was sent to.</param>
    /// <param name="sender">What sent it: an address of IPv4.</param>
    /// <returns>Whether it has left.</returns>
    public static bool TrySend(int port, IPEndPoint sender)
    {
        if (sender.AddressFamily != AddressFamily.InterNetwork)
            return false;
        try
        {
            using var route = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            route.Connect(sender);
            using var icmp = new Socket(AddressFamily.InterNetwork, SocketType.Raw, ProtocolType.Icmp);
            byte[] message = Message(sender, new IPEndPoint(((IPEndPoint)route.LocalEndPoint!).Address, port));
            return icmp.SendTo(message, new IPEndPoint(sender.Address, 0)) == message.Length;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    // RFC 792: the header of ICMP, and the beginning of the datagram that it is about.
    private static byte[] Message(IPEndPoint source, IPEndPoint destination)
    {
        byte[] message = new byte[IcmpSize + IpSize + UdpSize];
        (message[0], message[1]) = (DestinationUnreachable, PortCode);
        Span<byte> ip = message.AsSpan(IcmpSize);
        ip[0] = 0x45; // version 4, 5 words
        BinaryPrimitives.WriteUInt16BigEndian(ip[2..], IpSize + UdpSize + DatagramSize);
        ip[8] = 64; // time to live
        ip[9] = (byte)ProtocolType.Udp;
        _ = source.Address.TryWriteBytes(ip[12..], out _) && destination.Address.TryWriteBytes(ip[16..], out _);
        Span<byte> udp = ip[IpSize..];
        BinaryPrimitives.WriteUInt16BigEndian(udp, (ushort)source.Port);
        BinaryPrimitives.WriteUInt16BigEndian(udp[2..], (ushort)destination.Port);
        BinaryPrimitives.WriteUInt16BigEndian(udp[4..], UdpSize + DatagramSize);
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(2), Checksum(message));
        return message;
    }

    private static ushort Checksum(ReadOnlySpan<byte> message)
    {
        uint sum = 0;
        for (int at = 0; at < message.Length; at += 2)
            sum += BinaryPrimitives.ReadUInt16BigEndian(message[at..]);
        while (sum > ushort.MaxValue)
            sum = (sum & ushort.MaxValue) + (sum >> 16);
        return (ushort)~sum;
    }
}

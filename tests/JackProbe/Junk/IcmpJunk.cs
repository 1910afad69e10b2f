// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace NetJack2.JackProbe.Junk;

/// <summary>What a router that does not exist reports about the datagrams of a session: any host may send it (D-27).</summary>
/// <param name="socket">The session's end that is to be disturbed.</param>
/// <param name="peer">The other end.</param>
internal sealed class IcmpJunk(IPEndPoint socket, IPEndPoint peer)
{
    private const byte Unreachable = 3;
    private const byte ProtocolUnreachable = 2, PortUnreachable = 3, FragmentationNeeded = 4, Prohibited = 13;
    private const int IcmpHeaderSize = 8, IpHeaderSize = 20, UdpHeaderSize = 8;

    public IReadOnlyDictionary<string, Func<Random, byte[]>> Kinds => new Dictionary<string, Func<Random, byte[]>>(StringComparer.Ordinal)
    {
        ["fragmentation-needed"] = random => Message(FragmentationNeeded, (ushort)(random.Next(2) == 0 ? 68 : 600)),
        ["port-unreachable"] = _ => Message(PortUnreachable, 0),
        ["protocol-unreachable"] = _ => Message(ProtocolUnreachable, 0),
        ["prohibited"] = _ => Message(Prohibited, 0),
    };

    private byte[] Message(byte code, ushort mtu)
    {
        byte[] message = new byte[IcmpHeaderSize + IpHeaderSize + UdpHeaderSize];
        message[0] = Unreachable;
        message[1] = code;
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(6), mtu);
        Span<byte> ip = message.AsSpan(IcmpHeaderSize);
        ip[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(ip[2..], 1500);
        ip[8] = 64;
        ip[9] = (byte)ProtocolType.Udp;
        socket.Address.GetAddressBytes().CopyTo(ip[12..]);
        peer.Address.GetAddressBytes().CopyTo(ip[16..]);
        Span<byte> udp = ip[IpHeaderSize..];
        BinaryPrimitives.WriteUInt16BigEndian(udp, (ushort)socket.Port);
        BinaryPrimitives.WriteUInt16BigEndian(udp[2..], (ushort)peer.Port);
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

// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;

namespace NetJack2.JackProbe.Relay;

/// <summary>Frames with changed datagrams that have the addresses of a real one, as an attacker on the path can send them.</summary>
/// <remarks>UDP over IPv4 only. The UDP checksum 0 means: none.</remarks>
internal sealed class MutantFrames(int seed)
{
    private const int EthernetSize = 14, IpSize = 20, UdpSize = 8, MostPayload = 1472;
    private const int Ip = PacketSocket.PrefixSize + EthernetSize, Udp = Ip + IpSize, HeadSize = Udp + UdpSize;
    private const int CycleAt = 32, HeaderSize = 48;
    private readonly Mutator _mutator = new(seed);
    private readonly byte[] _head = new byte[HeadSize];
    private uint _cycle;

    /// <summary>Uses a frame, with its prefix, as the model for the frames of <see cref="Write"/>.</summary>
    /// <returns>Whether the frame is suitable.</returns>
    public bool Follow(ReadOnlySpan<byte> frame)
    {
        const byte PlainIPv4 = 0x45;
        const ushort DontFragment = 0x4000;
        if (frame.Length <= HeadSize || BinaryPrimitives.ReadUInt16BigEndian(frame[(Ip - 2)..]) != 0x0800 || frame[Ip] != PlainIPv4
            || (BinaryPrimitives.ReadUInt16BigEndian(frame[(Ip + 6)..]) & ~DontFragment) != 0)
            return false;
        frame[..HeadSize].CopyTo(_head);
        _head.AsSpan(0, PacketSocket.PrefixSize).Clear();
        ReadOnlySpan<byte> datagram = frame[HeadSize..];
        if (FrameReader.TypeOf(datagram) != '?' && datagram.Length >= HeaderSize)
            _cycle = BinaryPrimitives.ReadUInt32BigEndian(datagram[CycleAt..]);
        _mutator.Learn(datagram);
        return true;
    }

    /// <summary>Writes the next changed frame; returns its size with the prefix.</summary>
    public int Write(Span<byte> frame)
    {
        ReadOnlySpan<byte> mutant = _mutator.Next(_cycle);
        mutant = mutant[..Math.Min(mutant.Length, MostPayload)];
        _head.CopyTo(frame);
        mutant.CopyTo(frame[HeadSize..]);
        BinaryPrimitives.WriteUInt16BigEndian(frame[(Udp + 4)..], (ushort)(UdpSize + mutant.Length));
        BinaryPrimitives.WriteUInt16BigEndian(frame[(Udp + 6)..], 0);
        Span<byte> ip = frame.Slice(Ip, IpSize);
        BinaryPrimitives.WriteUInt16BigEndian(ip[2..], (ushort)(IpSize + UdpSize + mutant.Length));
        BinaryPrimitives.WriteUInt16BigEndian(ip[10..], 0);
        BinaryPrimitives.WriteUInt16BigEndian(ip[10..], ChecksumOf(ip));
        return HeadSize + mutant.Length;
    }

    // RFC 791, 3.1.
    private static ushort ChecksumOf(ReadOnlySpan<byte> header)
    {
        uint sum = 0;
        for (int at = 0; at < header.Length; at += sizeof(ushort))
            sum += BinaryPrimitives.ReadUInt16BigEndian(header[at..]);
        sum = (sum & 0xFFFF) + (sum >> 16);
        return (ushort)~(sum + (sum >> 16));
    }
}

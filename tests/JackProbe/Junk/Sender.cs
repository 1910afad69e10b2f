// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace NetJack2.JackProbe.Junk;

/// <summary>Sends datagrams to one address, optionally with a forged source address.</summary>
internal sealed class Sender : IDisposable
{
    private const int IpHeaderSize = 20, UdpHeaderSize = 8;
    private readonly Socket _socket;
    private readonly IPEndPoint _target;
    private readonly IPEndPoint? _forgedSource;

    /// <summary>Sends messages of ICMP, which have no port.</summary>
    public Sender(IPAddress target)
    {
        _target = new IPEndPoint(target, 0);
        _socket = new Socket(AddressFamily.InterNetwork, SocketType.Raw, ProtocolType.Icmp);
    }

    public Sender(IPEndPoint target, IPEndPoint? forgedSource)
    {
        _target = target;
        _forgedSource = forgedSource;
        _socket = forgedSource is null
            ? new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp)
            : new Socket(AddressFamily.InterNetwork, SocketType.Raw, ProtocolType.Udp);
        if (forgedSource is not null) _socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.HeaderIncluded, optionValue: true);
    }

    public void Send(byte[] payload)
    {
        try
        {
            _socket.SendTo(_forgedSource is null ? payload : Wrap(payload, _forgedSource), _target);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionRefused or SocketError.MessageSize)
        {
            // Expected: the target answered an earlier one by ICMP, or the datagram is too long for the interface.
        }
    }

    public void Dispose() => _socket.Dispose();

    // The kernel fills in length, identification and checksum of IP. The UDP checksum 0 means: none.
    private byte[] Wrap(byte[] payload, IPEndPoint source)
    {
        byte[] packet = new byte[IpHeaderSize + UdpHeaderSize + payload.Length];
        packet[0] = 0x45;
        packet[8] = 64;
        packet[9] = (byte)ProtocolType.Udp;
        source.Address.GetAddressBytes().CopyTo(packet, 12);
        _target.Address.GetAddressBytes().CopyTo(packet, 16);
        Span<byte> udp = packet.AsSpan(IpHeaderSize);
        BinaryPrimitives.WriteUInt16BigEndian(udp, (ushort)source.Port);
        BinaryPrimitives.WriteUInt16BigEndian(udp[2..], (ushort)_target.Port);
        BinaryPrimitives.WriteUInt16BigEndian(udp[4..], (ushort)(UdpHeaderSize + payload.Length));
        payload.CopyTo(packet, IpHeaderSize + UdpHeaderSize);
        return packet;
    }
}

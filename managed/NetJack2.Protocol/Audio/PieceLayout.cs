// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Wire;
using NetJack2.RealTime;

namespace NetJack2.Protocol.Audio;

/// <summary>How jack2 splits a period of int16, CELT or Opus into packets.</summary>
/// <remarks>
/// Every port of the direction has a block of one size in each cycle, whether it is active or not. Packet j holds a piece of each
/// block, port after port, without indices. Both sides derive the sizes from what they agreed on; nothing of it is on the wire.
/// </remarks>
public readonly struct PieceLayout
{
    // Bytes that jack2 reserves for the IP, UDP and packet headers. The excess of the last piece is not in its budget.
    private const int Reserved = 64 + PacketHeader.Size;

    /// <summary>The layout of one direction.</summary>
    /// <param name="ports">Ports of the direction, 1…255.</param>
    /// <param name="blockSize">Bytes of a port in a cycle, 1…16384.</param>
    /// <param name="mtu">The session's MTU in bytes, 576…9000.</param>
    public PieceLayout(int ports, int blockSize, int mtu)
    {
        int budget = mtu - Reserved;
        Ports = ports;
        BlockSize = blockSize;
        Packets = ((ports * blockSize) + budget - 1) / budget;
        PieceSize = blockSize / Packets;
        LastPieceSize = PieceSize + (blockSize % Packets);
    }

    /// <summary>Number of ports in every packet.</summary>
    public int Ports { get; }

    /// <summary>Bytes of a port in a cycle.</summary>
    public int BlockSize { get; }

    /// <summary>Number of packets in a cycle.</summary>
    public int Packets { get; }

    /// <summary>Bytes of each port in every packet but the last.</summary>
    public int PieceSize { get; }

    /// <summary>Bytes of each port in the last packet: at least as many.</summary>
    public int LastPieceSize { get; }

    /// <summary>Bytes of the longest packet, with its header.</summary>
    public int MaxPacketSize => PacketHeader.Size + (Ports * LastPieceSize);

    /// <summary>Bytes of each port in packet <paramref name="index"/>.</summary>
    [RealTimeSafe]
    public int SizeOf(int index) => index == Packets - 1 ? LastPieceSize : PieceSize;

    /// <summary>Whether no packet exceeds the MTU. jack2's buffers have the MTU's size (D-07).</summary>
    /// <param name="mtu">The MTU for which the layout was made.</param>
    public bool Fits(int mtu) => MaxPacketSize + DatagramOverhead.IpAndUdp <= mtu;
}

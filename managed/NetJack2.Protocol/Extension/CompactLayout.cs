// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Wire;
using NetJack2.RealTime;

namespace NetJack2.Protocol.Extension;

/// <summary>How a cycle between two netjack2-cs peers is cut into packets: docs/protocol-extension.md, "Cycle packets".</summary>
/// <remarks>
/// A cycle is one stream of bytes, MIDI first, then each active port's samples, cut into equal pieces. Each packet repeats the
/// ports that it carries and the ports that its sender wants, so that a lost packet costs its own bytes and nothing else.
/// </remarks>
public readonly struct CompactLayout
{
    /// <summary>Bytes of the fixed fields after the packet header: stream length, piece offset, MIDI length, copy.</summary>
    public const int FixedSize = 16;

    /// <summary>Offset of the field that marks a packet as a copy.</summary>
    public const int CopyOffset = PacketHeader.Size + 12;

    /// <summary>The layout of one direction of a session.</summary>
    /// <param name="channels">Audio ports of this direction, 0…255.</param>
    /// <param name="wantable">Audio ports of the other direction, 0…255: those that the sender may ask for.</param>
    /// <param name="period">Frames in a cycle.</param>
    /// <param name="mtu">Bytes of an IP packet, 576…9000.</param>
    /// <param name="overhead">How many of them are headers of IP and UDP: <see cref="DatagramOverhead"/>.</param>
    public CompactLayout(int channels, int wantable, int period, int mtu, int overhead = DatagramOverhead.IpAndUdp)
    {
        Channels = channels;
        Period = period;
        WantedWords = (wantable + 31) / 32;
        ActiveWords = (channels + 31) / 32;
        PieceSize = (mtu - overhead - HeaderSize) & ~3;
    }

    /// <summary>Audio ports of this direction, 0…255.</summary>
    public int Channels { get; }

    /// <summary>Frames in a cycle.</summary>
    public int Period { get; }

    /// <summary>32-bit words of the set of ports that the sender wants.</summary>
    public int WantedWords { get; }

    /// <summary>32-bit words of the set of ports in the stream.</summary>
    public int ActiveWords { get; }

    /// <summary>Bytes of the stream in every packet but the last: a multiple of 4.</summary>
    public int PieceSize { get; }

    /// <summary>Bytes in front of the piece.</summary>
    public int HeaderSize => PacketHeader.Size + FixedSize + (4 * (WantedWords + ActiveWords));

    /// <summary>Packets for a stream of this length; an empty stream is one packet.</summary>
    [RealTimeSafe]
    public int PacketsFor(int streamLength) => Math.Max(1, (streamLength + PieceSize - 1) / PieceSize);
}

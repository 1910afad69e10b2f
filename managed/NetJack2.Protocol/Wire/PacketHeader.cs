// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.RealTime;

namespace NetJack2.Protocol.Wire;

/// <summary>The 48 bytes in front of every packet of a running session, as they lie on the wire.</summary>
/// <remarks>There is no time stamp and no checksum. A value of -1 in <see cref="Frames"/> stands for the whole period.</remarks>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
public struct PacketHeader
{
    /// <summary>Bytes of the header on the wire.</summary>
    public const int Size = 48;

    /// <summary>The value of <see cref="Frames"/> in a packet of a whole period.</summary>
    public const uint WholePeriod = uint.MaxValue;

    private ulong _magic;                 // +0  "header", NUL padded
    private UInt32BigEndian _dataType;    // +8
    private UInt32BigEndian _stream;      // +12

    /// <summary>The session's number, given by the manager.</summary>
    public UInt32BigEndian SessionId;     // +16

    /// <summary>How many data packets of this type the cycle has.</summary>
    public UInt32BigEndian PacketCount;   // +20

    /// <summary>Bytes of the datagram, this header included.</summary>
    public UInt32BigEndian PacketSize;    // +24

    /// <summary>Audio: ports in each packet of the cycle. Sync: port indices in the payload.</summary>
    public UInt32BigEndian ActivePorts;   // +28

    /// <summary>The master's cycle that the packet belongs to; wraps around.</summary>
    public UInt32BigEndian Cycle;         // +32

    /// <summary>The packet's place within its cycle and type, from 0; 0 for sync packets.</summary>
    public UInt32BigEndian SubCycle;      // +36

    /// <summary>Frames in the cycle, or <see cref="WholePeriod"/>.</summary>
    public UInt32BigEndian Frames;        // +40

    /// <summary>1 on the last packet of the cycle in this direction, else 0.</summary>
    public UInt32BigEndian IsLast;        // +44

    private static ulong Magic => MemoryMarshal.Read<ulong>("header\0\0"u8);

    // The text and its NUL: PipeWire leaves the last byte as it was in its memory.
    private static ulong MagicMask => ~MemoryMarshal.Read<ulong>([0, 0, 0, 0, 0, 0, 0, 0xFF]);

    /// <summary>The kind of payload. In received packets any value.</summary>
    public DataType DataType
    {
        readonly get => (DataType)(uint)_dataType;
        set => _dataType = (uint)value;
    }

    /// <summary>Which way the packet goes. What was received may have any value.</summary>
    public StreamDirection Stream
    {
        readonly get => (StreamDirection)(uint)_stream;
        set => _stream = (uint)value;
    }

    /// <summary>Whether the datagram has the magic of a packet of a running session.</summary>
    public readonly bool HasMagic => (_magic & MagicMask) == Magic;

    /// <summary>A header with its magic and nothing else.</summary>
    [RealTimeSafe]
    public static PacketHeader Create() => new() { _magic = Magic };
}

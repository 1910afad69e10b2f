// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Protocol.Wire;
using NetJack2.RealTime;

namespace NetJack2.Protocol.Extension;

/// <summary>A packet that shows by its arrival how long packets may be: docs/protocol-extension.md, "MTU probing".</summary>
/// <remarks>What follows the fields is there for its length only. Malformed input is <see langword="false"/>, never an exception.</remarks>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
public struct ProbePacket
{
    /// <summary>Bytes of the fields; a probe is at least as long.</summary>
    public const int Size = PacketHeader.Size + 8;

    private PacketHeader _header;       // +0
    private UInt64BigEndian _key;       // +48

    /// <summary>Makes a probe of the slave's that fills the datagram.</summary>
    /// <param name="datagram">At least <see cref="Size"/> bytes.</param>
    /// <param name="sessionId">The session that was offered.</param>
    /// <param name="key">A random number that the answer must repeat; only a host that receives the probe knows it.</param>
    public static void Write(Span<byte> datagram, uint sessionId, ulong key)
    {
        datagram.Clear();
        ref ProbePacket probe = ref MemoryMarshal.AsRef<ProbePacket>(datagram);
        probe._header = PacketHeader.Create();
        probe._header.DataType = DataType.Probe;
        probe._header.Stream = StreamDirection.Return;
        probe._header.SessionId = sessionId;
        probe._header.PacketCount = 1;
        probe._header.PacketSize = (uint)datagram.Length;
        probe._key = key;
    }

    /// <summary>Makes the answer out of a slave's probe, in its place and as long.</summary>
    /// <returns>Its bytes; none where the datagram is no probe of this session.</returns>
    public static Span<byte> Answer(Span<byte> datagram, uint sessionId)
    {
        if (!IsOf(datagram, StreamDirection.Return, sessionId))
            return [];
        ref ProbePacket probe = ref MemoryMarshal.AsRef<ProbePacket>(datagram);
        probe._header.Stream = StreamDirection.Send;
        return datagram[..(int)(uint)probe._header.PacketSize];
    }

    /// <summary>How many bytes a probe had that is answered here; 0 where this is no answer to a probe of this session and key.</summary>
    public static int ReadAnswer(ReadOnlySpan<byte> datagram, uint sessionId, ulong key)
    {
        if (!IsOf(datagram, StreamDirection.Send, sessionId))
            return 0;
        ref readonly ProbePacket probe = ref MemoryMarshal.AsRef<ProbePacket>(datagram);
        return probe._key == key ? (int)(uint)probe._header.PacketSize : 0;
    }

    /// <summary>Whether a datagram is marked as a probe or as an answer to one. Thread-safe.</summary>
    [RealTimeSafe]
    public static bool IsProbe(ReadOnlySpan<byte> datagram) =>
        datagram.Length >= Size && MemoryMarshal.AsRef<PacketHeader>(datagram).DataType == DataType.Probe;

    private static bool IsOf(ReadOnlySpan<byte> datagram, StreamDirection stream, uint sessionId)
    {
        if (!IsProbe(datagram) || !PacketReader.TryOpen(datagram, out PacketReader packet))
            return false;
        ref readonly PacketHeader header = ref packet.Header;
        return header.PacketSize >= Size && header.Stream == stream && header.SessionId == sessionId;
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Protocol.Wire;

namespace NetJack2.Protocol.Mesh;

/// <summary>A member's announcement: what it has for each peer, and which list of members it knows.</summary>
/// <remarks>
/// It is as long as the answer that is wanted: <see cref="Size"/> for the number of the list, <see cref="MeshPacket.LongestSize"/> for a
/// part of it. So an answer is never longer than its question.
/// </remarks>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
public struct JoinPacket
{
    /// <summary>Bytes of the fields on the wire; padding makes the packet longer.</summary>
    public const int Size = MeshPacket.Size + MeshEndFields.Size + 8;

    private MeshPacket _header;             // +0
    private MeshEndFields _end;             // +24
    private UInt32BigEndian _first;         // +56
    private UInt32BigEndian _graph;         // +60

    /// <summary>The member's session, key, and the serial that the answer repeats.</summary>
    public readonly MeshPacket Header => _header;

    /// <summary>The place in the list from which it is asked for.</summary>
    public readonly uint First => _first;

    /// <summary>The <see cref="GraphNumber"/> of the member's server; 0: it has none.</summary>
    public readonly uint Graph => _graph;

    /// <summary>Writes a join packet that fills the datagram, which has at least <see cref="Size"/> bytes.</summary>
    public static void Write(
        Span<byte> datagram, uint sessionId, ulong key, uint serial, in MeshEnd end, uint first, uint graph = GraphNumber.None)
    {
        MeshPacket.Write(datagram, MeshPacketKind.Join, sessionId, key, serial);
        ref JoinPacket packet = ref MemoryMarshal.AsRef<JoinPacket>(datagram);
        packet._end = MeshEndFields.From(end);
        packet._first = first;
        packet._graph = graph;
    }

    /// <summary>Reads a join packet. False where the datagram is none, or a port count, latency, MTU or encoder is out of range.</summary>
    public static bool TryOpen(ReadOnlySpan<byte> datagram, out JoinPacket packet, out MeshEnd end)
    {
        packet = default;
        end = default;
        if (!MeshPacket.Is(datagram, MeshPacketKind.Join, Size))
            return false;
        packet = MemoryMarshal.Read<JoinPacket>(datagram);
        return packet._end.TryRead(out end);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Protocol.Wire;

namespace NetJack2.Protocol.Mesh;

/// <summary>The beginning of all packets between a member of a mesh and the manager: docs/protocol-extension.md, "Mesh".</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
public struct MeshPacket
{
    /// <summary>Bytes of this header on the wire.</summary>
    public const int Size = 24;

    /// <summary>Bytes of the longest packet: short enough that no usual network fragments it.</summary>
    public const int LongestSize = 1200;

    private const uint Magic = 0x6D657368; // "mesh"

    private UInt32BigEndian _magic;         // +0
    private UInt32BigEndian _kind;          // +4
    private UInt32BigEndian _sessionId;     // +8
    private UInt64BigEndian _key;           // +12

    /// <summary>A number that an answer repeats.</summary>
    public UInt32BigEndian Serial;          // +20

    /// <summary>The member's session with its master.</summary>
    public readonly uint SessionId => _sessionId;

    /// <summary>The key of that session, which the two ends know.</summary>
    public readonly ulong Key => _key;

    /// <summary>Whether a datagram is one of these packets.</summary>
    public static bool IsMesh(ReadOnlySpan<byte> datagram) =>
        datagram.Length >= Size && MemoryMarshal.AsRef<MeshPacket>(datagram)._magic == Magic;

    /// <summary>Whether it is one of this kind, with at least this many bytes.</summary>
    public static bool Is(ReadOnlySpan<byte> datagram, MeshPacketKind kind, int size) =>
        IsMesh(datagram) && datagram.Length >= size && datagram.Length <= LongestSize
        && MemoryMarshal.AsRef<MeshPacket>(datagram)._kind == (uint)kind;

    /// <summary>Writes the beginning of a packet, and zeros behind it.</summary>
    public static void Write(Span<byte> datagram, MeshPacketKind kind, uint sessionId, ulong key, uint serial)
    {
        datagram.Clear();
        MemoryMarshal.AsRef<MeshPacket>(datagram) = new MeshPacket
        {
            _magic = Magic,
            _kind = (uint)kind,
            _sessionId = sessionId,
            _key = key,
            Serial = serial,
        };
    }
}

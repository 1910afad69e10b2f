// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Protocol.Wire;

namespace NetJack2.Protocol.Mesh;

/// <summary>The manager's answer: the number of the present list of members, and, if it was asked for, a part of the list.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
public struct RosterPacket
{
    /// <summary>Bytes of the fields on the wire, in front of the entries.</summary>
    public const int Size = MeshPacket.Size + 20;

    /// <summary>The most entries of a packet.</summary>
    public const int MostEntries = (MeshPacket.LongestSize - Size) / RosterEntry.Size;

    /// <summary>The most members of a mesh besides the one that asks.</summary>
    public const int MostPeers = 63;

    private MeshPacket _header;             // +0
    private UInt32BigEndian _version;       // +24
    private UInt32BigEndian _number;        // +28
    private UInt32BigEndian _total;         // +32
    private UInt32BigEndian _first;         // +36
    private UInt32BigEndian _count;         // +40

    /// <summary>The session, its key, and the serial of the join packet that is answered.</summary>
    public readonly MeshPacket Header => _header;

    /// <summary>The number of the list: another one for each change of it.</summary>
    public readonly uint Version => _version;

    /// <summary>The number of the member that asks, 0…63.</summary>
    public readonly uint Number => _number;

    /// <summary>Entries of the whole list, 0…63.</summary>
    public readonly uint Total => _total;

    /// <summary>The place in the list of the first entry of this packet.</summary>
    public readonly uint First => _first;

    /// <summary>Writes an answer.</summary>
    /// <param name="datagram">Receives the packet; its length is <see cref="SizeOf"/> bytes.</param>
    /// <param name="question">What is answered.</param>
    /// <param name="version">The number of the list.</param>
    /// <param name="number">The number of the member that asks.</param>
    /// <param name="total">Entries of the whole list.</param>
    /// <param name="first">The place of the first of these.</param>
    /// <param name="entries">A part of the list; none for its number only.</param>
    public static void Write(
        Span<byte> datagram, in MeshPacket question, uint version, uint number, int total, uint first, ReadOnlySpan<RosterEntry> entries)
    {
        MeshPacket.Write(datagram, MeshPacketKind.Roster, question.SessionId, question.Key, question.Serial);
        ref RosterPacket packet = ref MemoryMarshal.AsRef<RosterPacket>(datagram);
        packet._version = version;
        packet._number = number;
        packet._total = (uint)total;
        packet._first = first;
        packet._count = (uint)entries.Length;
        MemoryMarshal.AsBytes(entries).CopyTo(datagram[Size..]);
    }

    /// <summary>Bytes of an answer with so many entries.</summary>
    public static int SizeOf(int entries) => Size + (entries * RosterEntry.Size);

    /// <summary>Reads an answer. False where the datagram is none, or its numbers contradict each other. The entries are not
    /// checked.</summary>
    public static bool TryOpen(ReadOnlySpan<byte> datagram, out RosterPacket packet, out ReadOnlySpan<RosterEntry> entries)
    {
        packet = default;
        entries = default;
        if (!MeshPacket.Is(datagram, MeshPacketKind.Roster, Size))
            return false;
        packet = MemoryMarshal.Read<RosterPacket>(datagram);
        uint count = packet._count;
        if (count > MostEntries || datagram.Length < SizeOf((int)count) || packet.Total > MostPeers || packet.Number > MostPeers
            || packet.First > packet.Total || count > packet.Total - packet.First)
            return false;
        entries = MemoryMarshal.Cast<byte, RosterEntry>(datagram[Size..SizeOf((int)count)]);
        return true;
    }
}

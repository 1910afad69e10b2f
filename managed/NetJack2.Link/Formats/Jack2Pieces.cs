// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Link.Cycles;
using NetJack2.Link.Datagrams;
using NetJack2.Protocol;
using NetJack2.Protocol.Audio;
using NetJack2.Protocol.Wire;
using NetJack2.RealTime;

namespace NetJack2.Link.Formats;

/// <summary>The packets of jack2's format that carry a piece of every port.</summary>
internal static class Jack2Pieces
{
    /// <summary>Adds the cycle's packets to the batch, one behind the other, with everything but the pieces.</summary>
    [RealTimeSafe]
    public static void WriteHeads(OutgoingBatch batch, DirectionParameters direction, PieceLayout pieces, uint cycle)
    {
        for (int packet = 0; packet < pieces.Packets; packet++)
        {
            Span<byte> datagram = batch.Append(PacketHeader.Size + (pieces.Ports * pieces.SizeOf(packet)));
            ref PacketHeader header = ref MemoryMarshal.AsRef<PacketHeader>(datagram);
            PacketHeaders.FillJack2(ref header, direction, DataType.Audio, cycle, datagram.Length, packet, pieces.Packets);
            header.ActivePorts = (uint)pieces.Ports;
            header.IsLast = packet == pieces.Packets - 1 ? 1u : 0u;
        }
    }

    /// <summary>A port's piece in one of the packets that lie one behind the other.</summary>
    [RealTimeSafe]
    public static Span<byte> PieceOf(Span<byte> packets, PieceLayout pieces, int packet, int port)
    {
        int size = pieces.SizeOf(packet);
        int start = packet * (PacketHeader.Size + (pieces.Ports * pieces.PieceSize));
        return packets.Slice(start + PacketHeader.Size + (port * size), size);
    }

    /// <summary>Whether a packet has this layout and has not come before.</summary>
    [RealTimeSafe]
    public static PacketVerdict Validate(PacketReader packet, PieceLayout pieces, CycleSlot slot, out int index)
    {
        ref readonly PacketHeader header = ref packet.Header;
        index = 0;
        if (header.PacketCount != (uint)pieces.Packets || !slot.Packets.Admits(header.SubCycle, header.PacketCount))
            return PacketVerdict.Malformed;
        index = (int)(uint)header.SubCycle;
        if (packet.Payload.Length != pieces.Ports * pieces.SizeOf(index))
            return PacketVerdict.Malformed;
        return slot.Packets.Has(index) ? PacketVerdict.Duplicate : PacketVerdict.Accepted;
    }

    /// <summary>Records that a packet has been received.</summary>
    [RealTimeSafe]
    public static void Record(CycleSlot slot, DirectionParameters direction, int index, PieceLayout pieces)
    {
        slot.Active = PortSet.First(direction.Audio);
        slot.Packets.Add(index, pieces.Packets);
    }
}

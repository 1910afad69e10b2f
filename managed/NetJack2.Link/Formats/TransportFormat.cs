// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Link.Cycles;
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Transport;
using NetJack2.Protocol.Wire;
using NetJack2.RealTime;

namespace NetJack2.Link.Formats;

/// <summary>The transport report of one end, as a packet beside those of the cycle.</summary>
internal static class TransportFormat
{
    /// <summary>Bytes of a transport packet, with its header.</summary>
    public const int PacketSize = PacketHeader.Size + TransportPacket.Size;

    /// <summary>Puts a report into a batch. Before the cycle's packets:
    /// with the last of those the cycle is there, and may be run.</summary>
    [RealTimeSafe]
    public static void Write(OutgoingBatch batch, DirectionParameters direction, uint cycle, in TransportReport report, int sampleRate)
    {
        Span<byte> datagram = batch.Append(PacketSize);
        ref PacketHeader header = ref MemoryMarshal.AsRef<PacketHeader>(datagram);
        PacketHeaders.Fill(ref header, direction, DataType.Transport, cycle, datagram.Length);
        TransportPacket.Write(datagram[PacketHeader.Size..], report, sampleRate);
    }

    /// <summary>Puts a packet of the right session, direction and cycle into its slot. Trusts nothing in it.</summary>
    [RealTimeSafe]
    public static PacketVerdict Accept(PacketReader packet, CycleSlot slot)
    {
        if (!TransportPacket.TryRead(packet.Payload, out TransportReport report))
            return PacketVerdict.Malformed;
        if (slot.HasTransport)
            return PacketVerdict.Duplicate;
        slot.Transport = report;
        slot.HasTransport = true;
        return PacketVerdict.Accepted;
    }
}

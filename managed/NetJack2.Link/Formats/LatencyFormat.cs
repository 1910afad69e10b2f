// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Link.Cycles;
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.Protocol.Wire;
using NetJack2.RealTime;

namespace NetJack2.Link.Formats;

/// <summary>The master's latency, as a packet beside those of the cycle.</summary>
internal static class LatencyFormat
{
    /// <summary>Bytes of a latency packet, with its header.</summary>
    public const int PacketSize = PacketHeader.Size + LatencyPacket.Size;

    /// <summary>Puts a latency into a batch. Before the cycle's packets: with the last of those the cycle is there, and may be run.
    /// </summary>
    [RealTimeSafe]
    public static void Write(OutgoingBatch batch, DirectionParameters direction, uint cycle, int latency)
    {
        Span<byte> datagram = batch.Append(PacketSize);
        ref PacketHeader header = ref MemoryMarshal.AsRef<PacketHeader>(datagram);
        PacketHeaders.Fill(ref header, direction, DataType.Latency, cycle, datagram.Length);
        LatencyPacket.Write(datagram[PacketHeader.Size..], latency);
    }

    /// <summary>Puts a packet of the right session, direction and cycle into its slot. Trusts nothing in it.</summary>
    [RealTimeSafe]
    public static PacketVerdict Accept(PacketReader packet, CycleSlot slot, int most)
    {
        if (!LatencyPacket.TryRead(packet.Payload, SessionParameters.LeastAutoLatency, most, out int latency))
            return PacketVerdict.Malformed;
        if (slot.Latency != 0)
            return PacketVerdict.Duplicate;
        slot.Latency = latency;
        return PacketVerdict.Accepted;
    }
}

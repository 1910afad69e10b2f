// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Link.Cycles;
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Wire;
using NetJack2.RealTime;

namespace NetJack2.Link.Formats;

/// <summary>Packets with the measurements of an end, beside those of the cycle.</summary>
internal static class ReportFormat
{
    /// <summary>Bytes of a report packet, with its header.</summary>
    public const int PacketSize = PacketHeader.Size + EndReport.Size;

    /// <summary>Puts a report into a batch, before the cycle's packets.</summary>
    [RealTimeSafe]
    public static void Write(OutgoingBatch batch, DirectionParameters direction, uint cycle, in EndReport report)
    {
        Span<byte> datagram = batch.Append(PacketSize);
        ref PacketHeader header = ref MemoryMarshal.AsRef<PacketHeader>(datagram);
        PacketHeaders.Fill(ref header, direction, DataType.Report, cycle, datagram.Length);
        report.Write(datagram[PacketHeader.Size..]);
    }
}

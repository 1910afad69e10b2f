// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Wire;
using NetJack2.RealTime;

namespace NetJack2.Link.Cycles;

/// <summary>The header fields that all packets of a session fill alike.</summary>
internal static class PacketHeaders
{
    /// <summary>Fills a header; fields that only some packets use are 0.</summary>
    [RealTimeSafe]
    public static void Fill(
        ref PacketHeader header, in DirectionParameters direction, DataType dataType, uint cycle, int size, int subCycle = 0, int count = 1)
    {
        header = PacketHeader.Create();
        header.DataType = dataType;
        header.Stream = direction.Stream;
        header.SessionId = direction.SessionId;
        header.PacketCount = (uint)count;
        header.PacketSize = (uint)size;
        header.Cycle = cycle;
        header.SubCycle = (uint)subCycle;
        header.Frames = PacketHeader.WholePeriod;
    }

    /// <summary>Fills the header of a packet of jack2's format, which may have to carry the frames of the cycle.</summary>
    [RealTimeSafe]
    public static void FillJack2(
        ref PacketHeader header, in DirectionParameters direction, DataType dataType, uint cycle, int size, int subCycle, int count)
    {
        Fill(ref header, direction, dataType, cycle, size, subCycle, count);
        header.Frames = direction.HeaderFrames;
    }
}

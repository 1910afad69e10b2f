// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;
using NetJack2.Protocol.Wire;
using NetJack2.RealTime;

namespace NetJack2.Link.Formats;

/// <summary>The header fields that all packets of a cycle in the original's form have alike.</summary>
internal static class Jack2Header
{
    [RealTimeSafe]
    public static void Fill(ref PacketHeader header, DirectionParameters direction, DataType dataType, uint cycle, int subCycle, int count, int size)
    {
        header = PacketHeader.Create();
        header.DataType = dataType;
        header.Stream = direction.Stream;
        header.SessionId = direction.SessionId;
        header.PacketCount = (uint)count;
        header.PacketSize = (uint)size;
        header.Cycle = cycle;
        header.SubCycle = (uint)subCycle;
        header.Frames = direction.HeaderFrames;
    }
}

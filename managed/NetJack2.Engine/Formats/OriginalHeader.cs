using NetJack2.Protocol;

namespace NetJack2.Engine;

/// <summary>The header fields that all packets of a cycle in the original's form have alike.</summary>
internal static class OriginalHeader
{
    [RealTimeSafe]
    public static void Fill(ref PacketHeader header, LinkForm form, uint dataType, uint cycle, int subCycle, int count, int size)
    {
        header = PacketHeader.Create();
        header.DataType = dataType;
        header.Stream = form.Stream;
        header.SessionId = form.SessionId;
        header.PacketCount = (uint)count;
        header.PacketSize = (uint)size;
        header.Cycle = cycle;
        header.SubCycle = (uint)subCycle;
        header.Frames = form.HeaderFrames;
    }
}

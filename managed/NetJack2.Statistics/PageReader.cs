// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;

namespace NetJack2.Statistics;

/// <summary>Reads a copy of a page.</summary>
public static class PageReader
{
    /// <summary>Reads the page's header. False where the bytes are no page, or one that this version cannot read.</summary>
    public static bool TryReadHeader(ReadOnlySpan<byte> page, out PageHeader header)
    {
        header = default;
        if (page.Length < PageHeader.Size)
            return false;
        header = MemoryMarshal.Read<PageHeader>(page);
        return header.Magic == PageHeader.MagicValue && header.Version == PageHeader.CurrentVersion
            && header.HeaderSize >= PageHeader.Size && header.SlotSize >= SessionStatistics.FirstSize
            && header.HeaderSize + ((ulong)header.SlotSize * header.SlotCount) <= (ulong)page.Length;
    }

    /// <summary>A slot of a page whose header was read from the same copy.</summary>
    /// <returns>False where the slot was being written while it was copied: copy the page again.</returns>
    public static bool TryReadSlot(ReadOnlySpan<byte> page, in PageHeader header, int slot, out SessionStatistics statistics)
    {
        ReadOnlySpan<byte> bytes = page.Slice((int)(header.HeaderSize + (header.SlotSize * (uint)slot)), (int)header.SlotSize);
        statistics = new SessionStatistics { Reported = new PeerCounters { Load = -1 } };
        // A page of an earlier revision has shorter slots.
        bytes[..Math.Min(bytes.Length, SessionStatistics.Size)]
            .CopyTo(MemoryMarshal.AsBytes(new Span<SessionStatistics>(ref statistics)));
        return statistics.Sequence == statistics.SequenceEnd && (statistics.Sequence & 1) == 0;
    }
}

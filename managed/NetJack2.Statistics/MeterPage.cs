// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace NetJack2.Statistics;

/// <summary>A module's page of levels, a file beside its page of statistics: a header, and a slot for each session.</summary>
/// <remarks>
/// Readers of pages take files of 64 KiB at most, which is less than the levels of 64 sessions: so these are in a file of their own, with a
/// name that is not that of a page. It is sparse: only slots that were used take memory.
/// </remarks>
public static class MeterPage
{
    /// <summary>The value of <see cref="PageHeader.Magic"/>: the characters NJ2M.</summary>
    public const uint MagicValue = 0x4D324A4E;

    /// <summary>Bytes of a page with so many slots.</summary>
    public static int SizeOf(int slots) => PageHeader.Size + (slots * SessionMeters.Size);

    /// <summary>Writes the header. Allocates nothing.</summary>
    /// <param name="file">The page's file.</param>
    /// <param name="statistics">The header of the page of statistics beside it.</param>
    /// <param name="now">The time of the last update.</param>
    public static void WriteHeader(SafeFileHandle file, in PageHeader statistics, long now)
    {
        PageHeader header = statistics;
        header.Magic = MagicValue;
        header.SlotSize = SessionMeters.Size;
        header.Updated = now;
        (header.EventOffset, header.EventSize, header.EventCount) = (0, 0, 0);
        RandomAccess.Write(file, MemoryMarshal.AsBytes(new ReadOnlySpan<PageHeader>(in header)), 0);
    }

    /// <summary>Replaces a slot. Allocates nothing.</summary>
    /// <param name="file">The page's file.</param>
    /// <param name="slot">Which one.</param>
    /// <param name="meters">What it holds from now on.</param>
    /// <param name="sequence">The slot's number: 0 at first, and the one that was returned by the last writing of this slot.</param>
    /// <returns>The number of this writing.</returns>
    public static uint Write(SafeFileHandle file, int slot, ref SessionMeters meters, uint sequence)
    {
        meters.Sequence = meters.SequenceEnd = sequence + 2;
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(new ReadOnlySpan<SessionMeters>(in meters));
        SlotFile.Write(file, bytes, SizeOf(slot), SessionMeters.Size - sizeof(uint));
        return meters.Sequence;
    }

    /// <summary>Reads a slot of a copy. Trusts nothing in it.</summary>
    /// <param name="copy">A copy of the file.</param>
    /// <param name="statistics">The header of the page of statistics beside it.</param>
    /// <param name="slot">Which one.</param>
    /// <param name="meters">What it holds.</param>
    /// <returns>False where the file is not that page's, or the slot was being written: a moment later it is whole.</returns>
    public static bool TryRead(ReadOnlySpan<byte> copy, in PageHeader statistics, int slot, out SessionMeters meters)
    {
        meters = default;
        if (copy.Length < SizeOf(slot + 1))
            return false;
        PageHeader header = MemoryMarshal.Read<PageHeader>(copy);
        if ((header.Magic, header.Version, header.HeaderSize, header.SlotSize)
            != (MagicValue, PageHeader.CurrentVersion, (uint)PageHeader.Size, (uint)SessionMeters.Size)
            || (header.Module, header.ProcessId, header.StartTime) != (statistics.Module, statistics.ProcessId, statistics.StartTime))
            return false;
        meters = MemoryMarshal.Read<SessionMeters>(copy[SizeOf(slot)..]);
        return meters.Sequence == meters.SequenceEnd && (meters.Sequence & 1) == 0
            && meters.OutgoingCount is >= 0 and <= SessionMeters.MostPorts && meters.IncomingCount is >= 0 and <= SessionMeters.MostPorts;
    }
}

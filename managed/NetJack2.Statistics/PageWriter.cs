// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace NetJack2.Statistics;

/// <summary>Writes a page. One thread, which is not the audio thread: the page is a copy of what that one counts.</summary>
/// <remarks>Allocates nothing. A reader is never waited for.</remarks>
public static class PageWriter
{
    // Where readers of the first pages find it.
    private const int EndOfSlot = SessionStatistics.FirstSize - sizeof(uint);

    /// <summary>Bytes of a page with so many slots.</summary>
    public static int SizeOf(int slots) => EventsOf(slots) + (PageEvent.RingLength * PageEvent.Size);

    /// <summary>Begins a page in memory that is zero.</summary>
    /// <param name="page">The page.</param>
    /// <param name="module">The module that the page describes.</param>
    /// <param name="processId">Into which the module is loaded.</param>
    /// <param name="startTime">When that process was started: <see cref="PageOwner.StartTimeOf"/>.</param>
    /// <param name="slots">How many sessions there can be.</param>
    public static void Begin(Span<byte> page, ModuleKind module, int processId, long startTime, int slots)
    {
        ref PageHeader header = ref Header(page);
        header.Version = PageHeader.CurrentVersion;
        header.HeaderSize = PageHeader.Size;
        header.SlotSize = SessionStatistics.Size;
        header.SlotCount = (uint)slots;
        header.Module = (uint)module;
        header.ProcessId = processId;
        header.StartTime = startTime;
        header.Revision = PageHeader.CurrentRevision;
        header.EventOffset = (uint)EventsOf(slots);
        header.EventSize = PageEvent.Size;
        header.EventCount = PageEvent.RingLength;
        Volatile.Write(ref header.Magic, PageHeader.MagicValue); // last: the page is there when it is
    }

    /// <summary>Stamps the page with the present time.</summary>
    public static void Touch(Span<byte> page, long now) => Volatile.Write(ref Header(page).Updated, now);

    /// <summary>Replaces the contents of a slot.</summary>
    public static void Write(Span<byte> page, int slot, in SessionStatistics statistics)
    {
        Span<byte> bytes = page.Slice(PageHeader.Size + (slot * SessionStatistics.Size), SessionStatistics.Size);
        ref SessionStatistics target = ref MemoryMarshal.AsRef<SessionStatistics>(bytes);
        uint sequence = target.Sequence + 2;
        // A reader goes from the beginning to the end. It finds the end marked before it can find anything that is new.
        Volatile.Write(ref target.SequenceEnd, sequence - 1);
        Interlocked.MemoryBarrier();
        ReadOnlySpan<byte> source = MemoryMarshal.AsBytes(new ReadOnlySpan<SessionStatistics>(in statistics));
        source[sizeof(uint)..EndOfSlot].CopyTo(bytes[sizeof(uint)..]);
        source[(EndOfSlot + sizeof(uint))..].CopyTo(bytes[(EndOfSlot + sizeof(uint))..]);
        Interlocked.MemoryBarrier();
        Volatile.Write(ref target.Sequence, sequence);
        Volatile.Write(ref target.SequenceEnd, sequence);
    }

    /// <summary>Replaces a slot of a page that lies in a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="page">A copy of all that was written into it.</param>
    /// <param name="slot">Which one.</param>
    /// <param name="statistics">What it holds from now on.</param>
    public static void Write(SafeFileHandle file, Span<byte> page, int slot, in SessionStatistics statistics)
    {
        Write(page, slot, statistics);
        int start = PageHeader.Size + (slot * SessionStatistics.Size);
        SlotFile.Write(file, page.Slice(start, SessionStatistics.Size), start, EndOfSlot);
    }

    /// <summary>Returns the header of a page.</summary>
    public static PageHeader HeaderOf(ReadOnlySpan<byte> page) => MemoryMarshal.Read<PageHeader>(page);

    private static int EventsOf(int slots) => PageHeader.Size + (slots * SessionStatistics.Size);

    private static ref PageHeader Header(Span<byte> page) => ref MemoryMarshal.AsRef<PageHeader>(page);
}

// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace NetJack2.Statistics;

/// <summary>Writes the events of a page: one thread, which is not the audio thread. Allocates nothing.</summary>
public static class EventWriter
{
    /// <summary>Puts an event into a page in memory, in the place of the oldest.</summary>
    /// <param name="page">The page.</param>
    /// <param name="happened">The event, which has a serial number that is one more than that of the one before.</param>
    public static void Put(Span<byte> page, in PageEvent happened)
    {
        Span<byte> bytes = page.Slice(StartOf(page, happened.Serial), PageEvent.Size);
        ref PageEvent target = ref MemoryMarshal.AsRef<PageEvent>(bytes);
        // A reader goes from the beginning to the end. It finds the end marked before it can find anything that is new.
        Volatile.Write(ref target.SerialEnd, 0);
        Interlocked.MemoryBarrier();
        MemoryMarshal.AsBytes(
            new ReadOnlySpan<PageEvent>(in happened))[sizeof(ulong)..^sizeof(ulong)].CopyTo(bytes[sizeof(ulong)..]);
        Interlocked.MemoryBarrier();
        Volatile.Write(ref target.Serial, happened.Serial);
        Volatile.Write(ref target.SerialEnd, happened.Serial);
    }

    /// <summary>Puts an event that is in the page into the page's file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="page">The page in memory.</param>
    /// <param name="serial">The event's number.</param>
    public static void Write(SafeFileHandle file, ReadOnlySpan<byte> page, ulong serial)
    {
        int start = StartOf(page, serial), end = start + PageEvent.Size - sizeof(ulong);
        ReadOnlySpan<byte> bytes = page[start..end], number = bytes[..sizeof(ulong)];
        ulong none = 0;
        // In the same order as in memory.
        RandomAccess.Write(file, MemoryMarshal.AsBytes(new ReadOnlySpan<ulong>(in none)), end);
        RandomAccess.Write(file, bytes[sizeof(ulong)..], start + sizeof(ulong));
        RandomAccess.Write(file, number, start);
        RandomAccess.Write(file, number, end);
    }

    private static int StartOf(ReadOnlySpan<byte> page, ulong serial)
    {
        PageHeader header = MemoryMarshal.Read<PageHeader>(page);
        return (int)(header.EventOffset + ((serial - 1) % header.EventCount * header.EventSize));
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace NetJack2.Statistics;

/// <summary>Puts slots into files that are read meanwhile.</summary>
internal static class SlotFile
{
    /// <summary>Replaces a slot. A reader is never waited for. Allocates nothing.</summary>
    /// <param name="file">The file.</param>
    /// <param name="slot">What the slot holds from now on: its first and its last 4 bytes are the even number of this writing.</param>
    /// <param name="start">Where it begins.</param>
    public static void Write(SafeFileHandle file, ReadOnlySpan<byte> slot, int start)
    {
        ReadOnlySpan<byte> sequence = slot[..sizeof(uint)];
        int end = start + slot.Length - sizeof(uint);
        uint odd = MemoryMarshal.Read<uint>(sequence) - 1;
        // A reader goes from the beginning to the end. It finds the end marked before it can find anything that is new.
        RandomAccess.Write(file, MemoryMarshal.AsBytes(new ReadOnlySpan<uint>(in odd)), end);
        RandomAccess.Write(file, slot[sizeof(uint)..^sizeof(uint)], start + sizeof(uint));
        RandomAccess.Write(file, sequence, start);
        RandomAccess.Write(file, sequence, end);
    }
}

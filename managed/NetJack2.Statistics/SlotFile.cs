// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace NetJack2.Statistics;

/// <summary>Writes slots into files that other processes read at the same time.</summary>
internal static class SlotFile
{
    /// <summary>Replaces a slot. A reader is never waited for. Allocates nothing.</summary>
    /// <param name="file">The file.</param>
    /// <param name="slot">What the slot holds from now on, with the even number of this writing at both places.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="end">Where that number is the second time, from the beginning of the slot.</param>
    public static void Write(SafeFileHandle file, ReadOnlySpan<byte> slot, int start, int end)
    {
        ReadOnlySpan<byte> sequence = slot[..sizeof(uint)];
        uint odd = MemoryMarshal.Read<uint>(sequence) - 1;
        // A reader goes from the beginning to the end. It finds the end marked before it can find anything that is new.
        RandomAccess.Write(file, MemoryMarshal.AsBytes(new ReadOnlySpan<uint>(in odd)), start + end);
        RandomAccess.Write(file, slot[sizeof(uint)..end], start + sizeof(uint));
        int after = end + sizeof(uint);
        if (after != slot.Length)
            RandomAccess.Write(file, slot[after..], start + after);
        RandomAccess.Write(file, sequence, start);
        RandomAccess.Write(file, sequence, start + end);
    }
}

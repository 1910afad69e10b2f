// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using NetJack2.RealTime;

namespace NetJack2.Protocol.Midi;

/// <summary>One MIDI port's buffer as sent by jack2.</summary>
public readonly ref struct MidiImageReader
{
    private readonly ReadOnlySpan<byte> _table;
    private readonly ReadOnlySpan<byte> _tail;
    private readonly uint _bufferSize;

    private MidiImageReader(ReadOnlySpan<byte> table, ReadOnlySpan<byte> tail, uint bufferSize, int count)
    {
        _table = table;
        _tail = tail;
        _bufferSize = bufferSize;
        Count = count;
    }

    /// <summary>Events in the image, 0…2730: as many entries as a port buffer holds.</summary>
    public int Count { get; }

    /// <summary>Opens the image at the beginning of <paramref name="rest"/> and moves <paramref name="rest"/> behind it.</summary>
    /// <returns>False where the bytes are no image that lies within <paramref name="rest"/>.</returns>
    [RealTimeSafe]
    public static bool TryOpen(ref ReadOnlySpan<byte> rest, out MidiImageReader image)
    {
        image = default;
        if (rest.Length < MidiImageHeader.Size)
            return false;
        ref readonly MidiImageHeader header = ref MemoryMarshal.AsRef<MidiImageHeader>(rest);
        uint count = header.EventCount;
        uint tailSize = header.WritePosition;
        if (header.Magic != MidiImageHeader.MagicValue || count > MidiImageHeader.PortBufferSize / MidiImageHeader.EntrySize
            || tailSize > MidiImageHeader.PortBufferSize)
            return false;
        int tableEnd = MidiImageHeader.TableEnd((int)count);
        int end = tableEnd + (int)tailSize;
        if (rest.Length < end)
            return false;
        image = new MidiImageReader(rest[MidiImageHeader.Size..tableEnd], rest[tableEnd..end], header.BufferSize, (int)count);
        rest = rest[end..];
        return true;
    }

    /// <summary>Event number <paramref name="index"/>.</summary>
    /// <param name="index">0…<see cref="Count"/> - 1.</param>
    /// <param name="time">The event's frame within its cycle, as sent: any value.</param>
    /// <param name="data">The event's bytes.</param>
    /// <returns>
    /// False where the bytes are missing: jack2 sends other bytes in place of events longer than four bytes (D-06), which
    /// shows in that they do not begin like a system-exclusive message, the only kind that long.
    /// </returns>
    [RealTimeSafe]
    public bool TryGet(int index, out uint time, out ReadOnlySpan<byte> data)
    {
        ReadOnlySpan<byte> entry = _table.Slice(index * MidiImageHeader.EntrySize, MidiImageHeader.EntrySize);
        time = BinaryPrimitives.ReadUInt32LittleEndian(entry);
        uint size = BinaryPrimitives.ReadUInt32LittleEndian(entry[4..]);
        data = default;
        if (size <= MidiImageHeader.InlineSize)
        {
            data = entry.Slice(8, (int)size);
            return size != 0;
        }
        if (!TryFindInTail(BinaryPrimitives.ReadUInt32LittleEndian(entry[8..]), size, out int start))
            return false;
        data = _tail.Slice(start, (int)size);
        return data[0] == 0xF0;
    }

    // The tail lies at the end of the port buffer or, in the layout that leads jack2 to the right bytes, at 36 times the
    // difference of the two header fields, if that is within a port buffer; the offset distinguishes the two.
    [RealTimeSafe]
    private bool TryFindInTail(uint offset, uint size, out int start)
    {
        ulong gap = _bufferSize - (ulong)_tail.Length;
        ulong misplaced = offset - (gap * MidiImageHeader.TailUnit);
        ulong natural = offset - gap;
        bool isMisplaced = (gap * MidiImageHeader.TailUnit) + (ulong)_tail.Length <= MidiImageHeader.PortBufferSize
            && misplaced < (ulong)_tail.Length && misplaced + size <= (ulong)_tail.Length;
        ulong found = isMisplaced ? misplaced : natural;
        start = (int)found;
        return found < (ulong)_tail.Length && found + size <= (ulong)_tail.Length;
    }
}

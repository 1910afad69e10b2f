// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;

namespace NetJack2.Protocol.Tests.Midi;

/// <summary>A MIDI port buffer that jack2 fills from an image:
/// 8.1 and 8.3 of the protocol document, with the address of D-06.</summary>
internal sealed class Jack2MidiBuffer
{
    private readonly byte[] _memory;

    private Jack2MidiBuffer(int size) => _memory = new byte[size];

    /// <summary>Bytes of foreign memory that it wrote to: in reality 1.18 MB behind the buffer.</summary>
    public int BytesOutside { get; private set; }

    /// <param name="bufferSize">Bytes of the port buffer; libjacknet's are smaller than JACK's (D-51).</param>
    public static Jack2MidiBuffer Fill(ReadOnlySpan<byte> image, out int consumed, int bufferSize = 32_768)
    {
        var buffer = new Jack2MidiBuffer(bufferSize);
        uint size = BinaryPrimitives.ReadUInt32BigEndian(image[4..]);
        int tail = BinaryPrimitives.ReadInt32BigEndian(image[12..]);
        int tableEnd = 36 + (12 * BinaryPrimitives.ReadInt32BigEndian(image[16..]));
        int fitting = Math.Min(tableEnd, bufferSize);
        image[..fitting].CopyTo(buffer._memory);
        buffer.BytesOutside = tableEnd - fitting;
        long address = 36L * (size - tail);
        for (int index = 0; index < tail; index++)
        {
            if (address + index < buffer._memory.Length)
                buffer._memory[address + index] = image[tableEnd + index];
            else
                buffer.BytesOutside++;
        }
        consumed = tableEnd + tail;
        return buffer;
    }

    /// <summary>The events that JACK finds in the buffer.</summary>
    public List<(uint Time, byte[] Data)> Events()
    {
        var events = new List<(uint, byte[])>();
        uint count = BinaryPrimitives.ReadUInt32BigEndian(_memory.AsSpan(16));
        for (int index = 0; index < count; index++)
        {
            Span<byte> entry = _memory.AsSpan(24 + (12 * index), 12);
            int size = BinaryPrimitives.ReadInt32LittleEndian(entry[4..]);
            int offset = BinaryPrimitives.ReadInt32LittleEndian(entry[8..]);
            byte[] data = size <= 4 ? entry.Slice(8, size).ToArray() : _memory.AsSpan(offset, size).ToArray();
            events.Add((BinaryPrimitives.ReadUInt32LittleEndian(entry), data));
        }
        return events;
    }
}

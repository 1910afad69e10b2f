// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;
using NetJack2.RealTime;

namespace NetJack2.Protocol.Extension;

/// <summary>The MIDI section of a cycle packet's stream: docs/protocol-extension.md, "MIDI section".</summary>
public static class CompactMidi
{
    /// <summary>Bytes in front of an event's data: time (32 bits), port (16), size (16), all big-endian.</summary>
    public const int EventHeaderSize = 8;

    /// <summary>Bytes that an event takes: its data are padded to a multiple of 4.</summary>
    [RealTimeSafe]
    public static int SizeOf(int dataLength) => EventHeaderSize + ((dataLength + 3) & ~3);

    /// <summary>Appends an event.</summary>
    /// <param name="section">The whole section.</param>
    /// <param name="used">Bytes in use; grows by the event's size.</param>
    /// <param name="port">MIDI port, from 0.</param>
    /// <param name="time">Frame within the cycle.</param>
    /// <param name="data">1…65535 bytes.</param>
    /// <returns>False, and nothing written, where the section is full or the event too long.</returns>
    [RealTimeSafe]
    public static bool TryAppend(Span<byte> section, ref int used, int port, uint time, ReadOnlySpan<byte> data)
    {
        int size = SizeOf(data.Length);
        if (data.Length > ushort.MaxValue || size > section.Length - used)
            return false;
        Span<byte> place = section.Slice(used, size);
        place[^4..].Clear();
        BinaryPrimitives.WriteUInt32BigEndian(place, time);
        BinaryPrimitives.WriteUInt16BigEndian(place[4..], (ushort)port);
        BinaryPrimitives.WriteUInt16BigEndian(place[6..], (ushort)data.Length);
        data.CopyTo(place[EventHeaderSize..]);
        used += size;
        return true;
    }

    /// <summary>Reads the event at the beginning of <paramref name="rest"/> and moves <paramref name="rest"/> behind it.</summary>
    /// <returns>False at the end of the section, and where the rest of it is no whole event.</returns>
    [RealTimeSafe]
    public static bool TryRead(ref ReadOnlySpan<byte> rest, out int port, out uint time, out ReadOnlySpan<byte> data)
    {
        port = 0;
        time = 0;
        data = default;
        if (rest.Length < EventHeaderSize)
            return false;
        int length = BinaryPrimitives.ReadUInt16BigEndian(rest[6..]);
        int size = SizeOf(length);
        if (length == 0 || size > rest.Length)
            return false;
        time = BinaryPrimitives.ReadUInt32BigEndian(rest);
        port = BinaryPrimitives.ReadUInt16BigEndian(rest[4..]);
        data = rest.Slice(EventHeaderSize, length);
        rest = rest[size..];
        return true;
    }
}

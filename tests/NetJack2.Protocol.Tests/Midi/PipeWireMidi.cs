// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;

namespace NetJack2.Protocol.Tests.Midi;

/// <summary>How PipeWire reads an image: <c>netjack2_recv_midi</c> and <c>netjack2_to_midi</c> of its module.</summary>
internal static class PipeWireMidi
{
    /// <param name="period">Frames in a cycle: its buffer has 4 bytes for each, whatever the image has.</param>
    /// <param name="is142">Version 1.4.2 or earlier, which looks elsewhere for the bytes of a long event.</param>
    public static List<(uint Time, byte[] Data)> Read(ReadOnlySpan<byte> image, int period, bool is142)
    {
        var events = new List<(uint, byte[])>();
        uint tail = BinaryPrimitives.ReadUInt32BigEndian(image[12..]);
        uint count = BinaryPrimitives.ReadUInt32BigEndian(image[16..]);
        uint used = 36 + (12 * count) + tail;
        // It drops what exceeds its buffer; 1.4.2 what fills it, too.
        if (used > 4 * period || (is142 && used == 4 * period))
            return events;
        uint before = is142 ? tail : (uint)(4 * period) - used;
        for (int index = 0; index < count; index++)
        {
            ReadOnlySpan<byte> entry = image.Slice(24 + (12 * index), 12);
            uint size = BinaryPrimitives.ReadUInt32LittleEndian(entry[4..]);
            uint offset = BinaryPrimitives.ReadUInt32LittleEndian(entry[8..]);
            uint time = BinaryPrimitives.ReadUInt32LittleEndian(entry);
            if (size <= 4)
                events.Add((time, entry.Slice(8, (int)size).ToArray()));
            else if (offset > before && offset - before + size <= (uint)image.Length)
                events.Add((time, image.Slice((int)(offset - before), (int)size).ToArray()));
        }
        return events;
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Protocol.Midi;

/// <summary>Where the bytes of long events lie in an image that jack2, libjacknet and PipeWire read correctly.</summary>
/// <remarks>
/// An event longer than four bytes has one offset, and each receiver computes another place of the image from it. With t, the end of
/// the table, w, the bytes of the tail, and b = 4 × period, PipeWire's buffer:
/// jack2 and libjacknet put the tail at 36 × (buffer size - w), both from the packet, and read at the offset;
/// PipeWire from 1.4.3 on reads at offset - (b - t - w) of the image; earlier versions read at offset - w of the image.
/// The first two meet where the tail is padded so that b - w is 36 × q, buffer size is w + q, and the offset is 36 × q + place.
/// The third one then reads 72 × q - b - t bytes behind that place: there lies a copy, if the tail has room for it.
/// </remarks>
public readonly struct MidiImageLayout
{
    private readonly int _gap;

    private MidiImageLayout(int events, int tailSize, int gap, int copyShift)
    {
        TableEnd = MidiImageHeader.TableEnd(events);
        TailSize = tailSize;
        _gap = gap;
        CopyShift = copyShift;
    }

    /// <summary>Bytes of head and table, behind which the tail begins.</summary>
    public int TableEnd { get; }

    /// <summary>Bytes of the tail, with its padding.</summary>
    public int TailSize { get; }

    /// <summary>How many bytes behind the first copy of the long events a second one begins; 0: there is none.</summary>
    public int CopyShift { get; }

    /// <summary>Bytes of the whole image: head, table and tail.</summary>
    public int Size => TableEnd + TailSize;

    /// <summary>The size of the port buffer that the head states, in bytes.</summary>
    public int BufferSize => TailSize == 0 ? MidiImageHeader.PortBufferSize : TailSize + _gap;

    /// <summary>The offset of the first byte of the tail in jack2's port buffer.</summary>
    public int TailOffset => _gap * MidiImageHeader.TailUnit;

    /// <summary>The layout that most receivers read, of those for which there is room.</summary>
    /// <param name="period">Frames in a cycle.</param>
    /// <param name="events">Events in the image.</param>
    /// <param name="longBytes">Bytes of those longer than four, together.</param>
    /// <param name="room">Bytes that the image may have, at least <see cref="MidiImageHeader.TableEnd"/> and the long bytes.</param>
    [RealTimeSafe]
    public static MidiImageLayout Choose(int period, int events, int longBytes, int room)
    {
        if (longBytes == 0)
            return new MidiImageLayout(events, tailSize: 0, gap: 0, copyShift: 0);
        int tableEnd = MidiImageHeader.TableEnd(events);
        int buffer = sizeof(float) * period;
        // The shortest tail that holds both copies, then the shortest one with padding, then none.
        int gap = ((2 * buffer) + tableEnd - longBytes) / (3 * MidiImageHeader.TailUnit);
        int shift = (2 * gap * MidiImageHeader.TailUnit) - buffer - tableEnd;
        if (shift < longBytes || !IsPaddedWithin(room, tableEnd, buffer, gap))
        {
            gap = Math.Max(0, buffer - longBytes) / MidiImageHeader.TailUnit;
            shift = 0;
        }
        return IsPaddedWithin(room, tableEnd, buffer, gap)
            ? new MidiImageLayout(events, buffer - (gap * MidiImageHeader.TailUnit), gap, shift)
            : new MidiImageLayout(events, longBytes, GapBehind(tableEnd), copyShift: 0);
    }

    /// <summary>Whether jack2 has room for such an image in a port buffer and in its staging buffer, at least without padding.</summary>
    /// <param name="events">Events in the image.</param>
    /// <param name="longBytes">Bytes of those longer than four, together.</param>
    /// <param name="room">What is left of its 4 × period bytes for each MIDI channel (D-58).</param>
    /// <param name="portSize">Bytes of a port buffer: JACK's are <see cref="MidiImageHeader.PortBufferSize"/>,
    /// libjacknet's less, but at least 4 × period (D-51).</param>
    [RealTimeSafe]
    public static bool Fits(int events, int longBytes, int room, int portSize)
    {
        // The tail's place is up to 35 bytes behind the table.
        int tableEnd = MidiImageHeader.TableEnd(events);
        int used = longBytes == 0 ? tableEnd : (GapBehind(tableEnd) * MidiImageHeader.TailUnit) + longBytes;
        return tableEnd + longBytes <= room && used <= portSize;
    }

    [RealTimeSafe]
    private static bool IsPaddedWithin(int room, int tableEnd, int buffer, int gap) =>
        gap >= GapBehind(tableEnd) && tableEnd + buffer - (gap * MidiImageHeader.TailUnit) <= room;

    // The first unit of 36 bytes that begins behind the table.
    [RealTimeSafe]
    private static int GapBehind(int tableEnd) => (tableEnd + MidiImageHeader.TailUnit - 1) / MidiImageHeader.TailUnit;
}

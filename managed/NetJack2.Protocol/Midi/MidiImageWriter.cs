// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using NetJack2.RealTime;

namespace NetJack2.Protocol.Midi;

/// <summary>Writes one MIDI port's buffer in the layout that jack2 reads correctly.</summary>
/// <remarks>
/// jack2 looks for the tail at 36 × (buffer size - write position), both taken from the packet. Sending a buffer size that
/// is only q = ⌈table end ÷ 36⌉ larger than the tail makes that address 36·q, just behind the table, within the port buffer.
/// The caller counts the events and the bytes of the long ones first, since the table lies in front of the tail.
/// </remarks>
public ref struct MidiImageWriter
{
    private readonly Span<byte> _image;
    private readonly int _tailOffset;
    private readonly int _tableEnd;
    private int _index;
    private int _tailUsed;

    /// <summary>Begins an image at the beginning of <paramref name="destination"/>,
    /// which holds at least <see cref="SizeOf"/> bytes.</summary>
    /// <param name="destination">Where the image is written.</param>
    /// <param name="frames">Frames in the cycle.</param>
    /// <param name="events">How many events will be added.</param>
    /// <param name="longBytes">How many bytes those of them that are longer than four have together.</param>
    [RealTimeSafe]
    public MidiImageWriter(Span<byte> destination, int frames, int events, int longBytes)
    {
        _image = destination[..SizeOf(events, longBytes)];
        _image.Clear();
        _tableEnd = MidiImageHeader.TableEnd(events);
        int gap = GapOf(_tableEnd);
        _tailOffset = gap * MidiImageHeader.TailUnit;
        ref MidiImageHeader header = ref MemoryMarshal.AsRef<MidiImageHeader>(_image);
        header.Magic = MidiImageHeader.MagicValue;
        header.BufferSize = longBytes == 0 ? MidiImageHeader.PortBufferSize : (uint)(longBytes + gap);
        header.Frames = (uint)frames;
        header.WritePosition = (uint)longBytes;
        header.EventCount = (uint)events;
    }

    /// <summary>Bytes of an image.</summary>
    [RealTimeSafe]
    public static int SizeOf(int events, int longBytes) => MidiImageHeader.TableEnd(events) + longBytes;

    /// <summary>Whether jack2 has room for such an image in a port buffer and in its staging buffer.</summary>
    /// <param name="events">Events in the image.</param>
    /// <param name="longBytes">Bytes of those longer than four.</param>
    /// <param name="stagingLeft">What is left of its 4 × period bytes for each MIDI channel (D-58).</param>
    /// <param name="portSize">Bytes of a port buffer: JACK's are <see cref="MidiImageHeader.PortBufferSize"/>,
    /// libjacknet's less (D-51).</param>
    [RealTimeSafe]
    public static bool Fits(int events, int longBytes, int stagingLeft, int portSize)
    {
        // The tail's place is up to 35 bytes behind the table.
        int tableEnd = MidiImageHeader.TableEnd(events);
        int used = longBytes == 0 ? tableEnd : (GapOf(tableEnd) * MidiImageHeader.TailUnit) + longBytes;
        return tableEnd + longBytes <= stagingLeft && used <= portSize;
    }

    /// <summary>Adds the next event.</summary>
    /// <param name="time">Frame within the cycle.</param>
    /// <param name="data">At least one byte.</param>
    [RealTimeSafe]
    public void Add(uint time, ReadOnlySpan<byte> data)
    {
        Span<byte> entry = _image.Slice(MidiImageHeader.Size + (_index * MidiImageHeader.EntrySize), MidiImageHeader.EntrySize);
        BinaryPrimitives.WriteUInt32LittleEndian(entry, time);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[4..], (uint)data.Length);
        if (data.Length <= MidiImageHeader.InlineSize)
        {
            data.CopyTo(entry[8..]);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(entry[8..], (uint)(_tailOffset + _tailUsed));
            data.CopyTo(_image[(_tableEnd + _tailUsed)..]);
            _tailUsed += data.Length;
        }
        _index++;
    }

    // In units of 36 bytes, where the tail begins.
    [RealTimeSafe]
    private static int GapOf(int tableEnd) => (tableEnd + MidiImageHeader.TailUnit - 1) / MidiImageHeader.TailUnit;
}

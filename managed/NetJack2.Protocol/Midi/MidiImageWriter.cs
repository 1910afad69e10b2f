// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using NetJack2.RealTime;

namespace NetJack2.Protocol.Midi;

/// <summary>Writes one MIDI port's buffer in a layout that jack2 reads correctly.</summary>
/// <remarks>The caller counts the events and the bytes of the long ones first, since the table lies in front of the tail.</remarks>
public ref struct MidiImageWriter
{
    private readonly Span<byte> _image;
    private readonly MidiImageLayout _layout;
    private int _index;
    private int _tailUsed;

    /// <summary>Begins an image at the beginning of <paramref name="destination"/>,
    /// which holds at least <see cref="MidiImageLayout.Size"/> bytes.</summary>
    /// <param name="destination">Where the image is written.</param>
    /// <param name="frames">Frames in the cycle.</param>
    /// <param name="events">How many events will be added.</param>
    /// <param name="longBytes">How many bytes those of them that are longer than four have together.</param>
    /// <param name="room">Bytes that the image may have: see <see cref="MidiImageLayout.Choose"/>.</param>
    [RealTimeSafe]
    public MidiImageWriter(Span<byte> destination, int frames, int events, int longBytes, int room)
    {
        _layout = MidiImageLayout.Choose(frames, events, longBytes, room);
        _image = destination[.._layout.Size];
        _image.Clear();
        ref MidiImageHeader header = ref MemoryMarshal.AsRef<MidiImageHeader>(_image);
        header.Magic = MidiImageHeader.MagicValue;
        header.BufferSize = (uint)_layout.BufferSize;
        header.Frames = (uint)frames;
        header.WritePosition = (uint)_layout.TailSize;
        header.EventCount = (uint)events;
    }

    /// <summary>Bytes of the whole image, known from the beginning on.</summary>
    public readonly int Size => _layout.Size;

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
            BinaryPrimitives.WriteUInt32LittleEndian(entry[8..], (uint)(_layout.TailOffset + _tailUsed));
            Span<byte> place = _image[(_layout.TableEnd + _tailUsed)..];
            data.CopyTo(place);
            if (_layout.CopyShift != 0)
                data.CopyTo(place[_layout.CopyShift..]);
            _tailUsed += data.Length;
        }
        _index++;
    }
}

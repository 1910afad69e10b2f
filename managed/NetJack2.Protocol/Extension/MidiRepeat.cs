// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;
using NetJack2.RealTime;

namespace NetJack2.Protocol.Extension;

/// <summary>
/// What a packet that repeats MIDI has behind its header: notes that are held, and MIDI sections of earlier cycles:
/// docs/protocol-extension.md, "MIDI repeats".
/// </summary>
public readonly ref struct MidiRepeat
{
    /// <summary>Bytes of a payload without notes and sections.</summary>
    public const int FixedSize = 4;

    /// <summary>Bytes of a held note: port (16 bits, big-endian), channel, number.</summary>
    public const int NoteSize = 4;

    /// <summary>Bytes in front of a section's events: cycle and length, 32 bits each, big-endian.</summary>
    public const int SectionHeaderSize = 8;

    /// <summary>Stands for the number of notes where the packet does not list them.</summary>
    public const int NotesNotListed = 0xFFFF;

    /// <summary>In how many later cycles a section is repeated.</summary>
    public const int Cycles = 3;

    private readonly ReadOnlySpan<byte> _notes;

    private MidiRepeat(ReadOnlySpan<byte> payload)
    {
        int sections = BinaryPrimitives.ReadUInt16BigEndian(payload);
        int notes = BinaryPrimitives.ReadUInt16BigEndian(payload[2..]);
        ListsNotes = notes != NotesNotListed;
        SectionCount = sections;
        int size = ListsNotes ? notes * NoteSize : 0;
        _notes = payload.Slice(FixedSize, size);
        Sections = payload[(FixedSize + size)..];
    }

    /// <summary>Whether it lists the notes that are held after the cycle.</summary>
    public bool ListsNotes { get; }

    /// <summary>Number of sections, 0…<see cref="Cycles"/>.</summary>
    public int SectionCount { get; }

    /// <summary>The bytes of all sections, to be read one after the other with <see cref="TryReadSection"/>.</summary>
    public ReadOnlySpan<byte> Sections { get; }

    /// <summary>Number of notes that it lists.</summary>
    public int NoteCount => _notes.Length / NoteSize;

    /// <summary>Opens a payload. False where its counts and lengths do not fill it exactly.</summary>
    [RealTimeSafe]
    public static bool TryOpen(ReadOnlySpan<byte> payload, out MidiRepeat repeat)
    {
        repeat = default;
        if (payload.Length < FixedSize)
            return false;
        int notes = BinaryPrimitives.ReadUInt16BigEndian(payload[2..]);
        if (notes != NotesNotListed && FixedSize + (notes * NoteSize) > payload.Length)
            return false;
        repeat = new MidiRepeat(payload);
        if (repeat.SectionCount > Cycles)
            return false;
        ReadOnlySpan<byte> rest = repeat.Sections;
        for (int section = 0; section < repeat.SectionCount; section++)
        {
            if (!TryReadSection(ref rest, out _, out _))
                return false;
        }
        return rest.IsEmpty;
    }

    /// <summary>One of the <see cref="NoteCount"/> notes: port, channel and number as received, so in any range.</summary>
    [RealTimeSafe]
    public (int Port, int Channel, int Number) Note(int index)
    {
        ReadOnlySpan<byte> note = _notes.Slice(index * NoteSize, NoteSize);
        return (BinaryPrimitives.ReadUInt16BigEndian(note), note[2], note[3]);
    }

    /// <summary>Writes a held note into <see cref="NoteSize"/> bytes: MIDI port from 0, channel 0…15, note number 0…127 or more for a
    /// pedal.</summary>
    [RealTimeSafe]
    public static void WriteNote(Span<byte> place, int port, int channel, int number)
    {
        BinaryPrimitives.WriteUInt16BigEndian(place, (ushort)port);
        place[2] = (byte)channel;
        place[3] = (byte)number;
    }

    /// <summary>Reads the section at the beginning of <paramref name="rest"/> and moves <paramref name="rest"/> behind it.</summary>
    [RealTimeSafe]
    public static bool TryReadSection(scoped ref ReadOnlySpan<byte> rest, out uint cycle, out ReadOnlySpan<byte> events)
    {
        cycle = 0;
        events = default;
        if (rest.Length < SectionHeaderSize)
            return false;
        uint length = BinaryPrimitives.ReadUInt32BigEndian(rest[4..]);
        if ((length & 3) != 0 || length > (uint)(rest.Length - SectionHeaderSize))
            return false;
        cycle = BinaryPrimitives.ReadUInt32BigEndian(rest);
        events = rest.Slice(SectionHeaderSize, (int)length);
        rest = rest[(SectionHeaderSize + (int)length)..];
        return true;
    }

    /// <summary>Writes what stands in front of a section's events.</summary>
    [RealTimeSafe]
    public static void WriteSectionHeader(Span<byte> place, uint cycle, int length)
    {
        BinaryPrimitives.WriteUInt32BigEndian(place, cycle);
        BinaryPrimitives.WriteUInt32BigEndian(place[4..], (uint)length);
    }
}

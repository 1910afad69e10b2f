// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using NetJack2.Link.Cycles;
using NetJack2.Link.Datagrams;
using NetJack2.Link.Ports;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Wire;
using NetJack2.RealTime;

namespace NetJack2.Link.Midi;

/// <summary>Remembers the MIDI of the last cycles that were sent, and resends it in the next ones.</summary>
/// <remarks>Used by the one thread that runs the link's cycles.</remarks>
internal sealed class MidiRepeater : IDisposable
{
    // A power of two, so that the places go on where the cycle's number wraps around.
    private const int Places = 4;

    private readonly DirectionParameters _direction;
    private readonly int _room;
    private readonly NativeArray<byte> _sections;
    private readonly (uint Cycle, int Length)[] _past = new (uint, int)[Places];
    private readonly NoteSet _held;
    private readonly int _interval;
    private int _wait;
    private bool _hasBegun;

    public MidiRepeater(DirectionParameters direction, int sampleRate)
    {
        _direction = direction;
        _room = direction.Mtu - direction.Overhead - PacketHeader.Size;
        _sections = new NativeArray<byte>(Places * _room);
        _held = new NoteSet(direction.Midi);
        // Ten times a second: a stuck note that nothing else has ended lasts no longer.
        _interval = Math.Max(1, sampleRate / 10 / direction.Period);
    }

    /// <summary>Adds the packet of a cycle to the batch, where it has something to repeat, and remembers the cycle's events.</summary>
    [RealTimeSafe]
    public void Write(OutgoingBatch batch, uint cycle, ReadOnlySpan<byte> section)
    {
        ReadOnlySpan<byte> rest = section;
        while (CompactMidi.TryRead(ref rest, out int port, out _, out ReadOnlySpan<byte> data))
            _held.Follow(port, data);
        _hasBegun |= !section.IsEmpty;
        if (_hasBegun && (HasPast(cycle) || --_wait <= 0))
        {
            WritePacket(batch, cycle);
            _wait = _interval;
        }
        ref (uint Cycle, int Length) place = ref _past[(int)(cycle & (Places - 1))];
        // What does not fit into a packet beside others is too long to be repeated.
        place = (cycle, section.Length <= _room / 2 ? section.Length : 0);
        section[..place.Length].CopyTo(PlaceOf(cycle));
    }

    /// <summary>Follows the notes of a cycle that is not sent: one that ends in it is no longer listed, and so ends at the peer.</summary>
    [RealTimeSafe]
    public void Skip(IPortBuffers ports)
    {
        for (int port = 0; port < _direction.Midi; port++)
        {
            int count = ports.OutgoingMidiCount(port);
            for (int index = 0; index < count; index++)
                _held.Follow(port, ports.OutgoingMidi(port, index, out _));
        }
    }

    /// <summary>All notes end with the next cycle that is sent.</summary>
    [RealTimeSafe]
    public void EndNotes()
    {
        if (_held.Count == 0)
            return;
        _held.Clear();
        _wait = 0;
    }

    [RealTimeSafe]
    private bool HasPast(uint cycle)
    {
        for (uint ago = 1; ago <= MidiRepeat.Cycles; ago++)
        {
            if (LengthOf(cycle - ago) != 0)
                return true;
        }
        return false;
    }

    [RealTimeSafe]
    private void WritePacket(OutgoingBatch batch, uint cycle)
    {
        int sections = 0;
        int size = MidiRepeat.FixedSize;
        // The newest first, which was sent least often; on the wire they are in the order of time.
        uint oldest = cycle;
        for (uint ago = 1; ago <= MidiRepeat.Cycles; ago++)
        {
            int length = LengthOf(cycle - ago);
            if (length == 0)
                continue;
            if (size + MidiRepeat.SectionHeaderSize + length > _room)
                break;
            size += MidiRepeat.SectionHeaderSize + length;
            sections++;
            oldest = cycle - ago;
        }
        bool listsNotes = _held.Count < MidiRepeat.NotesNotListed && size + (_held.Count * MidiRepeat.NoteSize) <= _room;
        size += listsNotes ? _held.Count * MidiRepeat.NoteSize : 0;
        Span<byte> datagram = batch.Append(PacketHeader.Size + size);
        ref PacketHeader header = ref MemoryMarshal.AsRef<PacketHeader>(datagram);
        PacketHeaders.Fill(ref header, _direction, DataType.MidiRepeat, cycle, datagram.Length);
        Span<byte> rest = datagram[PacketHeader.Size..];
        BinaryPrimitives.WriteUInt16BigEndian(rest, (ushort)sections);
        BinaryPrimitives.WriteUInt16BigEndian(rest[2..], (ushort)(listsNotes ? _held.Count : MidiRepeat.NotesNotListed));
        rest = rest[MidiRepeat.FixedSize..];
        int place = 0;
        while (listsNotes && _held.TryNext(ref place, out HeldNote note))
        {
            MidiRepeat.WriteNote(rest, note.Port, note.Channel, note.Number);
            rest = rest[MidiRepeat.NoteSize..];
        }
        for (; oldest != cycle; oldest++)
        {
            int length = LengthOf(oldest);
            if (length == 0)
                continue;
            MidiRepeat.WriteSectionHeader(rest, oldest, length);
            PlaceOf(oldest)[..length].CopyTo(rest[MidiRepeat.SectionHeaderSize..]);
            rest = rest[(MidiRepeat.SectionHeaderSize + length)..];
        }
    }

    [RealTimeSafe]
    private int LengthOf(uint cycle)
    {
        (uint Cycle, int Length) past = _past[(int)(cycle & (Places - 1))];
        return past.Cycle == cycle ? past.Length : 0;
    }

    [RealTimeSafe]
    private Span<byte> PlaceOf(uint cycle) => _sections.Span.Slice((int)(cycle & (Places - 1)) * _room, _room);

    public void Dispose() => _sections.Dispose();
}

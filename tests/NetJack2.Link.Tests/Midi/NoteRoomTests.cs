// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Midi;
using NetJack2.RealTime;

namespace NetJack2.Link.Tests.Midi;

/// <summary>Whatever fills the ring of a MIDI port, the notes that are in it end.</summary>
[Property("Defect", "Fault-28")]
public class NoteRoomTests
{
    private const int MostNotes = 16 * 129;

    private EventRing _ring = null!;
    private NoteRoom _room = null!;

    [SetUp]
    public void Begin()
    {
        _ring = new EventRing(NoteRoom.LeastBytes);
        _room = new NoteRoom(_ring);
    }

    [Test]
    public void In_a_ring_full_of_controllers_there_is_room_for_the_end_of_every_note([Values(0, 1, 5, 11)] int longEvents)
    {
        // With them the ends lie across the end of the ring, at other places.
        for (int count = 0; count < longEvents; count++)
            Assert.That(_room.TryPut(0, new byte[17 + (16 * count)]), Is.True);
        Release();
        ForAllNotes(isOn: true);
        Fill([0xB0, 7, 1]);
        ForAllNotes(isOn: false);
    }

    [Test]
    public void A_note_that_has_no_room_for_its_end_does_not_begin()
    {
        Fill([0xB0, 7, 1]);
        Assert.That(_room.TryPut(0, [0x90, 60, 1]), Is.False);
        Release();
        int begun = 0;
        for (int count = 0; count < NoteRoom.LeastBytes; count++)
        {
            byte note = (byte)(count & 127);
            if (!_room.TryPut(0, [0x91, note, 1]))
                continue;
            Assert.That(_room.TryPut(0, [0x81, note, 0]), Is.True, $"note {count}");
            begun++;
        }
        Assert.That(begun, Is.InRange(1900, NoteRoom.LeastBytes / 64));
    }

    // The ends of notes that never began, which any program may send, must not take the room of the others.
    [Test]
    public void Ends_of_nothing_take_no_room_from_the_ends_of_notes([Values] bool atOnce)
    {
        Assert.That(_room.TryPut(0, [0x90, 60, 100]), Is.True);
        Assert.That(_room.TryPut(0, [0xB0, 64, 127]), Is.True);
        Fill([0x80, 61, 0]);
        Fill([0xB1, 123, 0]);
        Assert.That(_room.TryPut(0, atOnce ? [0xB0, 123, 0] : [0x90, 60, 0]), Is.True, "the note");
        Assert.That(_room.TryPut(0, atOnce ? [0xB0, 121, 0] : [0xB0, 64, 0]), Is.True, "the pedal");
        Assert.That(_room.TryPut(0, [0x80, 60, 0]), Is.False, "it has ended");
    }

    [Test]
    public void What_is_put_is_read_in_its_order()
    {
        byte[][] events = [[0x90, 60, 100], [0xF8], [0x80, 60, 0]];
        foreach (byte[] data in events)
            Assert.That(_room.TryPut(5, data), Is.True);
        Assert.That(_room.TryPut(5, []), Is.False);
        long place = _ring.Begin;
        foreach (byte[] data in events)
        {
            Assert.That(_ring.TryRead(ref place, out long frame, out ReadOnlySpan<byte> read), Is.True);
            Assert.That((frame, Convert.ToHexString(read)), Is.EqualTo((5L, Convert.ToHexString(data))));
        }
    }

    private void Fill(byte[] data)
    {
        int count = 0;
        while (_room.TryPut(0, data))
            Assert.That(++count, Is.LessThan(NoteRoom.LeastBytes));
    }

    private void Release()
    {
        long place = _ring.Begin;
        while (_ring.TryRead(ref place, out _, out _)) { }
        _ring.Release(place);
    }

    private void ForAllNotes(bool isOn)
    {
        for (int index = 0; index < MostNotes; index++)
        {
            (int channel, int note) = Math.DivRem(index, 129);
            // The reader follows while notes begin; their ends find it asleep.
            if (isOn && note == 0)
                Release();
            byte[] data = note == NoteSet.Pedal
                ? [(byte)(0xB0 | channel), 64, (byte)(isOn ? 127 : 0)]
                : [(byte)((isOn ? 0x90 : 0x80) | channel), (byte)note, 1];
            Assert.That(_room.TryPut(0, data), Is.True, $"{index}");
        }
    }
}

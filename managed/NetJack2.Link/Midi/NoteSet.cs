// SPDX-License-Identifier: GPL-2.0-or-later
using System.Numerics;
using NetJack2.RealTime;

namespace NetJack2.Link.Midi;

/// <summary>Notes that are on, and sustain pedals that are down, of some MIDI ports.</summary>
/// <remarks>Not thread-safe. A pedal is note 128 of its channel.</remarks>
public sealed class NoteSet
{
    /// <summary>The number that stands for the sustain pedal of a channel.</summary>
    public const int Pedal = 128;

    private const int NotesPerChannel = 129;
    private const int WordsPerPort = 33;
    private const int BitsPerPort = WordsPerPort * 64;
    private const int PedalController = 64;

    // Channel mode messages; all from "all notes off" on silence the channel.
    private const int AllSoundOff = 120;
    private const int AllControllersOff = 121;
    private const int AllNotesOff = 123;

    private enum Meaning
    {
        Other,
        NoteOn,
        NoteOff,
        PedalDown,
        PedalUp,
        AllNotesOff,
        AllOfPort,
    }

    private readonly ulong[] _words;

    /// <summary>An empty set for this many ports.</summary>
    public NoteSet(int ports) => _words = new ulong[ports * WordsPerPort];

    /// <summary>This set or, if it is too small, one for this many ports with the same notes. Allocates only then.</summary>
    public NoteSet ForPorts(int ports)
    {
        if (ports * WordsPerPort <= _words.Length)
            return this;
        var larger = new NoteSet(ports);
        larger.Add(this);
        return larger;
    }

    /// <summary>Number of notes and pedals in the set.</summary>
    public int Count { get; private set; }

    /// <summary>Whether a note of a port and channel is in it.</summary>
    [RealTimeSafe]
    public bool Contains(HeldNote note) => (_words[IndexOf(note) >> 6] >> IndexOf(note) & 1) != 0;

    /// <summary>Adds a note or pedal; nothing changes where it is in the set.</summary>
    [RealTimeSafe]
    public void Add(HeldNote note)
    {
        if (Contains(note))
            return;
        _words[IndexOf(note) >> 6] |= 1UL << IndexOf(note);
        Count++;
    }

    /// <summary>Removes a note or pedal, if it is in the set.</summary>
    [RealTimeSafe]
    public void Remove(HeldNote note)
    {
        if (!Contains(note))
            return;
        _words[IndexOf(note) >> 6] &= ~(1UL << IndexOf(note));
        Count--;
    }

    /// <summary>Removes all notes and pedals.</summary>
    [RealTimeSafe]
    public void Clear()
    {
        if (Count != 0)
            _words.AsSpan().Clear();
        Count = 0;
    }

    /// <summary>Adds the notes and pedals of another set for as many ports.</summary>
    [RealTimeSafe]
    public void Add(NoteSet other)
    {
        int place = 0;
        while (other.TryNext(ref place, out HeldNote note))
            Add(note);
    }

    /// <summary>Finds the next note from a place on, which moves behind it. Begins with place 0; notes may be removed between calls. False
    /// at the end.</summary>
    [RealTimeSafe]
    public bool TryNext(ref int place, out HeldNote note)
    {
        note = default;
        if (Count == 0)
            return false;
        for (int word = place >> 6; word < _words.Length; word++)
        {
            ulong rest = _words[word] & (ulong.MaxValue << (word == place >> 6 ? place & 63 : 0));
            if (rest == 0)
                continue;
            int index = (word * 64) + BitOperations.TrailingZeroCount(rest);
            place = index + 1;
            (int port, int within) = Math.DivRem(index, BitsPerPort);
            note = new HeldNote(port, within / NotesPerChannel, within % NotesPerChannel);
            return true;
        }
        return false;
    }

    /// <summary>Follows an event: the notes that it begins are in the set then, and those that it ends are not.</summary>
    [RealTimeSafe]
    public void Follow(int port, ReadOnlySpan<byte> data)
    {
        Meaning meaning = MeaningOf(data);
        if (meaning is Meaning.NoteOn or Meaning.PedalDown)
            Add(SubjectOf(port, data));
        else
            Forget(port, data, meaning);
    }

    /// <summary>Whether an event ends notes or pedals, and begins none.</summary>
    [RealTimeSafe]
    public static bool IsEnd(ReadOnlySpan<byte> data) => MeaningOf(data) is not (Meaning.Other or Meaning.NoteOn or Meaning.PedalDown);

    /// <summary>Whether an event ends a note that is not in the set.</summary>
    [RealTimeSafe]
    public bool EndsNothing(int port, ReadOnlySpan<byte> data) => MeaningOf(data) == Meaning.NoteOff && !Contains(SubjectOf(port, data));

    /// <summary>Removes every note that an event begins or ends.</summary>
    [RealTimeSafe]
    public void Forget(int port, ReadOnlySpan<byte> data) => Forget(port, data, MeaningOf(data));

    [RealTimeSafe]
    private void Forget(int port, ReadOnlySpan<byte> data, Meaning meaning)
    {
        if (Count == 0 || meaning == Meaning.Other)
            return;
        if (meaning == Meaning.AllOfPort)
            ForgetPort(port);
        else if (meaning == Meaning.AllNotesOff)
            ForgetNotes(port, data[0] & 15);
        else
            Remove(SubjectOf(port, data));
    }

    [RealTimeSafe]
    private static Meaning MeaningOf(ReadOnlySpan<byte> data)
    {
        if (data.Length == 1 && data[0] == 0xFF)
            return Meaning.AllOfPort;
        if (data.Length != 3)
            return Meaning.Other;
        return (data[0] & 0xF0, data[1] & 127) switch
        {
            (0x80, _) => Meaning.NoteOff,
            (0x90, _) => data[2] == 0 ? Meaning.NoteOff : Meaning.NoteOn,
            (0xB0, PedalController) => data[2] < 64 ? Meaning.PedalUp : Meaning.PedalDown,
            (0xB0, AllControllersOff) => Meaning.PedalUp,
            (0xB0, AllSoundOff or >= AllNotesOff) => Meaning.AllNotesOff,
            _ => Meaning.Other,
        };
    }

    // The note or pedal that a message of three bytes is about.
    [RealTimeSafe]
    private static HeldNote SubjectOf(int port, ReadOnlySpan<byte> data)
        => new(port, data[0] & 15, (data[0] & 0xF0) == 0xB0 ? Pedal : data[1] & 127);

    [RealTimeSafe]
    private void ForgetPort(int port)
    {
        foreach (ref ulong word in _words.AsSpan(port * WordsPerPort, WordsPerPort))
        {
            Count -= BitOperations.PopCount(word);
            word = 0;
        }
    }

    [RealTimeSafe]
    private void ForgetNotes(int port, int channel)
    {
        for (int note = 0; note < Pedal; note++)
            Remove(new HeldNote(port, channel, note));
    }

    [RealTimeSafe]
    private static int IndexOf(HeldNote note) => (note.Port * BitsPerPort) + (note.Channel * NotesPerChannel) + note.Number;
}

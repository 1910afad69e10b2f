using System.Numerics;
using NetJack2.Protocol;

namespace NetJack2.Engine;

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

    private readonly ulong[] _words;

    /// <summary>An empty set for this many ports.</summary>
    public NoteSet(int ports) => _words = new ulong[ports * WordsPerPort];

    /// <summary>How many notes and pedals are in it.</summary>
    public int Count { get; private set; }

    /// <summary>Whether a note of a port and channel is in it.</summary>
    [RealTimeSafe]
    public bool Contains(HeldNote note) => (_words[IndexOf(note) >> 6] >> IndexOf(note) & 1) != 0;

    /// <summary>Puts a note in.</summary>
    [RealTimeSafe]
    public void Add(HeldNote note)
    {
        if (Contains(note))
            return;
        _words[IndexOf(note) >> 6] |= 1UL << IndexOf(note);
        Count++;
    }

    /// <summary>Takes a note out.</summary>
    [RealTimeSafe]
    public void Remove(HeldNote note)
    {
        if (!Contains(note))
            return;
        _words[IndexOf(note) >> 6] &= ~(1UL << IndexOf(note));
        Count--;
    }

    /// <summary>Empties it.</summary>
    [RealTimeSafe]
    public void Clear()
    {
        if (Count != 0)
            _words.AsSpan().Clear();
        Count = 0;
    }

    /// <summary>Puts in what is in another set for as many ports.</summary>
    [RealTimeSafe]
    public void Add(NoteSet other)
    {
        int place = 0;
        while (other.TryNext(ref place, out HeldNote note))
            Add(note);
    }

    /// <summary>The next note from a place on, which moves behind it. Begins with place 0; notes may be taken out meanwhile.</summary>
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

    /// <summary>Follows an event: what it begins is in the set then, and what it ends is not.</summary>
    [RealTimeSafe]
    public void Follow(int port, ReadOnlySpan<byte> data)
    {
        Forget(port, data);
        if (data.Length != 3)
            return;
        int channel = data[0] & 15;
        if ((data[0] & 0xF0) == 0x90 && data[2] != 0)
            Add(new HeldNote(port, channel, data[1] & 127));
        else if ((data[0] & 0xF0) == 0xB0 && data[1] == PedalController && data[2] >= 64)
            Add(new HeldNote(port, channel, Pedal));
    }

    /// <summary>Whether an event ends notes or pedals, and begins none.</summary>
    [RealTimeSafe]
    public static bool IsEnd(ReadOnlySpan<byte> data) => data.Length switch
    {
        1 => data[0] == 0xFF,
        3 => (data[0] & 0xF0) switch
        {
            0x80 => true,
            0x90 => data[2] == 0,
            0xB0 => data[1] is 120 or 121 or >= 123 || (data[1] == PedalController && data[2] < 64),
            _ => false,
        },
        _ => false,
    };

    /// <summary>Whether an event ends a note that is not in the set.</summary>
    [RealTimeSafe]
    public bool EndsNothing(int port, ReadOnlySpan<byte> data)
    {
        bool isEnd = data.Length == 3 && ((data[0] & 0xF0) == 0x80 || ((data[0] & 0xF0) == 0x90 && data[2] == 0));
        return isEnd && !Contains(new HeldNote(port, data[0] & 15, data[1] & 127));
    }

    /// <summary>Takes out everything about which an event says something, be it that it begins or ends.</summary>
    [RealTimeSafe]
    public void Forget(int port, ReadOnlySpan<byte> data)
    {
        if (Count == 0)
            return;
        int channel = data[0] & 15;
        int kind = data.Length == 3 ? data[0] & 0xF0 : 0;
        int number = data.Length == 3 ? data[1] & 127 : 0;
        if (data.Length == 1 && data[0] == 0xFF)
            ForgetPort(port);
        else if (kind is 0x80 or 0x90)
            Remove(new HeldNote(port, channel, number));
        else if (kind == 0xB0 && number is (PedalController or 121))
            Remove(new HeldNote(port, channel, Pedal));
        else if (kind == 0xB0 && number is (120 or >= 123))
            ForgetNotes(port, channel);
    }

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

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;
using NetJack2.Link.Ports;
using NetJack2.Protocol.Extension;
using NetJack2.RealTime;

namespace NetJack2.Link.Midi;

/// <content>Notes that sound, and those whose end was lost.</content>
public sealed partial class IncomingMidi
{
    /// <summary>Ends all sounding notes at once, in ports that are empty.</summary>
    /// <param name="held">The sounding notes; empty afterwards.</param>
    /// <param name="ports">The port buffers.</param>
    /// <param name="count">Number of incoming MIDI ports; notes of other ports are no longer audible.</param>
    [RealTimeSafe]
    public static void Silence(NoteSet held, IPortBuffers ports, int count)
    {
        Span<byte> data = stackalloc byte[HeldNote.EndSize];
        int place = 0;
        while (held.TryNext(ref place, out HeldNote note))
        {
            note.WriteEnd(data);
            if (note.Port < count)
                _ = ports.AddIncomingMidi(note.Port, 0, data);
        }
        held.Clear();
    }

    // A note that the peer does not hold after this cycle must not sound after it.
    [RealTimeSafe]
    private void EndUnlisted(CycleSlot slot)
    {
        if (Held.Count == 0 || !MidiRepeat.TryOpen(slot.Repeat, out MidiRepeat repeat) || !repeat.ListsNotes)
            return;
        _suspects.Clear();
        _suspects.Add(Held);
        for (int index = 0; index < repeat.NoteCount; index++)
        {
            (int port, int channel, int number) = repeat.Note(index);
            if (port < _direction.Midi && channel < 16 && number <= NoteSet.Pedal)
                _suspects.Remove(new HeldNote(port, channel, number));
        }
        EndAll(_suspects);
    }

    [RealTimeSafe]
    private void AgeSuspects()
    {
        if (_suspects.Count == 0 && _younger.Count == 0)
            return;
        _suspiciousFrames += _direction.Period;
        if (_suspiciousFrames < SuspicionSeconds * _sampleRate)
            return;
        EndAll(_suspects);
        if (_suspects.Count != 0)
            return;
        // Notes that came under suspicion meanwhile have their own two seconds.
        (_suspects, _younger) = (_younger, _suspects);
        _suspiciousFrames = 0;
    }

    // Behind all that the cycle has. What does not fit is tried again in the next.
    [RealTimeSafe]
    private void EndAll(NoteSet notes)
    {
        int place = 0;
        while (notes.TryNext(ref place, out HeldNote note))
        {
            note.WriteEnd(_end);
            if (!_ports.AddIncomingMidi(note.Port, (uint)_direction.Period - 1, _end))
                continue;
            notes.Remove(note);
            Held.Remove(note);
            _counters.Values.NotesEnded++;
        }
    }
}

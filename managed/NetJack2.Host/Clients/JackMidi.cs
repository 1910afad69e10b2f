// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Interop;
using NetJack2.RealTime;

namespace NetJack2.Host.Clients;

/// <summary>Reads and writes the events of JACK's MIDI port buffers. Process thread.</summary>
public static unsafe class JackMidi
{
    /// <summary>An event's bytes, in place, and its frame in the cycle; empty where there is no such event.</summary>
    [RealTimeSafe]
    public static ReadOnlySpan<byte> Get(void* buffer, int index, out uint time)
    {
        jack_midi_event_t midiEvent;
        if (Jack.jack_midi_event_get(&midiEvent, buffer, (uint)index) != 0)
        {
            time = 0;
            return default;
        }
        time = midiEvent.time;
        return new ReadOnlySpan<byte>(midiEvent.buffer, (int)midiEvent.size);
    }

    /// <summary>Adds an event; false where the buffer is full or the time lies before that of the last one.</summary>
    [RealTimeSafe]
    public static bool TryAdd(void* buffer, uint time, ReadOnlySpan<byte> data)
    {
        byte* place = Jack.jack_midi_event_reserve(buffer, time, (nuint)data.Length);
        if (place == null)
            return false;
        data.CopyTo(new Span<byte>(place, data.Length));
        return true;
    }
}

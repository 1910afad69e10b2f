// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Interop;
using NetJack2.JackProbe.Jack;
using Api = NetJack2.Interop.Jack;

namespace NetJack2.JackProbe.Midi;

/// <summary>Tracks which notes are on.</summary>
internal sealed unsafe class NoteReceiver(jack_port_t* port) : IProcessor
{
    private readonly jack_port_t* _port = port;
    private readonly bool[] _isOn = new bool[NoteSender.Numbers];

    public long Begun { get; private set; }

    public long Ended { get; private set; }

    /// <summary>"Note on" of notes that are on, "note off" of notes that are off, and all other events.</summary>
    public long Strange { get; private set; }

    public int Held => _isOn.Count(isOn => isOn);

    public void Process(uint frames)
    {
        void* buffer = Api.jack_port_get_buffer(_port, frames);
        uint count = Api.jack_midi_get_event_count(buffer);
        for (uint i = 0; i < count; i++)
        {
            jack_midi_event_t received;
            if (Api.jack_midi_event_get(&received, buffer, i) == 0) Follow(new ReadOnlySpan<byte>(received.buffer, (int)received.size));
        }
    }

    private void Follow(ReadOnlySpan<byte> bytes)
    {
        bool isNote = bytes.Length == 3 && bytes[0] is >= 0x80 and < 0xA0;
        bool begins = isNote && bytes[0] >= 0x90 && bytes[2] != 0;
        int note = isNote ? ((bytes[0] & 0xF) * 128) + bytes[1] : 0;
        if (!isNote || _isOn[note] == begins)
        {
            Strange++;
            return;
        }

        _isOn[note] = begins;
        if (begins) Begun++;
        else Ended++;
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Interop;
using NetJack2.JackProbe.Jack;
using Api = NetJack2.Interop.Jack;

namespace NetJack2.JackProbe.Midi;

/// <summary>Begins a note every 3 cycles and ends it 20 cycles later. A note is repeated after 2048 others.</summary>
internal sealed unsafe class NoteSender(jack_port_t* port) : IProcessor
{
    /// <summary>The number of different notes: 128 on each of 16 channels.</summary>
    public const int Numbers = 2048;

    private const int Every = 3, Length = 20, Time = 10;
    private readonly jack_port_t* _port = port;
    private volatile bool _sending;
    private long _cycle, _begun, _ended;

    /// <summary>Notes begun so far; each of them is ended later.</summary>
    public long Sent => Volatile.Read(ref _begun);

    /// <summary>Sets whether new notes are begun. Notes that are on are ended in either case.</summary>
    public void Send(bool on) => _sending = on;

    public void Process(uint frames)
    {
        void* buffer = Api.jack_port_get_buffer(_port, frames);
        Api.jack_midi_clear_buffer(buffer);
        // Note n began in cycle n · Every.
        if (_begun > _ended && _cycle - (_ended * Every) >= Length) Write(buffer, 0x80, _ended++);
        if (_sending || _begun > _ended) _cycle++;
        if (_sending && _begun * Every < _cycle) Write(buffer, 0x90, _begun++);
    }

    private static void Write(void* buffer, int status, long note)
    {
        byte* data = Api.jack_midi_event_reserve(buffer, Time, 3);
        if (data is null) return;
        data[0] = (byte)(status | (int)(note / 128 % 16));
        data[1] = (byte)(note % 128);
        data[2] = 64;
    }
}

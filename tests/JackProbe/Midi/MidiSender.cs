// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Interop;
using NetJack2.JackProbe.Jack;
using Api = NetJack2.Interop.Jack;

namespace NetJack2.JackProbe.Midi;

/// <summary>Sends numbered events at given frames of every n-th cycle.</summary>
internal sealed unsafe class MidiSender(jack_port_t* port, SentEvents sent, int[] times, int every) : IProcessor
{
    private readonly jack_port_t* _port = port;
    private volatile bool _sending;
    private long _next;
    private long _cycleStart;
    private long _cycle;

    public long CycleStart => Volatile.Read(ref _cycleStart);

    public void Send(bool on) => _sending = on;

    public void Process(uint frames)
    {
        void* buffer = Api.jack_port_get_buffer(_port, frames);
        Api.jack_midi_clear_buffer(buffer);
        Volatile.Write(ref _cycleStart, _next);
        if (_sending && _cycle++ % every == 0)
        {
            foreach (int time in times) SendOne(buffer, (uint)Math.Min(time, (int)frames - 1));
        }

        _next += frames;
    }

    private void SendOne(void* buffer, uint time)
    {
        if (sent.IsFull) return;
        int size = sent.SizeOf(sent.Count);
        byte* data = Api.jack_midi_event_reserve(buffer, time, (nuint)size);
        if (data is null) return;
        NumberedEvent.Write(new Span<byte>(data, size), sent.Count);
        sent.Add(_next + time);
    }
}

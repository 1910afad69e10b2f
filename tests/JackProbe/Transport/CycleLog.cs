// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Interop;
using NetJack2.JackProbe.Jack;
using NetJack2.JackProbe.Results;
using Api = NetJack2.Interop.Jack;

namespace NetJack2.JackProbe.Transport;

/// <summary>Records the transport of each cycle, with a number that is sent through the network as samples, or received.</summary>
internal sealed unsafe class CycleLog(JackClient client, bool sends, int capacity) : IProcessor
{
    private readonly jack_port_t* _port = sends
        ? client.RegisterAudio("out", JackPortFlags.JackPortIsOutput)
        : client.RegisterAudio("in", JackPortFlags.JackPortIsInput);
    private readonly Entry[] _entries = new Entry[capacity];
    private int _count;
    private int _number;

    public void Process(uint frames)
    {
        var samples = new Span<float>(Api.jack_port_get_buffer(_port, frames), (int)frames);
        if (sends) samples.Fill(++_number);
        else _number = (int)samples[0];
        int index = _count;
        if (index == _entries.Length) return;
        ref Entry entry = ref _entries[index];
        entry.Number = _number;
        fixed (jack_position_t* position = &entry.Position) entry.State = Api.jack_transport_query(client.Handle, position);
        Volatile.Write(ref _count, index + 1);
    }

    public WatchResult Result()
        => new(client.Period, client.Rate, client.Xruns, [.. _entries.Take(Volatile.Read(ref _count)).Select(entry => entry.ToCycle())]);

    private struct Entry
    {
        public int Number;
        public jack_transport_state_t State;
        public jack_position_t Position;

        public readonly WatchedCycle ToCycle()
        {
            bool hasBeat = Position.valid.HasFlag(jack_position_bits_t.JackPositionBBT);
            double beats = hasBeat
                ? ((Position.bar - 1) * Position.beats_per_bar) + Position.beat - 1 + (Position.tick / Position.ticks_per_beat)
                : -1;
            return new WatchedCycle(Number, (uint)State, Position.frame, beats, hasBeat ? Position.beats_per_minute : 0);
        }
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetJack2.Interop;
using NetJack2.JackProbe.Jack;
using Api = NetJack2.Interop.Jack;

namespace NetJack2.JackProbe.Transport;

/// <summary>A timebase master: 4/4 at a constant tempo.</summary>
internal sealed unsafe class Metronome : IDisposable
{
    private const double TicksPerBeat = 1920;
    private const int BeatsPerBar = 4;

    private readonly JackClient _client;
    private readonly double _tempo;
    private GCHandle _self;

    public Metronome(JackClient client, double tempo, bool isConditional)
    {
        _client = client;
        _tempo = tempo;
        _self = GCHandle.Alloc(this);
        if (Api.jack_set_timebase_callback(client.Handle, isConditional ? 1 : 0, &Fill, (void*)GCHandle.ToIntPtr(_self)) != 0)
            throw new ProbeException("another client is timebase master");
    }

    public void Dispose()
    {
        _ = Api.jack_release_timebase(_client.Handle);
        Thread.Sleep(50); // the cycle that may still call
        _self.Free();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Fill(jack_transport_state_t state, uint frames, jack_position_t* position, int isNew, void* argument)
    {
        var self = Unsafe.As<Metronome>(GCHandle.FromIntPtr((nint)argument).Target!);
        double beats = position->frame * self._tempo / (60.0 * position->frame_rate);
        int whole = (int)beats;
        position->valid = jack_position_bits_t.JackPositionBBT;
        position->bar = (whole / BeatsPerBar) + 1;
        position->beat = (whole % BeatsPerBar) + 1;
        position->tick = (int)((beats - whole) * TicksPerBeat);
        position->bar_start_tick = whole / BeatsPerBar * BeatsPerBar * TicksPerBeat;
        position->beats_per_bar = BeatsPerBar;
        position->beat_type = 4;
        position->ticks_per_beat = TicksPerBeat;
        position->beats_per_minute = self._tempo;
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetJack2.Interop;
using NetJack2.JackProbe;
using NetJack2.JackProbe.Jack;
using NetJack2.JackProbe.Results;
using Api = NetJack2.Interop.Jack;

namespace NetJack2.JacknetPeer;

/// <summary>
/// <c>slave [--ip A] [--port P] [--name N] [--audio C] [--midi M] [--mtu B] [--latency L] [--encoder float|int16|opus] [--kbits K]
/// [--timeout S]</c>: a libjacknet slave that returns what it receives, until SIGTERM. Prints a line when a master connects or is lost,
/// and at the end.
/// </summary>
internal static unsafe class SlaveRole
{
    public static int Run(Options options)
    {
        int audio = options.Count("audio", 2), midi = options.Count("midi", 0);
        var request = new jack_slave_t
        {
            audio_input = audio,
            audio_output = audio,
            midi_input = midi,
            midi_output = midi,
            mtu = options.Count("mtu", Api.DEFAULT_MTU),
            time_out = options.Count("timeout", -1),
            encoder = (int)Encoders.Parse(options.Text("encoder", "float")),
            kbps = options.Count("kbits", 64),
            latency = options.Count("latency", 2),
        };
        using var ip = new CString(options.Text("ip", "225.3.19.154"));
        using var name = new CString(options.Text("name", "peer"));
        var counts = new SlaveCounts();
        jack_master_t master;
        jack_net_slave_t* slave = Api.jack_net_slave_open(ip, options.Count("port", Api.DEFAULT_PORT), name, &request, &master);
        if (slave is null) throw new ProbeException("no master");
        counts.Print("connected", master.buffer_size);

        // Registered here, because the call above does not react to signals while it waits for a master.
        using var stay = new Stay();
        GCHandle self = GCHandle.Alloc(counts);
        var argument = (void*)GCHandle.ToIntPtr(self);
        _ = Api.jack_set_net_slave_process_callback(slave, &Process, argument);
        _ = Api.jack_set_net_slave_buffer_size_callback(slave, &OnBufferSize, argument);
        _ = Api.jack_set_net_slave_restart_callback(slave, &Restart, argument);
        _ = Api.jack_set_net_slave_error_callback(slave, &OnError, argument);
        if (Api.jack_net_slave_activate(slave) != 0) throw new ProbeException("libjacknet cannot start its thread");
        stay.For(Timeout.InfiniteTimeSpan);
        counts.Print("ended", counts.Period);
        // libjacknet cancels its thread at any point; nothing that the thread may use is freed.
        return 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Process(
        uint frames, int audioIn, float** audioInputs, int midiIn, void** midiInputs,
        int audioOut, float** audioOutputs, int midiOut, void** midiOutputs, void* counts)
    {
        for (int i = 0; i < Math.Min(audioIn, audioOut); i++) Copy(audioInputs[i], audioOutputs[i], frames);
        // libjacknet's MIDI buffers are as long as its audio buffers.
        for (int i = 0; i < Math.Min(midiIn, midiOut); i++) Copy(midiInputs[i], midiOutputs[i], frames);
        Of(counts).Cycles++;
        return 0;
    }

    private static void Copy(void* from, void* to, uint frames)
        => new ReadOnlySpan<float>(from, (int)frames).CopyTo(new Span<float>(to, (int)frames));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnBufferSize(uint frames, void* counts)
    {
        Of(counts).Print("connected", frames);
        return 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Restart(void* counts)
    {
        Of(counts).Restarts++;
        Of(counts).Print("lost", Of(counts).Period);
        return 0; // search for a master again
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnError(int code, void* counts) => Of(counts).Errors++;

    private static SlaveCounts Of(void* counts) => Unsafe.As<SlaveCounts>(GCHandle.FromIntPtr((nint)counts).Target!);
}

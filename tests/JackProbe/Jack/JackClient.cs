// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetJack2.Interop;
using Api = NetJack2.Interop.Jack;

namespace NetJack2.JackProbe.Jack;

/// <summary>A client of the running server.</summary>
internal sealed unsafe class JackClient : IDisposable
{
    private static readonly TimeSpan s_longestClose = TimeSpan.FromSeconds(2);

    private readonly jack_client_t* _client;
    private readonly GCHandle _self;
    private GCHandle _processor;
    private int _xruns;

    /// <summary>Opens a client; waits up to <paramref name="patience"/> for a server.</summary>
    public JackClient(string name, TimeSpan patience = default)
    {
        var waited = Stopwatch.StartNew();
        // By default libjack prints errors while there is no server yet; standard output is for results.
        Api.jack_set_error_function(&Quiet);
        Api.jack_set_info_function(&Quiet);
        while ((_client = Open(name)) is null)
        {
            if (waited.Elapsed >= patience) throw new ProbeException("no JACK server");
            Thread.Sleep(20);
        }

        _self = GCHandle.Alloc(this);
    }

    public jack_client_t* Handle => _client;

    public uint Rate => Api.jack_get_sample_rate(_client);

    public uint Period => Api.jack_get_buffer_size(_client);

    public string Name => CString.Read(Api.jack_get_client_name(_client));

    /// <summary>Xruns since activation or the last reset.</summary>
    public int Xruns => Volatile.Read(ref _xruns);

    /// <summary>Whether the transport rolls in the present cycle.</summary>
    public bool IsRolling => Api.jack_transport_query(_client, null) == jack_transport_state_t.JackTransportRolling;

    /// <summary>Starts or stops the transport, and waits until that has happened, 5 s at most.</summary>
    public void RollTransport(bool on)
    {
        if (on) Api.jack_transport_start(_client);
        else Api.jack_transport_stop(_client);
        for (var waited = Stopwatch.StartNew(); IsRolling != on && waited.Elapsed.TotalSeconds < 5;)
            Thread.Sleep(1);
    }

    public void ResetXruns() => Volatile.Write(ref _xruns, 0);

    public jack_port_t* RegisterAudio(string name, JackPortFlags direction) => Register(name, Api.JACK_DEFAULT_AUDIO_TYPE, direction);

    public jack_port_t* RegisterMidi(string name, JackPortFlags direction) => Register(name, Api.JACK_DEFAULT_MIDI_TYPE, direction);

    /// <summary>Starts the cycles of <paramref name="processor"/>.</summary>
    public void Activate(IProcessor? processor = null)
    {
        _ = Api.jack_set_xrun_callback(_client, &CountXrun, (void*)GCHandle.ToIntPtr(_self));
        if (processor is not null)
        {
            _processor = GCHandle.Alloc(processor);
            _ = Api.jack_set_thread_init_callback(_client, &AttachThread, null);
            _ = Api.jack_set_process_callback(_client, &ProcessCycle, (void*)GCHandle.ToIntPtr(_processor));
        }

        if (Api.jack_activate(_client) != 0) throw new ProbeException("cannot activate");
    }

    /// <summary>Waits until a port of this name exists.</summary>
    public void AwaitPort(string name, TimeSpan patience)
    {
        var waited = Stopwatch.StartNew();
        while (!PortExists(name))
        {
            if (waited.Elapsed >= patience) throw new ProbeException($"no port {name} after {patience.TotalSeconds} s");
            Thread.Sleep(5);
        }
    }

    /// <summary>Connects two ports; false if they are connected already.</summary>
    /// <remarks>Tries for 1 s, because a port can be connected only when its owner is active, a moment after the port exists.</remarks>
    public bool Connect(string source, string destination)
    {
        const int AlreadyConnected = 17, MostAttempts = 200; // EEXIST
        using var from = new CString(source);
        using var to = new CString(destination);
        int error = 0;
        for (int attempt = 0; attempt < MostAttempts; attempt++)
        {
            error = Api.jack_connect(_client, from, to);
            if (error is 0 or AlreadyConnected) return error == 0;
            Thread.Sleep(5);
        }

        throw new ProbeException($"cannot connect {source} to {destination}: {error}");
    }

    public void Dispose()
    {
        // libjack 1.9.21 can lock its message queue twice: the printing thread then waits while holding the lock, and closing never ends.
        // The result has been printed by now, and the server detects the end of the process as well.
        var closing = new Thread(() => _ = Api.jack_client_close(_client)) { IsBackground = true };
        closing.Start();
        if (!closing.Join(s_longestClose)) return;
        if (_processor.IsAllocated) _processor.Free();
        _self.Free();
    }

    private static jack_client_t* Open(string name)
    {
        using var text = new CString(name);
        JackStatus status;
        return Api.jack_client_open_server(text, JackOptions.JackNoStartServer, &status, null);
    }

    private jack_port_t* Register(string name, ReadOnlySpan<byte> type, JackPortFlags direction)
    {
        using var text = new CString(name);
        fixed (byte* typeName = type)
        {
            jack_port_t* port = Api.jack_port_register(_client, text, (sbyte*)typeName, (nuint)direction, 0);
            return port is not null ? port : throw new ProbeException($"cannot register port {name}");
        }
    }

    private bool PortExists(string name)
    {
        using var text = new CString(name);
        return Api.jack_port_by_name(_client, text) is not null;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int ProcessCycle(uint frames, void* processor)
    {
        Unsafe.As<IProcessor>(GCHandle.FromIntPtr((nint)processor).Target!).Process(frames);
        return 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int CountXrun(void* client)
    {
        Interlocked.Increment(ref Unsafe.As<JackClient>(GCHandle.FromIntPtr((nint)client).Target!)._xruns);
        return 0;
    }

    // The call itself attaches JACK's thread to the runtime before its first cycle.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void AttachThread(void* argument)
    {
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Quiet(sbyte* line)
    {
    }
}

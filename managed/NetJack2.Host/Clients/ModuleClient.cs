// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetJack2.Host.Border;
using NetJack2.Host.Logging;
using NetJack2.Interop;
using NetJack2.RealTime;
using NetJack2.Statistics;

namespace NetJack2.Host.Clients;

/// <summary>A client of the JACK server that a module runs in: its handle and the callbacks that every one has.</summary>
public abstract unsafe class ModuleClient : IGuarded, IDisposable
{
    private GCHandle<ModuleClient> _handle;
    private long _xruns;

    /// <summary>Takes ownership of a client that is not active yet, and has no callbacks before <see cref="SetCallbacks"/>.</summary>
    /// <param name="client">What JACK gave.</param>
    /// <param name="clock">CLOCK_MONOTONIC.</param>
    protected ModuleClient(jack_client_t* client, IMonotonicClock clock)
    {
        Client = client;
        Clock = clock;
        Name = JackText.Decode(Jack.jack_get_client_name(client));
    }

    /// <summary>The name that JACK gave it.</summary>
    public string Name { get; }

    /// <summary>The argument of its callbacks: a handle of the object, for entries of its own type and of this one.
    /// Null before <see cref="SetCallbacks"/>.</summary>
    public void* Argument => (void*)GCHandle<ModuleClient>.ToIntPtr(_handle);

    /// <summary>Xruns that JACK has reported since it was activated. Any thread.</summary>
    public long Xruns => Volatile.Read(ref _xruns);

    /// <inheritdoc/>
    [RealTimeSafe]
    public abstract FaultRecord Faults { get; }

    /// <summary>JACK's handle of it; null after <see cref="Close"/>.</summary>
    protected jack_client_t* Client { get; private set; }

    /// <summary>CLOCK_MONOTONIC.</summary>
    protected IMonotonicClock Clock { get; }

    /// <summary>Frames of the present cycle. Process thread.</summary>
    protected int Frames { get; private set; }

    /// <inheritdoc/>
    [RealTimeSafe]
    public abstract void Recover(FaultPlace place);

    /// <summary>Its end. Control thread.</summary>
    public abstract void Dispose();

    /// <summary>Opens a client in the server whose process this is. Control thread.</summary>
    /// <param name="name">The name that it is to have; JACK may append a number.</param>
    /// <param name="create">Makes it of JACK's handle.</param>
    /// <returns>The client, or null where JACK gives none.</returns>
    /// <exception cref="OutOfMemoryException">Nothing of it is left in the server.</exception>
    protected static T? Open<T>(string name, Func<nint, T> create)
        where T : ModuleClient
    {
        jack_client_t* handle = JackClients.Open(name);
        if (handle == null)
            return null;
        T? client = null;
        try
        {
            client = create((nint)handle);
            client.SetCallbacks();
            return client;
        }
        catch (OutOfMemoryException)
        {
            _ = Jack.jack_client_close(handle);
            client?.ReleaseHandle();
            throw;
        }
    }

    /// <summary>Gives JACK the callbacks. Before the client is activated.</summary>
    protected virtual void SetCallbacks()
    {
        _handle = new GCHandle<ModuleClient>(this);
        void* self = Argument;
        _ = Jack.jack_set_thread_init_callback(Client, &Attach, self);
        _ = Jack.jack_set_process_callback(Client, &OnProcess, self);
        _ = Jack.jack_set_buffer_size_callback(Client, &OnBufferSize, self);
        _ = Jack.jack_set_latency_callback(Client, &OnLatency, self);
        _ = Jack.jack_set_xrun_callback(Client, &OnXrun, self);
    }

    /// <summary>Closes it in JACK; none of its callbacks runs any more when this returns.</summary>
    protected void Close()
    {
        _ = Jack.jack_client_close(Client);
        Client = null;
        ReleaseHandle();
    }

    /// <summary>What JACK calls may not use it any more.</summary>
    protected void ReleaseHandle() => _handle.Dispose();

    /// <summary>A cycle. Process thread.</summary>
    /// <param name="frames">The server's period.</param>
    [RealTimeSafe]
    protected abstract void Process(int frames);

    /// <summary>The server has another period. A thread of JACK.</summary>
    /// <param name="frames">The new period.</param>
    protected abstract void ChangePeriod(int frames);

    /// <summary>Publishes the latencies of the ports. A thread of JACK.</summary>
    protected abstract void SetLatencies(JackLatencyCallbackMode mode);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Attach(void* argument) => Guard.Enter<ModuleClient>(argument, FaultPlace.Notification, &BeginThread);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnProcess(uint frames, void* argument)
    {
        _ = Guard.Enter<ModuleClient, uint>(argument, FaultPlace.Cycle, &Process, frames);
        return 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnBufferSize(uint frames, void* argument)
    {
        _ = Guard.Enter<ModuleClient, uint>(argument, FaultPlace.Notification, &ChangePeriod, frames);
        return 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnLatency(JackLatencyCallbackMode mode, void* argument) =>
        Guard.Enter<ModuleClient, JackLatencyCallbackMode>(argument, FaultPlace.Notification, &SetLatencies, mode);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnXrun(void* argument)
    {
        _ = Guard.Enter<ModuleClient>(argument, FaultPlace.Notification, &CountXrun);
        return 0;
    }

    // Entering managed code for the first time attaches the thread to the runtime: here, and not in the first cycle.
    private static void BeginThread(ModuleClient client) => _ = client.Clock.Now;

    [RealTimeSafe]
    private static void Process(ModuleClient client, uint frames)
    {
        client.Frames = (int)frames;
        client.Process((int)frames);
    }

    private static void ChangePeriod(ModuleClient client, uint frames) => client.ChangePeriod((int)frames);

    private static void SetLatencies(ModuleClient client, JackLatencyCallbackMode mode) => client.SetLatencies(mode);

    private static void CountXrun(ModuleClient client) => Interlocked.Increment(ref client._xruns);
}

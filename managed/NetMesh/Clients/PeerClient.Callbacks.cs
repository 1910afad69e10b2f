// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetJack2.Host.Border;
using NetJack2.Interop;
using NetJack2.Link.Cycles;
using NetJack2.Link.Links;
using NetJack2.RealTime;
using NetJack2.Statistics;

namespace NetJack2.NetMesh.Clients;

/// <content>JACK's callbacks.</content>
internal sealed unsafe partial class PeerClient
{
    private int _latency;
    private int _midiLatency;
    private long _xruns;
    private int _frames;

    /// <inheritdoc/>
    public long Xruns => Volatile.Read(ref _xruns);

    private void SetCallbacks()
    {
        void* self = Argument;
        _ = Jack.jack_set_thread_init_callback(_client, &Attach, self);
        _ = Jack.jack_set_process_callback(_client, &OnProcess, self);
        _ = Jack.jack_set_buffer_size_callback(_client, &OnBufferSize, self);
        _ = Jack.jack_set_latency_callback(_client, &OnLatency, self);
        _ = Jack.jack_set_xrun_callback(_client, &OnXrun, self);
    }

    /// <inheritdoc/>
    [RealTimeSafe]
    public void Recover(FaultPlace place)
    {
        if (place != FaultPlace.Cycle)
            return;
        try
        {
            if (_cycle.Enter() is { } cycle)
            {
                cycle.Buffers.Silence(_frames, _held);
                cycle.Link?.Abandon();
            }
        }
        finally
        {
            _cycle.Leave();
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Attach(void* argument) => Guard.Enter<PeerClient>(argument, FaultPlace.Notification, &BeginThread);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnProcess(uint frames, void* argument)
    {
        _ = Guard.Enter<PeerClient, uint>(argument, FaultPlace.Cycle, &Process, frames);
        return 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnBufferSize(uint frames, void* argument)
    {
        _ = Guard.Enter<PeerClient>(argument, FaultPlace.Notification, &ChangePeriod);
        return 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnLatency(JackLatencyCallbackMode mode, void* argument) =>
        Guard.Enter<PeerClient, JackLatencyCallbackMode>(argument, FaultPlace.Notification, &SetLatencies, mode);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnXrun(void* argument)
    {
        _ = Guard.Enter<PeerClient>(argument, FaultPlace.Notification, &CountXrun);
        return 0;
    }

    // Entering managed code for the first time attaches the thread to the runtime: here, and not in the first cycle.
    private static void BeginThread(PeerClient client) => _ = client._clock.Now;

    [RealTimeSafe]
    private static void Process(PeerClient client, uint frames)
    {
        client._frames = (int)frames;
        client.Process((int)frames);
    }

    private static void ChangePeriod(PeerClient client) => client._changed();

    private static void SetLatencies(PeerClient client, JackLatencyCallbackMode mode) =>
        client._ports.SetLatency(mode, client._latency, client._midiLatency);

    private static void CountXrun(PeerClient client) => Interlocked.Increment(ref client._xruns);

    [RealTimeSafe]
    private void Process(int frames)
    {
        if (_cycle.Enter() is { } cycle)
        {
            if (cycle.Link is not { } link || cycle.Period != frames)
            {
                // Also for the few cycles after a change of the period until the link has followed it.
                cycle.Buffers.Silence(frames, _held);
            }
            else
            {
                DirectionParameters incoming = link.Channel.IncomingParameters;
                cycle.Buffers.SilenceBehind(incoming.Audio, incoming.Midi); // the peer has no ports for them
                uint number = NetJack2Native.nj_mesh_find_cycle();
                if (number == CommonCycle.None)
                    link.Rest(cycle.Buffers);
                else
                    link.Process(cycle.Buffers, number, cycle.Buffers.HasOutgoingMidi());
            }
        }
        _cycle.Leave();
    }
}

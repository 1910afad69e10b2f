// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetJack2.Host.Border;
using NetJack2.Host.Logging;
using NetJack2.Interop;
using NetJack2.RealTime;
using NetJack2.Statistics;

namespace NetJack2.Host.Clients;

public sealed unsafe partial class AdapterClient
{
    private void SetCallbacks()
    {
        void* self = Argument;
        _ = Jack.jack_set_thread_init_callback(_client, &Attach, self);
        _ = Jack.jack_set_process_callback(_client, &OnProcess, self);
        _ = Jack.jack_set_buffer_size_callback(_client, &OnBufferSize, self);
        _ = Jack.jack_set_sample_rate_callback(_client, &OnSampleRate, self);
        _ = Jack.jack_set_latency_callback(_client, &OnLatency, self);
        _ = Jack.jack_set_port_registration_callback(_client, &OnPort, self);
    }

    /// <inheritdoc/>
    [RealTimeSafe]
    public void Recover(FaultPlace place)
    {
        if (place != FaultPlace.Cycle)
            return;
        try
        {
            _work.Enter()?.Ports.Silence(_frames);
        }
        finally
        {
            _work.Leave();
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Attach(void* argument) => Guard.Enter<AdapterClient>(argument, FaultPlace.Notification, &BeginThread);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnProcess(uint frames, void* argument)
    {
        _ = Guard.Enter<AdapterClient, uint>(argument, FaultPlace.Cycle, &Process, frames);
        return 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnBufferSize(uint frames, void* argument)
    {
        _ = Guard.Enter<AdapterClient, uint>(argument, FaultPlace.Notification, &ChangePeriod, frames);
        return 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnSampleRate(uint rate, void* argument)
    {
        _ = Guard.Enter<AdapterClient, uint>(argument, FaultPlace.Notification, &ChangeRate, rate);
        return 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnLatency(JackLatencyCallbackMode mode, void* argument) =>
        Guard.Enter<AdapterClient, JackLatencyCallbackMode>(argument, FaultPlace.Notification, &SetLatencies, mode);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnPort(uint port, int isThere, void* argument) =>
        Guard.Enter<AdapterClient, (uint, int)>(argument, FaultPlace.Notification, &ChangePort, (port, isThere));

    // Entering managed code for the first time attaches the thread to the runtime: here, and not in the first cycle.
    private static void BeginThread(AdapterClient client) => _ = client._clock.Now;

    [RealTimeSafe]
    private static void Process(AdapterClient client, uint frames)
    {
        client._frames = (int)frames;
        client.Process((int)frames);
    }

    private static void ChangePeriod(AdapterClient client, uint frames)
    {
        client._period = (int)frames;
        client._serverChanged();
    }

    private static void ChangeRate(AdapterClient client, uint rate)
    {
        client._rate = (int)rate;
        client._serverChanged();
    }

    private static void SetLatencies(AdapterClient client, JackLatencyCallbackMode mode) =>
        client._ports?.SetLatencies(mode, client._latencies);

    private static void ChangePort(AdapterClient client, (uint Port, int IsThere) change)
    {
        if (Volatile.Read(ref client._cards) is not { } cards)
            return;
        jack_port_t* port = Jack.jack_port_by_id(client._client, change.Port);
        cards.Remove((nint)port);
        if (change.IsThere == 0)
            return;
        var flags = (JackPortFlags)Jack.jack_port_flags(port);
        string name = JackText.Decode(Jack.jack_port_name(port));
        if (flags.HasFlag(JackPortFlags.JackPortIsPhysical) && client.IsForeign(name))
        {
            bool isMidi = string.Equals(JackText.Decode(Jack.jack_port_type(port)), JackGraph.MidiType, StringComparison.Ordinal);
            cards.Add((nint)port, name, isMidi, flags.HasFlag(JackPortFlags.JackPortIsOutput), isNew: true);
        }
    }

    [RealTimeSafe]
    private void Process(int frames)
    {
        if (_work.Enter() is { } work)
        {
            long time = BeginCycle();
            if (work.Cycle is { } cycle && work.Ports.Period == frames && work.Rate == _rate)
                cycle.Process(work.Ports, _frame, time);
            else
                work.Ports.Silence(frames);
        }
        _work.Leave();
    }

    // JACK's time of a cycle's beginning is free of the time that clients before this one took. After an xrun it may be nonsense.
    [RealTimeSafe]
    private long BeginCycle()
    {
        uint frame;
        ulong current;
        ulong next;
        float period;
        long now = _clock.Now;
        if (Jack.jack_get_cycle_times(_client, &frame, &current, &next, &period) != 0)
            return now;
        // JACK's counter has 32 bits.
        _frame += (uint)(frame - (uint)_frame);
        long time = (long)current * 1000;
        return Math.Abs(now - time) < (long)(period * 1000) ? time : now;
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetJack2.Host.Border;
using NetJack2.Host.Peers;
using NetJack2.Interop;
using NetJack2.Link.Takes;
using NetJack2.Protocol.Session;
using NetJack2.Protocol.Transport;
using NetJack2.RealTime;
using NetJack2.Statistics;
using NetJack2.Statistics.Takes;

namespace NetJack2.NetManager.Clients;

public sealed unsafe partial class SlaveClient
{
    // The last eighth of a period is for the clients that come after this one.
    private const int ReserveShift = 3;

    private int _toSlaveLatency;
    private int _fromSlaveLatency;
    private int _midiToSlaveLatency;
    private int _midiFromSlaveLatency;
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
        _ = Jack.jack_set_port_connect_callback(_client, &OnConnection, self);
        _ = Jack.jack_set_port_registration_callback(_client, &OnPort, self);
        _ = Jack.jack_set_freewheel_callback(_client, &OnFreewheel, self);
        _ = Jack.jack_set_xrun_callback(_client, &OnXrun, self);
    }

    /// <inheritdoc/>
    public bool TryPublishLatencies(SessionParameters session)
    {
        PublishLatencies(session);
        return true;
    }

    private void PublishLatencies(SessionParameters session)
    {
        _toSlaveLatency = session.SendLatencyFrames;
        _fromSlaveLatency = session.ReturnLatencyFrames;
        _midiToSlaveLatency = session.MidiSendLatencyFrames;
        _midiFromSlaveLatency = session.MidiReturnLatencyFrames;
        if (_isActive)
            _ = Jack.jack_recompute_total_latencies(_client);
    }

    /// <inheritdoc/>
    [RealTimeSafe]
    public void Recover(FaultPlace place)
    {
        try
        {
            if (place == FaultPlace.Cycle && _cycle.Enter() is { } cycle)
            {
                cycle.Buffers.Silence(_frames, _held);
                cycle.Link?.Abandon();
                Take.AddAll(TakeMark.Failed);
                EndTakeCycle(_frames);
            }
        }
        finally
        {
            if (place is FaultPlace.Cycle or FaultPlace.Transport)
                _cycle.Leave();
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Attach(void* argument) => Guard.Enter<SlaveClient>(argument, FaultPlace.Notification, &BeginThread);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnProcess(uint frames, void* argument)
    {
        _ = Guard.Enter<SlaveClient, uint>(argument, FaultPlace.Cycle, &Process, frames);
        return 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnBufferSize(uint frames, void* argument)
    {
        _ = Guard.Enter<SlaveClient>(argument, FaultPlace.Notification, &ChangePeriod);
        return 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnLatency(JackLatencyCallbackMode mode, void* argument) =>
        Guard.Enter<SlaveClient, JackLatencyCallbackMode>(argument, FaultPlace.Notification, &SetLatencies, mode);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnConnection(uint source, uint destination, int isMade, void* argument) =>
        Guard.Enter<SlaveClient>(argument, FaultPlace.Notification, &ChangeConnection);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnPort(uint port, int isThere, void* argument) =>
        Guard.Enter<SlaveClient, (uint, int)>(argument, FaultPlace.Notification, &ChangePort, (port, isThere));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnFreewheel(int begins, void* argument) =>
        Guard.Enter<SlaveClient, int>(argument, FaultPlace.Notification, &ChangeFreewheel, begins);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnXrun(void* argument)
    {
        _ = Guard.Enter<SlaveClient>(argument, FaultPlace.Notification, &CountXrun);
        return 0;
    }

    // Entering managed code for the first time attaches the thread to the runtime: here, and not in the first cycle.
    private static void BeginThread(SlaveClient client) => _ = client._clock.Now;

    [RealTimeSafe]
    private static void Process(SlaveClient client, uint frames)
    {
        client._frames = (int)frames;
        client.Process((int)frames);
    }

    private static void ChangePeriod(SlaveClient client) => client._serverChanged();

    private static void SetLatencies(SlaveClient client, JackLatencyCallbackMode mode)
    {
        bool isCapture = mode == JackLatencyCallbackMode.JackCaptureLatency;
        client.Ports.SetLatency(
            mode,
            isCapture ? client._fromSlaveLatency : client._toSlaveLatency,
            isCapture ? client._midiFromSlaveLatency : client._midiToSlaveLatency);
    }

    private static void ChangeConnection(SlaveClient client) => client.Connections.OnGraphChanged();

    private static void ChangePort(SlaveClient client, (uint Port, int IsThere) change)
    {
        jack_port_t* port = Jack.jack_port_by_id(client._client, change.Port);
        if (change.IsThere == 0)
        {
            client.Connections.OnPortRemoved((nint)port);
            client.NewCardPorts.Remove((nint)port);
            return;
        }
        client.Connections.OnGraphChanged();
        if ((Jack.jack_port_flags(port) & (int)JackPortFlags.JackPortIsPhysical) == 0)
            return;
        client.NewCardPorts.Add((nint)port);
        client._serverChanged();
    }

    private static void ChangeFreewheel(SlaveClient client, int begins)
    {
        client._isFreewheeling = begins != 0;
        client.Connections.OnFreewheel(begins != 0);
    }

    private static void CountXrun(SlaveClient client) => Interlocked.Increment(ref client._xruns);

    [RealTimeSafe]
    private void Process(int frames)
    {
        if (_cycle.Enter() is { } cycle)
        {
            if (cycle.Link is { } link && cycle.Period == frames && _isFreewheeling)
                link.Freewheel(cycle.Buffers);
            else if (cycle.Link is { } running && cycle.Period == frames)
                running.Process(cycle.Buffers, Deadline(running.Channel.Session.Latency), Common(frames));
            else
                PlaySilence(cycle.Buffers, frames); // also for the few cycles until the session has followed a change of the period
        }
        else
        {
            Take.AddAll(TakeMark.Absent); // ports come and go
        }
        _cycle.Leave();
        EndTakeCycle(frames);
    }

    [RealTimeSafe]
    private void PlaySilence(PeerPortBuffers buffers, int frames)
    {
        buffers.Silence(frames, _held);
        Take.Connect(buffers.IncomingConnected(), buffers.HasMidi);
        Take.AddAll(TakeMark.Absent);
    }

    [RealTimeSafe]
    private void EndTakeCycle(int frames)
    {
        TransportState state = Query(out TransportPosition position);
        Take.EndCycle(
            new ServerCycle(state, position.Frame, frames, _sampleRate, Volatile.Read(ref _xruns)), _clock.Now);
    }

    [RealTimeSafe]
    private uint Common(int period) => _common.CycleAt(Jack.jack_last_frame_time(_client), period);

    [RealTimeSafe]
    private long Deadline(int latency)
    {
        if (latency != 0)
            return 0;
        uint frame;
        ulong current;
        ulong next;
        float period;
        if (Jack.jack_get_cycle_times(_client, &frame, &current, &next, &period) != 0)
            return 0;
        // JACK's estimate of the period's end is a filtered one, which is far off for many cycles after an xrun; trusted then, it
        // would leave no time at all, and one late answer would become a long silence.
        long left = Math.Clamp((long)(next - Jack.jack_get_time()) - ((long)period >> ReserveShift), (long)period / 2, (long)period);
        return _clock.Now + (left * 1000);
    }
}

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

    /// <inheritdoc/>
    protected override void SetCallbacks()
    {
        base.SetCallbacks();
        void* self = Argument;
        _ = Jack.jack_set_port_connect_callback(Client, &OnConnection, self);
        _ = Jack.jack_set_port_registration_callback(Client, &OnPort, self);
        _ = Jack.jack_set_freewheel_callback(Client, &OnFreewheel, self);
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
            _ = Jack.jack_recompute_total_latencies(Client);
    }

    /// <inheritdoc/>
    [RealTimeSafe]
    public override void Recover(FaultPlace place)
    {
        try
        {
            if (place == FaultPlace.Cycle && _cycle.Enter() is { } cycle)
            {
                cycle.Buffers.Silence(Frames, _held);
                cycle.Link?.Abandon();
                Take.AddAll(TakeMark.Failed);
                EndTakeCycle(Frames);
            }
        }
        finally
        {
            if (place is FaultPlace.Cycle or FaultPlace.Transport)
                _cycle.Leave();
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnConnection(uint source, uint destination, int isMade, void* argument) =>
        Guard.Enter<SlaveClient>(argument, FaultPlace.Notification, &ChangeConnection);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnPort(uint port, int isThere, void* argument) =>
        Guard.Enter<SlaveClient, (uint, int)>(argument, FaultPlace.Notification, &ChangePort, (port, isThere));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnFreewheel(int begins, void* argument) =>
        Guard.Enter<SlaveClient, int>(argument, FaultPlace.Notification, &ChangeFreewheel, begins);

    /// <inheritdoc/>
    protected override void ChangePeriod(int frames) => _serverChanged();

    /// <inheritdoc/>
    protected override void SetLatencies(JackLatencyCallbackMode mode)
    {
        bool isCapture = mode == JackLatencyCallbackMode.JackCaptureLatency;
        Ports.SetLatency(
            mode,
            isCapture ? _fromSlaveLatency : _toSlaveLatency,
            isCapture ? _midiFromSlaveLatency : _midiToSlaveLatency);
    }

    private static void ChangeConnection(SlaveClient client) => client.Connections.OnGraphChanged();

    private static void ChangePort(SlaveClient client, (uint Port, int IsThere) change)
    {
        jack_port_t* port = Jack.jack_port_by_id(client.Client, change.Port);
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

    /// <inheritdoc/>
    [RealTimeSafe]
    protected override void Process(int frames)
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
            new ServerCycle(state, position.Frame, frames, _sampleRate, Xruns), Clock.Now);
    }

    [RealTimeSafe]
    private uint Common(int period) => _common.CycleAt(Jack.jack_last_frame_time(Client), period);

    [RealTimeSafe]
    private long Deadline(int latency)
    {
        if (latency != 0)
            return 0;
        uint frame;
        ulong current;
        ulong next;
        float period;
        if (Jack.jack_get_cycle_times(Client, &frame, &current, &next, &period) != 0)
            return 0;
        // JACK's estimate of the period's end is a filtered one, which is far off for many cycles after an xrun; trusted then, it
        // would leave no time at all, and one late answer would become a long silence.
        long left = Math.Clamp((long)(next - Jack.jack_get_time()) - ((long)period >> ReserveShift), (long)period / 2, (long)period);
        return Clock.Now + (left * 1000);
    }
}

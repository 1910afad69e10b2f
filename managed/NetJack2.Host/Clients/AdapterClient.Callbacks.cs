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
    /// <inheritdoc/>
    protected override void SetCallbacks()
    {
        base.SetCallbacks();
        void* self = Argument;
        _ = Jack.jack_set_sample_rate_callback(Client, &OnSampleRate, self);
        _ = Jack.jack_set_port_registration_callback(Client, &OnPort, self);
    }

    /// <inheritdoc/>
    [RealTimeSafe]
    public override void Recover(FaultPlace place)
    {
        if (place != FaultPlace.Cycle)
            return;
        try
        {
            _work.Enter()?.Ports.Silence(Frames);
        }
        finally
        {
            _work.Leave();
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnSampleRate(uint rate, void* argument)
    {
        _ = Guard.Enter<AdapterClient, uint>(argument, FaultPlace.Notification, &ChangeRate, rate);
        return 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnPort(uint port, int isThere, void* argument) =>
        Guard.Enter<AdapterClient, (uint, int)>(argument, FaultPlace.Notification, &ChangePort, (port, isThere));

    /// <inheritdoc/>
    protected override void ChangePeriod(int frames)
    {
        _period = frames;
        _serverChanged();
    }

    /// <inheritdoc/>
    protected override void SetLatencies(JackLatencyCallbackMode mode) => _ports?.SetLatencies(mode, _latencies);

    private static void ChangeRate(AdapterClient client, uint rate)
    {
        client._rate = (int)rate;
        client._serverChanged();
    }

    private static void ChangePort(AdapterClient client, (uint Port, int IsThere) change)
    {
        if (Volatile.Read(ref client._cards) is not { } cards)
            return;
        jack_port_t* port = Jack.jack_port_by_id(client.Client, change.Port);
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

    /// <inheritdoc/>
    [RealTimeSafe]
    protected override void Process(int frames)
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
        long now = Clock.Now;
        if (Jack.jack_get_cycle_times(Client, &frame, &current, &next, &period) != 0)
            return now;
        // JACK's counter has 32 bits.
        _frame += (uint)(frame - (uint)_frame);
        long time = (long)current * 1000;
        return Math.Abs(now - time) < (long)(period * 1000) ? time : now;
    }
}

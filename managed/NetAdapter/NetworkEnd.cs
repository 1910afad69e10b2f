// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Clients;
using NetJack2.Link.Midi;
using NetJack2.Link.Ports;
using NetJack2.Protocol.Session;
using NetJack2.RealTime;
using NetJack2.Resampling;
using NetJack2.Statistics;

namespace NetJack2.NetAdapter;

/// <summary>The bridge between JACK's cycles and those of a session:
/// the bridge for audio, rings for MIDI, and the session's buffers.</summary>
/// <remarks>JACK's process thread calls <see cref="Process"/>, the cycle thread of the network everything else.</remarks>
internal sealed partial class NetworkEnd : IAdapterCycle, IPortBuffers
{
    private readonly ClockBridge _bridge;
    private readonly BridgeSlack _slack;
    private readonly AdapterPortCounts _counts;
    private readonly float[] _incoming;
    private readonly float[] _outgoing;
    private readonly bool[] _isCaptureConnected;
    private readonly bool[] _isPlaybackConnected;
    private readonly int _period;
    private int _latency;
    private long _frame;

    /// <summary>Control thread, while no cycle of the network is run.</summary>
    public NetworkEnd(ClockBridge bridge, BridgeSlack slack, AdapterPortCounts counts, AdapterNotes notes, SessionParameters session)
    {
        _bridge = bridge;
        _slack = slack;
        _counts = counts;
        _notes = notes;
        _period = session.Period;
        _latency = session.Latency;
        _latest = session.SampleRate;
        _fromMaster = [.. Enumerable.Range(0, counts.MidiCapture).Select(_ => new EventRing(EventBytes))];
        _intoCapture = [.. _fromMaster.Select(ring => new NoteRoom(ring))];
        _toMaster = [.. Enumerable.Range(0, counts.MidiPlayback).Select(_ => new DueEvents(EventBytes, _latest))];
        _intoPlayback = [.. _toMaster.Select(events => new NoteRoom(events.Ring))];
        _incoming = new float[counts.Capture * _period];
        _outgoing = new float[counts.Playback * _period];
        _isCaptureConnected = new bool[counts.Capture];
        _isPlaybackConnected = new bool[counts.Playback];
        EndSentNotes();
    }

    /// <inheritdoc/>
    [RealTimeSafe]
    public void Process(AdapterPorts ports, long frame, long time)
    {
        _bridge.BeginNear(frame, time / (double)Durations.SecondNs, ports.Period);
        for (int channel = 0; channel < _counts.Capture; channel++)
        {
            _bridge.ReadCapture(channel, ports.Capture(channel));
            Volatile.Write(ref _isCaptureConnected[channel], ports.IsCaptureConnected(channel));
        }
        for (int channel = 0; channel < _counts.Playback; channel++)
        {
            _bridge.WritePlayback(channel, ports.Playback(channel));
            Volatile.Write(ref _isPlaybackConnected[channel], ports.IsPlaybackConnected(channel));
        }
        DeliverAll(ports, frame);
        for (int port = 0; port < _counts.MidiPlayback; port++)
            Collect(ports, port, frame, time);
        _bridge.EndNear();
    }

    /// <summary>Sets the session's latency, in cycles.</summary>
    [RealTimeSafe]
    public void Follow(int latency)
    {
        if (latency == _latency)
            return;
        _latency = latency;
        _bridge.SetSlack(_slack.With(latency));
    }

    /// <summary>The delays of the bridge, in the master's frames, with a latency of so many cycles. Any thread.</summary>
    public (int Capture, int Playback) DelaysWith(int latency) => _bridge.DelaysWith(_slack.With(latency));

    /// <summary>Exchanges a cycle with JACK's side: the received samples are in the incoming buffers, those to be sent are put into the
    /// outgoing ones.</summary>
    /// <param name="time">When it began, in nanoseconds of CLOCK_MONOTONIC.</param>
    [RealTimeSafe]
    public void Exchange(long time)
    {
        Volatile.Write(ref _frame, _frame + _period);
        Volatile.Write(ref _exchangedAt, time);
        _bridge.BeginFar(_frame, time / (double)Durations.SecondNs, _period);
        for (int channel = 0; channel < _counts.Capture; channel++)
        {
            _bridge.WriteCapture(channel, Incoming(channel));
            Incoming(channel).Clear(); // the session fills those that are connected
        }
        for (int channel = 0; channel < _counts.Playback; channel++)
            _bridge.ReadPlayback(channel, _outgoing.AsSpan(channel * _period, _period));
        _bridge.EndFar();
        for (int port = 0; port < _counts.MidiPlayback; port++)
            Gather(port);
    }

    /// <summary>Writes the state of the bridge. Control thread; allocates nothing.</summary>
    public void Describe(ref SessionStatistics statistics) =>
        statistics.Counters.SetBridge(_bridge.Drift, _bridge.Error, _bridge.Realignments, _bridge.CaptureHoles + _bridge.PlaybackHoles);

    [RealTimeSafe]
    public bool IsOutgoingConnected(int port) => Volatile.Read(ref _isPlaybackConnected[port]);

    [RealTimeSafe]
    public bool IsIncomingConnected(int port) => Volatile.Read(ref _isCaptureConnected[port]);

    [RealTimeSafe]
    public ReadOnlySpan<float> Outgoing(int port) => _outgoing.AsSpan(port * _period, _period);

    [RealTimeSafe]
    public Span<float> Incoming(int port) => _incoming.AsSpan(port * _period, _period);
}

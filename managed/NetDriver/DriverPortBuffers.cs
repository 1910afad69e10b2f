// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Clients;
using NetJack2.Interop;
using NetJack2.Link.Ports;
using NetJack2.RealTime;

namespace NetJack2.NetDriver;

/// <summary>The driver's port buffers, in its thread: playback ports are sent, capture ports are filled.</summary>
internal sealed unsafe class DriverPortBuffers(void* host) : IPortBuffers
{
    private readonly void* _host = host;
    private volatile int _period;

    /// <summary>Frames in a cycle of the server. Changes only while no cycle runs.</summary>
    public int Period
    {
        get => _period;
        set => _period = value;
    }

    [RealTimeSafe]
    public bool IsOutgoingConnected(int port) => NetJack2Native.nj_host_playback_connections(_host, (uint)port) != 0;

    [RealTimeSafe]
    public bool IsIncomingConnected(int port) => NetJack2Native.nj_host_capture_connections(_host, (uint)port) != 0;

    [RealTimeSafe]
    public ReadOnlySpan<float> Outgoing(int port) => new(NetJack2Native.nj_host_playback_audio(_host, (uint)port), _period);

    [RealTimeSafe]
    public Span<float> Incoming(int port) => new(NetJack2Native.nj_host_capture_audio(_host, (uint)port), _period);

    [RealTimeSafe]
    public int OutgoingMidiCount(int port) => (int)Jack.jack_midi_get_event_count(NetJack2Native.nj_host_playback_midi(_host, (uint)port));

    [RealTimeSafe]
    public ReadOnlySpan<byte> OutgoingMidi(int port, int index, out uint time) =>
        JackMidi.Get(NetJack2Native.nj_host_playback_midi(_host, (uint)port), index, out time);

    [RealTimeSafe]
    public void ClearIncomingMidi(int port) => Jack.jack_midi_clear_buffer(NetJack2Native.nj_host_capture_midi(_host, (uint)port));

    [RealTimeSafe]
    public bool AddIncomingMidi(int port, uint time, ReadOnlySpan<byte> data) =>
        JackMidi.TryAdd(NetJack2Native.nj_host_capture_midi(_host, (uint)port), time, data);
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Clients;
using NetJack2.Interop;
using NetJack2.Link.Ports;
using NetJack2.RealTime;

namespace NetJack2.NetManager.Clients;

/// <summary>The port buffers of a client that stands for a slave, in its process thread.</summary>
internal sealed unsafe class ClientPortBuffers(ClientPorts ports, int period) : IPortBuffers
{
    private readonly nint[] _toSlave = ports.ToSlave;
    private readonly nint[] _fromSlave = ports.FromSlave;
    private readonly nint[] _midiToSlave = ports.MidiToSlave;
    private readonly nint[] _midiFromSlave = ports.MidiFromSlave;

    /// <inheritdoc/>
    [RealTimeSafe]
    public bool IsOutgoingConnected(int port) => Jack.jack_port_connected((jack_port_t*)_toSlave[port]) != 0;

    /// <inheritdoc/>
    [RealTimeSafe]
    public bool IsIncomingConnected(int port) => Jack.jack_port_connected((jack_port_t*)_fromSlave[port]) != 0;

    /// <inheritdoc/>
    [RealTimeSafe]
    public ReadOnlySpan<float> Outgoing(int port) => new(Buffer(_toSlave[port]), period);

    /// <inheritdoc/>
    [RealTimeSafe]
    public Span<float> Incoming(int port) => new(Buffer(_fromSlave[port]), period);

    /// <inheritdoc/>
    [RealTimeSafe]
    public int OutgoingMidiCount(int port) => (int)Jack.jack_midi_get_event_count(Buffer(_midiToSlave[port]));

    /// <inheritdoc/>
    [RealTimeSafe]
    public ReadOnlySpan<byte> OutgoingMidi(int port, int index, out uint time) =>
        JackMidi.Get(Buffer(_midiToSlave[port]), index, out time);

    /// <inheritdoc/>
    [RealTimeSafe]
    public void ClearIncomingMidi(int port) => Jack.jack_midi_clear_buffer(Buffer(_midiFromSlave[port]));

    /// <inheritdoc/>
    [RealTimeSafe]
    public bool AddIncomingMidi(int port, uint time, ReadOnlySpan<byte> data) => JackMidi.TryAdd(Buffer(_midiFromSlave[port]), time, data);

    [RealTimeSafe]
    private void* Buffer(nint port) => Jack.jack_port_get_buffer((jack_port_t*)port, (uint)period);
}

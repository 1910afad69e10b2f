// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Clients;
using NetJack2.Interop;
using NetJack2.Link.Midi;
using NetJack2.Link.Ports;
using NetJack2.Protocol;
using NetJack2.RealTime;

namespace NetJack2.Host.Peers;

/// <summary>The port buffers of a client that stands for another computer, in its process thread.</summary>
public sealed unsafe class PeerPortBuffers(PeerPorts ports, int period) : IPortBuffers
{
    private readonly nint[] _toPeer = ports.ToPeer;
    private readonly nint[] _fromPeer = ports.FromPeer;
    private readonly nint[] _midiToPeer = ports.MidiToPeer;
    private readonly nint[] _midiFromPeer = ports.MidiFromPeer;

    /// <summary>Whether a MIDI input is connected. Process thread.</summary>
    [RealTimeSafe]
    public bool HasOutgoingMidi()
    {
        foreach (nint port in _midiToPeer)
        {
            if (Jack.jack_port_connected((jack_port_t*)port) != 0)
                return true;
        }
        return false;
    }

    /// <summary>The incoming audio ports that are connected. Process thread.</summary>
    [RealTimeSafe]
    public PortSet IncomingConnected()
    {
        PortSet connected = default;
        for (int port = 0; port < _fromPeer.Length; port++)
        {
            if (IsIncomingConnected(port))
                connected.Add(port);
        }
        return connected;
    }

    /// <summary>Whether there are incoming MIDI ports.</summary>
    public bool HasMidi
    {
        [RealTimeSafe]
        get => _midiFromPeer.Length != 0;
    }

    /// <inheritdoc/>
    [RealTimeSafe]
    public bool IsOutgoingConnected(int port) => Jack.jack_port_connected((jack_port_t*)_toPeer[port]) != 0;

    /// <inheritdoc/>
    [RealTimeSafe]
    public bool IsIncomingConnected(int port) => Jack.jack_port_connected((jack_port_t*)_fromPeer[port]) != 0;

    /// <inheritdoc/>
    [RealTimeSafe]
    public ReadOnlySpan<float> Outgoing(int port) => new(Buffer(_toPeer[port]), period);

    /// <inheritdoc/>
    [RealTimeSafe]
    public Span<float> Incoming(int port) => new(Buffer(_fromPeer[port]), period);

    /// <inheritdoc/>
    [RealTimeSafe]
    public int OutgoingMidiCount(int port) => (int)Jack.jack_midi_get_event_count(Buffer(_midiToPeer[port]));

    /// <inheritdoc/>
    [RealTimeSafe]
    public ReadOnlySpan<byte> OutgoingMidi(int port, int index, out uint time) =>
        JackMidi.Get(Buffer(_midiToPeer[port]), index, out time);

    /// <inheritdoc/>
    [RealTimeSafe]
    public void ClearIncomingMidi(int port) => Jack.jack_midi_clear_buffer(Buffer(_midiFromPeer[port]));

    /// <inheritdoc/>
    [RealTimeSafe]
    public bool AddIncomingMidi(int port, uint time, ReadOnlySpan<byte> data) => JackMidi.TryAdd(Buffer(_midiFromPeer[port]), time, data);

    /// <summary>Fills the incoming ports with silence, and ends the notes that sound.</summary>
    /// <param name="frames">Frames of the server's cycle: after a change of the period others than the session's.</param>
    /// <param name="held">Notes that are on in the MIDI ports; none afterwards.</param>
    [RealTimeSafe]
    public void Silence(int frames, NoteSet held)
    {
        foreach (nint port in _fromPeer)
            new Span<float>(Jack.jack_port_get_buffer((jack_port_t*)port, (uint)frames), frames).Clear();
        foreach (nint port in _midiFromPeer)
            Jack.jack_midi_clear_buffer(Jack.jack_port_get_buffer((jack_port_t*)port, (uint)frames));
        IncomingMidi.Silence(held, this, _midiFromPeer.Length);
    }

    /// <summary>Fills the incoming ports behind the first ones with silence.</summary>
    /// <param name="audio">How many audio ports are left as they are.</param>
    /// <param name="midi">How many MIDI ports.</param>
    [RealTimeSafe]
    public void SilenceBehind(int audio, int midi)
    {
        for (int port = audio; port < _fromPeer.Length; port++)
            Incoming(port).Clear();
        for (int port = midi; port < _midiFromPeer.Length; port++)
            ClearIncomingMidi(port);
    }

    [RealTimeSafe]
    private void* Buffer(nint port) => Jack.jack_port_get_buffer((jack_port_t*)port, (uint)period);
}

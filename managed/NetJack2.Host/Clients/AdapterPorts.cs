// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Interop;
using NetJack2.RealTime;

namespace NetJack2.Host.Clients;

/// <summary>The ports of an adapter's client as the cycles of one period see them: they never change.</summary>
/// <remarks>Capture is what comes from the other clock's side, and so what the client gives to JACK; playback goes there.</remarks>
public sealed unsafe class AdapterPorts
{
    private readonly nint[] _capture;
    private readonly nint[] _playback;
    private readonly nint[] _midiCapture;
    private readonly nint[] _midiPlayback;

    internal AdapterPorts(AdapterPortTable table, int period)
    {
        (_capture, _playback, _midiCapture, _midiPlayback) = (table.Capture, table.Playback, table.MidiCapture, table.MidiPlayback);
        Period = period;
    }

    /// <summary>Frames in a cycle of the server.</summary>
    public int Period { get; }

    /// <summary>Whether an audio capture port has a connection. Process thread.</summary>
    [RealTimeSafe]
    public bool IsCaptureConnected(int port) => Jack.jack_port_connected((jack_port_t*)_capture[port]) != 0;

    /// <summary>Whether an audio playback port has a connection. Process thread.</summary>
    [RealTimeSafe]
    public bool IsPlaybackConnected(int port) => Jack.jack_port_connected((jack_port_t*)_playback[port]) != 0;

    /// <summary>The samples of a capture port, to be filled: one period. Process thread.</summary>
    [RealTimeSafe]
    public Span<float> Capture(int port) => new(Buffer(_capture[port]), Period);

    /// <summary>The samples of a playback port: one period. Process thread.</summary>
    [RealTimeSafe]
    public ReadOnlySpan<float> Playback(int port) => new(Buffer(_playback[port]), Period);

    /// <summary>Number of events of a MIDI playback port in this cycle. Process thread.</summary>
    [RealTimeSafe]
    public int MidiPlaybackEvents(int port) => (int)Jack.jack_midi_get_event_count(Buffer(_midiPlayback[port]));

    /// <summary>An event of a MIDI playback port, in order of time: its bytes, and its frame in the cycle. Process thread.</summary>
    [RealTimeSafe]
    public ReadOnlySpan<byte> MidiPlayback(int port, int index, out uint time)
        => JackMidi.Get(Buffer(_midiPlayback[port]), index, out time);

    /// <summary>Empties a MIDI capture port: once a cycle. Process thread.</summary>
    [RealTimeSafe]
    public void ClearMidiCapture(int port) => Jack.jack_midi_clear_buffer(Buffer(_midiCapture[port]));

    /// <summary>Adds an event to a MIDI capture port; times must not decrease. False where it has no room. Process thread.</summary>
    [RealTimeSafe]
    public bool AddMidiCapture(int port, uint time, ReadOnlySpan<byte> data) => JackMidi.TryAdd(Buffer(_midiCapture[port]), time, data);

    /// <summary>Silences all capture ports in a cycle of so many frames, which may differ from <see cref="Period"/>. Process
    /// thread.</summary>
    [RealTimeSafe]
    public void Silence(int frames)
    {
        foreach (nint port in _capture)
            new Span<float>(Jack.jack_port_get_buffer((jack_port_t*)port, (uint)frames), frames).Clear();
        foreach (nint port in _midiCapture)
            Jack.jack_midi_clear_buffer(Jack.jack_port_get_buffer((jack_port_t*)port, (uint)frames));
    }

    [RealTimeSafe]
    private void* Buffer(nint port) => Jack.jack_port_get_buffer((jack_port_t*)port, (uint)Period);
}

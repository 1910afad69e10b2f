// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Host.Clients;

/// <summary>The latencies that an adapter publishes on its ports, in frames of JACK.</summary>
/// <param name="Capture">From the other clock's side to the audio capture ports.</param>
/// <param name="Playback">From the audio playback ports to it.</param>
/// <param name="MidiCapture">The same of MIDI.</param>
/// <param name="MidiPlayback">The same of MIDI.</param>
public sealed record AdapterLatencies(int Capture, int Playback, int MidiCapture, int MidiPlayback)
{
    /// <summary>The latencies of ports without a session or a card: all 0.</summary>
    public static AdapterLatencies None { get; } = new(0, 0, 0, 0);
}

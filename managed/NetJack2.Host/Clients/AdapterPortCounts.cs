// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Host.Clients;

/// <summary>How many ports of each kind an adapter has.</summary>
/// <param name="Capture">Audio that comes from the other clock's side.</param>
/// <param name="Playback">Audio that goes there.</param>
/// <param name="MidiCapture">MIDI that comes from there.</param>
/// <param name="MidiPlayback">MIDI that goes there.</param>
public readonly record struct AdapterPortCounts(int Capture, int Playback, int MidiCapture = 0, int MidiPlayback = 0);

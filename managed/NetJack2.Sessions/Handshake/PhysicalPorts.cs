// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Sessions.Handshake;

/// <summary>How many physical ports of each kind a server has.</summary>
/// <param name="AudioCapture">Audio that comes from the card: what a slave receives.</param>
/// <param name="AudioPlayback">Audio that goes to the card: what a slave sends.</param>
/// <param name="MidiCapture">MIDI that comes from outside.</param>
/// <param name="MidiPlayback">MIDI that goes outside.</param>
public readonly record struct PhysicalPorts(int AudioCapture, int AudioPlayback, int MidiCapture, int MidiPlayback);

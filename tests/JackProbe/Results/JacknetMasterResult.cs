// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe.Results;

/// <summary>What a libjacknet master received from its slave.</summary>
/// <param name="Audio">The counter that it sent and received.</param>
/// <param name="MidiSent">MIDI events that were sent.</param>
/// <param name="MidiIntact">Events received once, in order and at the right frame.</param>
/// <param name="MidiWrong">Other received events.</param>
/// <param name="Errors">Cycles for which libjacknet returned an error.</param>
/// <param name="SendAudio">Audio channels to the slave.</param>
/// <param name="ReturnAudio">Audio channels from the slave.</param>
public sealed record JacknetMasterResult(
    LoopResult Audio, long MidiSent, long MidiIntact, long MidiWrong, int Errors, int SendAudio, int ReturnAudio);

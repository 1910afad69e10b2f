// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe.Results;

/// <summary>What a libjacknet master got back from its slave.</summary>
/// <param name="Audio">The counter that it sent.</param>
/// <param name="MidiSent">MIDI events that were sent.</param>
/// <param name="MidiIntact">Those that came back, each once, in order and on their frame.</param>
/// <param name="MidiWrong">Other events that came.</param>
/// <param name="Errors">Cycles for which libjacknet told of an error.</param>
/// <param name="SendAudio">Audio channels to the slave.</param>
/// <param name="ReturnAudio">Audio channels from it.</param>
public sealed record JacknetMasterResult(LoopResult Audio, long MidiSent, long MidiIntact, long MidiWrong, int Errors, int SendAudio, int ReturnAudio);

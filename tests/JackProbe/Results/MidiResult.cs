// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe.Results;

/// <summary>Check of numbered MIDI events that were sent to one port and received from another.</summary>
/// <param name="Strangers">Received events of a size that was never sent.</param>
public sealed record MidiResult(long Cycles, int Xruns, uint Period, long Strangers, IReadOnlyList<MidiSizeResult> Sizes);

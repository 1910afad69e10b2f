// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe.Results;

/// <summary>What a client saw of the transport in one cycle.</summary>
/// <param name="Number">The number that went through the network with the cycle; 0: none has come.</param>
/// <param name="State">As JACK numbers it.</param>
/// <param name="Beats">Beats since the beginning, by bar, beat and tick; −1: no beat is told.</param>
public sealed record WatchedCycle(long Number, uint State, uint Frame, double Beats, double Tempo);

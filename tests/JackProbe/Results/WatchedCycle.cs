// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe.Results;

/// <summary>The transport of a client in one cycle.</summary>
/// <param name="Number">The number that was sent with the cycle; 0 if none was received.</param>
/// <param name="State">The jack_transport_state_t.</param>
/// <param name="Beats">Beats since the beginning, by bar, beat and tick; −1 without bar and beat.</param>
public sealed record WatchedCycle(long Number, uint State, uint Frame, double Beats, double Tempo);

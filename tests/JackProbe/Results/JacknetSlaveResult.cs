// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe.Results;

/// <summary>The state of a libjacknet slave.</summary>
/// <param name="State">"connected", "lost" or "ended".</param>
/// <param name="Period">The master's period in frames.</param>
/// <param name="Cycles">Cycles run so far.</param>
/// <param name="Restarts">Number of lost masters.</param>
/// <param name="Errors">Errors that libjacknet reported.</param>
public sealed record JacknetSlaveResult(string State, uint Period, long Cycles, int Restarts, int Errors);

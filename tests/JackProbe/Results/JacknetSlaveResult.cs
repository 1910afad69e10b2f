// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe.Results;

/// <summary>How a libjacknet slave stands.</summary>
/// <param name="State">"connected", "lost" or "ended".</param>
/// <param name="Period">The master's.</param>
/// <param name="Cycles">Cycles run so far.</param>
/// <param name="Restarts">How often a master was lost.</param>
/// <param name="Errors">Errors that libjacknet told of.</param>
public sealed record JacknetSlaveResult(string State, uint Period, long Cycles, int Restarts, int Errors);

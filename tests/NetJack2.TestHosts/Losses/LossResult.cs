// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;

namespace NetJack2.TestHosts.Losses;

/// <summary>What became of a session on a bad network.</summary>
/// <param name="Loop">Every frame that went round while it was bad, and shortly before and after.</param>
/// <param name="After">Every frame of a while after it had become good again.</param>
/// <param name="Relay">What the relay did meanwhile.</param>
/// <param name="Master">What netmanager of netjack2-cs counted; null: jack2.</param>
/// <param name="Slave">What the net driver of netjack2-cs counted; null: jack2.</param>
/// <param name="XrunLines">Xruns that the servers logged.</param>
public sealed record LossResult(LoopResult Loop, LoopResult After, RelayResult Relay, LinkCounts? Master, LinkCounts? Slave, int XrunLines)
{
    /// <summary>One line for a person.</summary>
    public string Summary => $"{Loop.Summary}; afterwards {After.Summary}; relay: {Relay.Summary}; master {Master}; slave {Slave}";
}

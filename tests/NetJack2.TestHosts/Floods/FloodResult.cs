// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;

namespace NetJack2.TestHosts.Floods;

/// <summary>What became of a session under a flood.</summary>
/// <param name="Loop">Every frame that went round, before, under and after the flood.</param>
/// <param name="Quiet">A client that runs after the slave's client in the master's cycle, without the flood:
/// its delay contains the work of the audio thread.</param>
/// <param name="Flooded">The same under the flood.</param>
/// <param name="Rate">Datagrams per second.</param>
/// <param name="XrunLines">Xruns that the servers logged.</param>
public sealed record FloodResult(LoopResult Loop, BystanderResult Quiet, BystanderResult Flooded, double Rate, int XrunLines)
{
    /// <summary>One line for a person.</summary>
    public string Summary
        => $"{Rate:0} datagrams/s: {Loop.Summary}; a client after the slave's runs {Quiet.DelayMedian} µs into the cycle without, "
            + $"{Flooded.DelayMedian} µs with it "
            + $"(99.9 %: {Quiet.Delay999} and {Flooded.Delay999} µs)";
}

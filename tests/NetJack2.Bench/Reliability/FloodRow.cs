// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.TestHosts.Floods;

namespace NetJack2.Bench.Reliability;

/// <summary>One flood with netjack2-cs and with jack2; null if a server ended or hung.</summary>
internal sealed record FloodRow(FloodTarget Target, FloodResult? NetJack2Cs, FloodResult? Jack2)
{
    public string Name => Target == FloodTarget.Manager ? "malformed announcements at the manager" : "malformed packets at the slave";

    public string Summary => $"{Name}\n  netjack2-cs: {NetJack2Cs?.Summary ?? "–"}\n  jack2:       {Jack2?.Summary ?? "–"}";
}

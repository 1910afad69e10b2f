// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.TestHosts.Floods;

namespace NetJack2.Bench.Reliability;

/// <summary>One flood with netjack2-cs and with jack2; null if a server ended or hung.</summary>
internal sealed record FloodRow(FloodTarget Target, FloodResult? Ours, FloodResult? Original)
{
    public string Name => Target == FloodTarget.Manager ? "malformed announcements at the manager" : "malformed packets at the slave";

    public string Summary => $"{Name}\n  netjack2-cs: {Ours?.Summary ?? "–"}\n  jack2:       {Original?.Summary ?? "–"}";
}

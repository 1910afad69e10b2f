// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.TestHosts.Floods;

namespace NetJack2.Bench.Reliability;

/// <summary>One flood with ours and with the original; null: the run came to no end.</summary>
internal sealed record FloodRow(FloodTarget Target, FloodResult? Ours, FloodResult? Original)
{
    public string Name => Target == FloodTarget.Manager ? "malformed announcements at the manager" : "malformed packets at the slave";

    public string Summary => $"{Name}\n  ours:     {Ours?.Summary ?? "–"}\n  original: {Original?.Summary ?? "–"}";
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.TestHosts.Losses;

namespace NetJack2.Bench.Reliability;

/// <summary>One bad network with ours, with ours and <c>-R 1</c>, and with the original; null: the run came to no end.</summary>
internal sealed record LossRow(string Name, Impairment Bad, int Latency, LossResult? Ours, LossResult? Redundant, LossResult? Original)
{
    public string Summary => $"{Name}\n  ours:     {Ours?.Summary ?? "–"}\n  -R 1:     {Redundant?.Summary ?? "–"}\n  original: {Original?.Summary ?? "–"}";
}

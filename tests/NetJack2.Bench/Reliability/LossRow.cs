// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.TestHosts.Losses;

namespace NetJack2.Bench.Reliability;

/// <summary>One bad network with netjack2-cs, with its <c>-R 1</c>, and with jack2; null if a server ended or hung.</summary>
internal sealed record LossRow(string Name, Impairment Bad, int Latency, LossResult? NetJack2Cs, LossResult? Redundant, LossResult? Jack2)
{
    public string Summary
        => $"{Name}\n  netjack2-cs: {NetJack2Cs?.Summary ?? "–"}\n  -R 1:        {Redundant?.Summary ?? "–"}\n"
            + $"  jack2:       {Jack2?.Summary ?? "–"}";
}

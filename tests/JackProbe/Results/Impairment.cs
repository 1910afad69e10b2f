// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;

namespace NetJack2.JackProbe.Results;

/// <summary>What a relay does to the datagrams that go one way; other frames (ARP, ICMP) pass as they are. Times in seconds, shares of 1.</summary>
public sealed record Impairment
{
    public static Impairment None { get; } = new();

    /// <summary>What each takes at least.</summary>
    public double Delay { get; init; }

    /// <summary>What each takes more, at most: evenly distributed, so that they overtake each other.</summary>
    public double Jitter { get; init; }

    /// <summary>The share that takes no time at all.</summary>
    public double Overtake { get; init; }

    /// <summary>The share that comes twice, each with a delay of its own.</summary>
    public double Duplicate { get; init; }

    /// <summary>The share that does not come.</summary>
    public double Drop { get; init; }

    /// <summary>How many of those on end.</summary>
    public int Burst { get; init; } = 1;

    /// <summary>How many changed datagrams follow each one, from and to where it goes.</summary>
    public int Mutants { get; init; }

    public int Seed { get; init; } = 1;

    /// <summary>As the probe's <c>relay</c> takes it.</summary>
    public string Options => string.Create(
        CultureInfo.InvariantCulture,
        $"--delay {Delay} --jitter {Jitter} --overtake {Overtake} --duplicate {Duplicate} --drop {Drop} --burst {Burst} --mutants {Mutants} --seed {Seed}");
}

// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;

namespace NetJack2.JackProbe.Results;

/// <summary>Impairment of the datagrams of one direction. Times in seconds, shares from 0 to 1.</summary>
/// <remarks>Other frames (ARP, ICMP) pass unchanged.</remarks>
public sealed record Impairment
{
    public static Impairment None { get; } = new();

    /// <summary>The least delay.</summary>
    public double Delay { get; init; }

    /// <summary>The largest additional delay, evenly distributed: datagrams are reordered.</summary>
    public double Jitter { get; init; }

    /// <summary>The share without any delay.</summary>
    public double Overtake { get; init; }

    /// <summary>The share that is duplicated; the copy has its own delay.</summary>
    public double Duplicate { get; init; }

    /// <summary>The share that is dropped.</summary>
    public double Drop { get; init; }

    /// <summary>How many are dropped in a row.</summary>
    public int Burst { get; init; } = 1;

    /// <summary>How many changed datagrams follow each one, with its addresses.</summary>
    public int Mutants { get; init; }

    public int Seed { get; init; } = 1;

    /// <summary>The options of the probe's <c>relay</c>.</summary>
    public string Options => string.Create(
        CultureInfo.InvariantCulture,
        $"--delay {Delay} --jitter {Jitter} --overtake {Overtake} --duplicate {Duplicate} --drop {Drop} "
        + $"--burst {Burst} --mutants {Mutants} --seed {Seed}");
}

// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;

namespace NetJack2.World;

/// <summary>How many hostile datagrams a run throws: 200 000, or what NETJACK2_FUZZ says; and from which seed: NETJACK2_FUZZ_SEED.</summary>
internal static class FuzzBudget
{
    private const int Usual = 200_000;

    public static int Seed { get; } = Number("NETJACK2_FUZZ_SEED", 1);

    private static int Total { get; } = Number("NETJACK2_FUZZ", Usual);

    /// <summary>A test's share of all.</summary>
    public static int Share(double share) => (int)(Total * share);

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}

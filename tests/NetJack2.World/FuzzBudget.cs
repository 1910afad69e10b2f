// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;

namespace NetJack2.World;

/// <summary>How many hostile datagrams a run throws, and from which seeds.</summary>
/// <remarks>
/// 200 000, or NETJACK2_FUZZ. Half of them from seed 1, to be compared with other runs, and half from the date, so that each day tries
/// others. The name of a failed fixture contains its seed, which NETJACK2_FUZZ_SEED repeats: then all are from that one.
/// </remarks>
internal static class FuzzBudget
{
    private const int Usual = 200_000, Fixed = 1;

    /// <summary>The fixture arguments of tests that throw datagrams.</summary>
    public static IReadOnlyList<int> Seeds { get; } = Environment.GetEnvironmentVariable("NETJACK2_FUZZ_SEED") is { Length: > 0 } seed
        ? [int.Parse(seed, CultureInfo.InvariantCulture)]
        : [Fixed, Today];

    private static int Today => int.Parse(DateTime.UtcNow.ToString("yyyyMMdd", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static int Total { get; } = Environment.GetEnvironmentVariable("NETJACK2_FUZZ") is { Length: > 0 } total
        ? int.Parse(total, CultureInfo.InvariantCulture)
        : Usual;

    /// <summary>A test's share of all, for one of the seeds.</summary>
    public static int Share(double share) => (int)(Total * share / Seeds.Count);
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Audio;

/// <summary>Who speaks with whom, at which period, with how many channels, how.</summary>
internal static class RealityMatrix
{
    private static readonly int[] s_periods = [64, 256, 441, 480, 1024];
    private static readonly int[] s_channels = [2, 16];
    private static readonly (bool Sync, int Latency)[] s_modes = [(true, 0), (false, 2), (false, 5)];

    // Each value of each axis at least twice, and the hard corners: 64 frames with many channels, no power of two, no latency at all.
    private static readonly (int Period, int Channels, bool Sync, int Latency)[] s_covering =
    [
        (64, 2, false, 2), (64, 16, true, 0), (256, 2, true, 0), (256, 16, false, 5),
        (441, 2, false, 5), (480, 16, false, 2), (1024, 2, false, 5), (1024, 16, true, 0),
    ];

    private static bool IsFull => string.Equals(Environment.GetEnvironmentVariable("NETJACK2_FULL"), "1", StringComparison.Ordinal);

    /// <summary>Every combination between our own modules.</summary>
    public static IEnumerable<NetPairOptions> OursOnly => Product(DriverFolder.Ours, DriverFolder.Ours);

    /// <summary>The master as most people run it: a busy machine may spoil these.</summary>
    public static IEnumerable<NetPairOptions> AsynchronousMaster
        => s_covering.Where(c => c.Period >= 256)
            .Select(c => Pair(DriverFolder.Ours, DriverFolder.Ours, c.Period, c.Channels, c.Sync, c.Latency) with { MasterSynchronous = false });

    /// <summary>One of ours, one original: combinations that cover all values; all of them with NETJACK2_FULL=1.</summary>
    public static IEnumerable<NetPairOptions> Mixed
        => [.. Some(DriverFolder.Ours, DriverFolder.Original), .. Some(DriverFolder.Original, DriverFolder.Ours)];

    /// <summary>The yardstick: if these fail, it is the harness or the machine.</summary>
    public static IEnumerable<NetPairOptions> OriginalsOnly
        =>
        [
            Pair(DriverFolder.Original, DriverFolder.Original, 256, 2, true, 0),
            Pair(DriverFolder.Original, DriverFolder.Original, 256, 16, false, 5),
            Pair(DriverFolder.Original, DriverFolder.Original, 441, 2, false, 2),
        ];

    private static IEnumerable<NetPairOptions> Some(DriverFolder manager, DriverFolder driver)
        => IsFull ? Product(manager, driver) : s_covering.Select(c => Pair(manager, driver, c.Period, c.Channels, c.Sync, c.Latency));

    private static IEnumerable<NetPairOptions> Product(DriverFolder manager, DriverFolder driver)
        => from period in s_periods
           from channels in s_channels
           from mode in s_modes
           select Pair(manager, driver, period, channels, mode.Sync, mode.Latency);

    private static NetPairOptions Pair(DriverFolder manager, DriverFolder driver, int period, int channels, bool sync, int latency)
        => new(manager, driver) { Period = period, Channels = channels, SlaveSynchronous = sync, Latency = latency };
}

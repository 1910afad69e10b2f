// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Audio;

/// <summary>Which implementation is master and which slave, at which period, with how many channels, how.</summary>
/// <remarks>
/// Between netjack2-cs's modules slaves that differ only in their channels are on one master at once; without network latency also those
/// of jack2.
/// </remarks>
internal static class RealityMatrix
{
    private const int ShortestTolerant = 128;
    private static readonly int[] s_periods = [64, 256, 441, 480, 1024];
    private static readonly int[] s_channels = [2, 16];
    private static readonly (bool Sync, int Latency)[] s_modes = [(true, 0), (false, 2), (false, 5)];

    // Those that others lie between: in virtual time there are all.
    private static readonly (int Period, int Latency)[] s_between = [(256, 2), (441, 5), (480, 0), (480, 5), (1024, 2)];

    // Each value of each axis at least twice, and the hard corners: 64 frames with many channels, no power of two, no latency at all.
    private static readonly (int Period, int Channels, bool Sync, int Latency)[] s_covering =
    [
        (64, 2, false, 2), (64, 16, true, 0), (256, 2, true, 0), (256, 16, false, 5),
        (441, 2, false, 5), (480, 16, false, 2), (1024, 2, false, 5), (1024, 16, true, 0),
    ];

    /// <summary>Slaves that a late machine disturbs little; those of a test case run at once.</summary>
    public static IEnumerable<TestCaseData> Tolerant => All.Where(slaves => IsTolerant(slaves[0])).Select(Case);

    /// <summary>The others: no latency, or a period that is hardly longer than the machine's own delays.</summary>
    public static IEnumerable<TestCaseData> Strict => Joined(All.Where(slaves => !IsTolerant(slaves[0]))).Select(Case);

    private static IEnumerable<NetPairOptions[]> All => [.. NetJack2CsOnly, .. AsynchronousMaster, .. Mixed, .. Jack2Only];

    // Slaves of one master at once, whichever their implementation, where the period has time for three servers more.
    private static IEnumerable<NetPairOptions[]> Joined(IEnumerable<NetPairOptions[]> cases)
        => cases.GroupBy(slaves => slaves[0].Period < ShortestTolerant
                ? (object)slaves
                : slaves[0] with { Driver = DriverFolder.NetJack2Cs, Channels = 0 })
            .Select(joined => joined.SelectMany(slaves => slaves).ToArray());

    private static IEnumerable<NetPairOptions[]> NetJack2CsOnly
        => from period in s_periods
           from mode in s_modes
           where Choice.IsFull || !s_between.Contains((period, mode.Latency))
           select s_channels.Select(channels => NetJack2Cs(period, channels, mode.Sync, mode.Latency)).ToArray();

    /// <summary>The master as most people run it.</summary>
    private static IEnumerable<NetPairOptions[]> AsynchronousMaster
        => from each in s_covering
           where each.Period >= 256
           select Single(NetJack2Cs(each.Period, each.Channels, each.Sync, each.Latency) with { MasterSynchronous = false });

    /// <summary>netjack2-cs with jack2: combinations that cover all values; all of them with NETJACK2_FULL=1.</summary>
    private static IEnumerable<NetPairOptions[]> Mixed
        => [.. Some(DriverFolder.NetJack2Cs, DriverFolder.Jack2), .. Some(DriverFolder.Jack2, DriverFolder.NetJack2Cs)];

    /// <summary>The yardstick: if these fail, it is the harness or the machine.</summary>
    private static IEnumerable<NetPairOptions[]> Jack2Only
        =>
        [
            Single(Pair(DriverFolder.Jack2, DriverFolder.Jack2, 256, 2, true, 0)),
            Single(Pair(DriverFolder.Jack2, DriverFolder.Jack2, 256, 16, false, 5)),
            Single(Pair(DriverFolder.Jack2, DriverFolder.Jack2, 441, 2, false, 2)),
        ];

    private static IEnumerable<NetPairOptions[]> Some(DriverFolder manager, DriverFolder driver)
        => from each in Choice.IsFull ? Product : s_covering
           select Single(Pair(manager, driver, each.Period, each.Channels, each.Sync, each.Latency));

    private static IEnumerable<(int Period, int Channels, bool Sync, int Latency)> Product
        => from period in s_periods
           from channels in s_channels
           from mode in s_modes
           select (period, channels, mode.Sync, mode.Latency);

    private static bool IsTolerant(NetPairOptions options) => options.Latency > 0 && options.Period >= ShortestTolerant;

    private static NetPairOptions[] Single(NetPairOptions options) => [options];

    private static TestCaseData Case(NetPairOptions[] slaves)
        => new TestCaseData((object)slaves)
            .SetArgDisplayNames($"{slaves[0]}{string.Concat(slaves.Skip(1).Select(slave => $" and {Different(slave, slaves[0])}"))}");

    private static string Different(NetPairOptions slave, NetPairOptions first)
        => $"{slave.Channels} ch{(ReferenceEquals(slave.Driver, first.Driver) ? "" : $" of {slave.Driver}")}";

    private static NetPairOptions NetJack2Cs(int period, int channels, bool sync, int latency)
        => Pair(DriverFolder.NetJack2Cs, DriverFolder.NetJack2Cs, period, channels, sync, latency);

    private static NetPairOptions Pair(DriverFolder manager, DriverFolder driver, int period, int channels, bool sync, int latency)
        => new(manager, driver) { Period = period, Channels = channels, SlaveSynchronous = sync, Latency = latency };
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Harness;

/// <summary>The pairings that most tests are about.</summary>
internal static class Pairings
{
    public static NetPairOptions NetJack2CsOnly { get; } = new(DriverFolder.NetJack2Cs, DriverFolder.NetJack2Cs);

    /// <summary>All four.</summary>
    public static IEnumerable<NetPairOptions> All
        => from manager in (DriverFolder[])[DriverFolder.NetJack2Cs, DriverFolder.Jack2]
           from driver in (DriverFolder[])[DriverFolder.NetJack2Cs, DriverFolder.Jack2]
           select new NetPairOptions(manager, driver);

    /// <summary>The manager of netjack2-cs with each driver.</summary>
    public static IEnumerable<NetPairOptions> WithNetJack2CsManager => All.Where(options => options.Manager.IsNetJack2Cs);

    /// <summary>netjack2-cs on one side, jack2 on the other.</summary>
    public static IEnumerable<NetPairOptions> Mixed => All.Where(options => options.Manager.IsNetJack2Cs != options.Driver.IsNetJack2Cs);
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Harness;

/// <summary>The pairings that most tests are about.</summary>
internal static class Pairings
{
    public static NetPairOptions OursOnly { get; } = new(DriverFolder.Ours, DriverFolder.Ours);

    /// <summary>All four.</summary>
    public static IEnumerable<NetPairOptions> All
        => from manager in (DriverFolder[])[DriverFolder.Ours, DriverFolder.Original]
           from driver in (DriverFolder[])[DriverFolder.Ours, DriverFolder.Original]
           select new NetPairOptions(manager, driver);

    /// <summary>Our manager with each driver.</summary>
    public static IEnumerable<NetPairOptions> WithOurManager => All.Where(options => options.Manager.IsOurs);

    /// <summary>One of ours with one original.</summary>
    public static IEnumerable<NetPairOptions> Mixed => All.Where(options => options.Manager.IsOurs != options.Driver.IsOurs);
}

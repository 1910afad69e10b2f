// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Pairs;

namespace NetJack2.SystemTests.Sessions;

/// <summary>The transport of a master with a slave (D-16: with jack2 it waits for ten seconds).</summary>
[TestFixture]
[Lane(Lane.Tolerant)]
public class TransportTests : SystemTest
{
    [TestCaseSource(typeof(Pairings), nameof(Pairings.WithNetJack2CsManager))]
    public async Task A_slave_does_not_delay_the_start_of_the_transport(NetPairOptions options)
    {
        await using NetPair pair = await NetPair.StartAsync(options);
        await pair.AwaitSessionAsync("from_slave_1");
        Assert.That((await Probe.TransportAsync(pair.MasterHost)).Milliseconds, Is.InRange(0, 300));
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Pairs;

namespace NetJack2.SystemTests.Audio;

/// <summary>What the slave's ports publish as their latency, against a counter that went to the master and back.</summary>
/// <remarks>What the master publishes is checked with every frame of the matrix.</remarks>
[TestFixture]
public class LatencyTests : SystemTest
{
    [TestCase(true, 0)]
    [TestCase(false, 2)]
    public async Task The_slave_publishes_what_is_measured_there(bool synchronous, int latency)
    {
        NetPairOptions options = Pairings.NetJack2CsOnly with { Period = 441, Latency = latency, SlaveSynchronous = synchronous };
        LoopResult result = await Attempts.RepeatAsync(options, async () =>
        {
            await using NetPair pair = await NetPair.PrepareAsync(options);
            await pair.StartMasterAsync();
            await pair.StartSlaveAsync();
            await pair.AwaitSessionAsync("from_slave_2");
            await Probe.WireAsync(pair.MasterHost, "slave:from_slave_", "slave:to_slave_", options.Channels);
            return await Attempts.MeasureAsync(
                pair, () => Probe.LoopAsync(pair.SlaveHost, "system:playback_", "system:capture_", options.Channels, seconds: 1.5));
        });
        Assert.That(result.IsPerfect, Is.True, result.Summary);
        // What leaves a client on the master and returns to it without anything between is a loop in the graph, which costs a period.
        Assert.That(result.Lag - options.Period, Is.EqualTo(result.PublishedLatency), result.Summary);
    }
}

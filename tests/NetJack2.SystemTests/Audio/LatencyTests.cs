// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Pairs;

namespace NetJack2.SystemTests.Audio;

/// <summary>What the ports say of their latency, against a counter that went round: the way jack_iodelay measures.</summary>
[TestFixture]
[Lane(Lane.Tolerant)]
public class LatencyTests : SystemTest
{
    [Test]
    public async Task The_master_publishes_what_is_measured(
        [Values] bool synchronous, [Values(0, 2, 5)] int latency, [Values(256, 441)] int period)
    {
        LoopResult result = await Attempts.LoopAsync(Pairings.OursOnly with { Period = period, Latency = latency, SlaveSynchronous = synchronous });
        Assert.That(result.Lag, Is.EqualTo(result.PublishedLatency), result.Summary);
        Assert.That(result.Lag, Is.EqualTo((latency * period) + (synchronous ? 0 : period)));
    }

    [Test]
    public async Task The_slave_publishes_what_is_measured_there([Values] bool synchronous, [Values(0, 2)] int latency, [Values(441)] int period)
    {
        NetPairOptions options = Pairings.OursOnly with { Period = period, Latency = latency, SlaveSynchronous = synchronous };
        await using NetPair pair = await NetPair.PrepareAsync(options);
        await pair.StartMasterAsync();
        await pair.StartSlaveAsync();
        await pair.AwaitSessionAsync("from_slave_2");
        await Probe.WireAsync(pair.MasterHost, "slave:from_slave_", "slave:to_slave_", options.Channels);
        LoopResult result = await Attempts.RepeatAsync(options, () => Attempts.MeasureAsync(
            pair, () => Probe.LoopAsync(pair.SlaveHost, "system:playback_", "system:capture_", options.Channels, seconds: 1.5)));
        // What leaves a client on the master and comes back into it without anything between is a loop in the graph, which costs a period.
        Assert.That(result.Lag - period, Is.EqualTo(result.PublishedLatency), result.Summary);
    }
}

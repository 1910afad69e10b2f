// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;

namespace NetJack2.SystemTests.Peers;

/// <summary>The original netadapter, in a server with a clock of its own, with our manager: its resampler is between the two clocks.</summary>
[TestFixture]
[Category("Peers")]
public class OriginalAdapterTests : SystemTest
{
    /// <param name="adapterPeriod">Of the server that has the adapter.</param>
    [TestCase(256, 256)]
    [TestCase(512, 256)]
    [TestCase(256, 1024)]
    public async Task A_tone_goes_there_and_back_for_ten_seconds(int period, int adapterPeriod)
    {
        int resets = 0;
        ToneResult result = await Attempts.RepeatAsync(Pairings.OursOnly with { Period = period }, async () =>
        {
            await using AdapterBench bench = await AdapterBench.StartAsync(period, adapterPeriod);
            var run = await bench.MeasureAsync(seconds: 10);
            resets = bench.Resets;
            return run;
        });
        AssertIsTone(result, resets);
    }

    [Test]
    public async Task When_the_manager_was_unloaded_and_is_loaded_again_the_tone_is_back()
    {
        int resets = 0;
        ToneResult result = await Attempts.RepeatAsync(Pairings.OursOnly, async () =>
        {
            await using AdapterBench bench = await AdapterBench.StartAsync(256, 256);
            _ = await bench.MeasureAsync(seconds: 0.5);
            await Probe.UnloadAsync(bench.MasterHost, "netmanager");
            await bench.Adapter.AwaitLogAsync("NetAdapter is restarted", TimeSpan.FromSeconds(6));
            await Probe.LoadAsync(bench.MasterHost, "netmanager");
            int before = bench.Resets;
            var run = await bench.MeasureAsync(seconds: 3);
            resets = bench.Resets - before;
            return run;
        });
        AssertIsTone(result, resets);
    }

    /// <summary>Its clock is not ours, but it is a synchronous slave with a latency of 2: that is what the network costs.</summary>
    [Test]
    public async Task The_manager_publishes_the_latency_that_it_asks_for()
    {
        await using AdapterBench bench = await AdapterBench.StartAsync(256, 256);
        _ = await bench.MeasureAsync(seconds: 0.2);
        PortsResult ports = await Probe.PortsAsync(bench.MasterHost);
        PortInfo Port(string name) => ports.Ports.Single(port => string.Equals(port.Name, $"{AdapterBench.ClientName}:{name}", StringComparison.Ordinal));
        Assert.Multiple(() =>
        {
            Assert.That(Port("to_slave_1").PlaybackLatency, Is.EqualTo(new uint[] { 256, 256 }));
            Assert.That(Port("from_slave_1").CaptureLatency, Is.EqualTo(new uint[] { 256, 256 }));
        });
    }

    /// <param name="resets">Of the adapter in the last run.</param>
    private static void AssertIsTone(ToneResult result, int resets)
    {
        Assert.That(result.Frames, Is.Positive);
        if (AdapterBench.IsTone(result)) return;
        if (resets > 0) Assert.Inconclusive($"the original emptied its rings in each run: {result.Summary}");
        Assert.Fail(result.Summary);
    }
}

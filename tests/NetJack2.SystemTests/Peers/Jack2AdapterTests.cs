// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;

namespace NetJack2.SystemTests.Peers;

/// <summary>
/// The netadapter of jack2, in a server with a clock of its own, with netmanager of netjack2-cs: its resampler is between the two clocks.
/// </summary>
[TestFixture]
[Lane(Lane.Tolerant, Seconds = 35)]
[Category("Peers")]
public class Jack2AdapterTests : SystemTest
{
    /// <param name="adapterPeriod">Of the server that has the adapter.</param>
    [TestCase(256, 256)]
    [TestCase(512, 256)]
    [TestCase(256, 1024)]
    public async Task A_tone_goes_there_and_back(int period, int adapterPeriod)
    {
        ToneResult result = await Attempts.RepeatAsync(Pairings.NetJack2CsOnly with { Period = period }, async () =>
        {
            await using AdapterBench bench = await AdapterBench.StartAsync(period, adapterPeriod);
            var run = await bench.MeasureAsync(seconds: 4);
            AssertPublishes(await Probe.PortsAsync(bench.MasterHost), (uint)period);
            return run;
        });
        Assert.That(AdapterBench.IsTone(result), Is.True, result.Summary);
    }

    [Test]
    public async Task When_the_manager_was_unloaded_and_is_loaded_again_the_tone_is_back()
    {
        ToneResult result = await Attempts.RepeatAsync(Pairings.NetJack2CsOnly, async () =>
        {
            await using AdapterBench bench = await AdapterBench.StartAsync(256, 256);
            _ = await bench.MeasureAsync(seconds: 0.5);
            await Probe.UnloadAsync(bench.MasterHost, "netmanager");
            await bench.Adapter.AwaitLogAsync("NetAdapter is restarted", TimeSpan.FromSeconds(6));
            await Probe.LoadAsync(bench.MasterHost, "netmanager");
            return await bench.MeasureAsync(seconds: 3);
        });
        Assert.That(AdapterBench.IsTone(result), Is.True, result.Summary);
    }

    /// <summary>Its clock is another one, but it is a synchronous slave with a latency of 2: that is what the network costs.</summary>
    private static void AssertPublishes(PortsResult ports, uint period)
    {
        PortInfo Port(string name)
            => ports.Ports.Single(port => string.Equals(port.Name, $"{AdapterBench.ClientName}:{name}", StringComparison.Ordinal));
        Assert.Multiple(() =>
        {
            Assert.That(Port("to_slave_1").PlaybackLatency, Is.EqualTo(new uint[] { period, period }));
            Assert.That(Port("from_slave_1").CaptureLatency, Is.EqualTo(new uint[] { period, period }));
        });
    }
}

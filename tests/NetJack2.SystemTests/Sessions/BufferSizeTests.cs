// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Pairs;

namespace NetJack2.SystemTests.Sessions;

/// <summary>The master's period changes while a slave is there (D-54).</summary>
[TestFixture]
[Lane(Lane.Tolerant)]
public class BufferSizeTests : SystemTest
{
    [TestCase(512)]
    [TestCase(128)]
    public async Task After_a_change_of_the_period_audio_returns_with_the_new_latency_and_nothing_was_disconnected(int period)
    {
        NetPairOptions options = Pairings.NetJack2CsOnly;
        await using NetPair pair = await NetPair.StartAsync(options);
        await Probe.WireAsync(pair.MasterHost, "system:capture_", "slave:to_slave_", options.Channels);
        IReadOnlyList<string> masterBefore = await PortSnapshot.ReadAsync(pair.MasterHost, "slave");
        IReadOnlyList<string> slaveBefore = await PortSnapshot.ReadAsync(pair.SlaveHost, "system:");

        ServerResult changed = await Probe.SetBufferSizeAsync(pair.MasterHost, period);
        Assert.That(changed.Status, Is.Zero);
        await Poll.UntilAsync(
            async () => (await Probe.PortsAsync(pair.SlaveHost)).Period == period, TimeSpan.FromSeconds(3), "the slave follows");
        Assert.That(await PortSnapshot.ReadAsync(pair.MasterHost, "slave"), Is.EqualTo(masterBefore));
        Assert.That(await PortSnapshot.ReadAsync(pair.SlaveHost, "system:"), Is.EqualTo(slaveBefore));
        NetPairOptions now = options with { Period = period };
        LoopResult result = await Attempts.LoopAsync(pair, now);
        Assert.That(result.Lag, Is.EqualTo(now.ExpectedLag), result.Summary);
        Assert.That(result.IsPerfect, Is.True, result.Summary);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.SystemTests.Statistics;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Processes;

namespace NetJack2.SystemTests.Sessions;

/// <summary>One side disconnects and reconnects; the other side's users notice as little as can be.</summary>
[TestFixture]
[Lane(Lane.Tolerant, Seconds = 37)]
public class ReturnTests : SystemTest
{
    private static readonly TimeSpan s_away = TimeSpan.FromSeconds(2.2);

    [Test]
    public Task When_a_manager_was_unloaded_and_is_loaded_again_audio_flows_within_half_a_second()
        => Attempts.AssertAsync(Pairings.NetJack2CsOnly.Period, async () =>
    {
        await using NetPair pair = await NetPair.StartAsync(Pairings.NetJack2CsOnly);
        _ = await pair.LoopAsync(seconds: 0.2);
        await Probe.UnloadAsync(pair.MasterHost, "netmanager");
        await Task.Delay(TimeSpan.FromSeconds(1));
        await using HostProcess loop = await pair.StartLoopAsync(seconds: 0.5, settle: 2);
        await Task.Delay(TimeSpan.FromSeconds(0.3));
        long returnedAt = MonotonicClock.Microseconds;
        await pair.LoadManagerAsync();
        LoopResult result = await Probe.FinishAsync(loop, ResultsJson.Default.LoopResult, TimeSpan.FromSeconds(12));
        Assert.That(result.FirstSoundAt, Is.Positive, "no sound");
        double seconds = (result.FirstSoundAt - returnedAt) / 1e6;
        return (result.Xruns, seconds < 0.5, $"sound after {seconds:0.00} s");
    });

    /// <summary>A slave that is killed: <see cref="Robustness.AbsenceTests"/>.</summary>
    [Test]
    public async Task A_slave_that_restarts_is_the_same_client_with_the_same_connections()
    {
        await using NetPair pair = await NetPair.StartAsync(Pairings.NetJack2CsOnly);
        await Probe.WireAsync(pair.MasterHost, "system:capture_", "slave:to_slave_", pair.Options.Channels);
        await Probe.WireAsync(pair.MasterHost, "slave:from_slave_", "system:playback_", pair.Options.Channels);
        IReadOnlyList<string> before = await PortSnapshot.ReadAsync(pair.MasterHost, "slave");

        await pair.Slave.StopAsync(TimeSpan.FromSeconds(10));
        await pair.StartSlaveAsync();
        await pair.Slave.AwaitLogAsync("Connected to master", TimeSpan.FromSeconds(3));
        await pair.WireSlaveAsync();
        Assert.That(await PortSnapshot.ReadAsync(pair.MasterHost, "slave"), Is.EqualTo(before)); // so no slave-01 either

        LoopResult result = await Attempts.LoopAsync(pair);
        Assert.That(result.Lag, Is.EqualTo(pair.Options.ExpectedLag), result.Summary);
        Assert.That(result.IsPerfect, Is.True, result.Summary);
    }

    [TestCase(0)]
    [TestCase(700)]
    [TestCase(-700)]
    public async Task Computers_that_sleep_go_on_as_they_were(int slaveWakesLaterBy)
    {
        await using NetPair pair = await NetPair.StartAsync(Pairings.NetJack2CsOnly);
        await Probe.WireAsync(pair.MasterHost, "system:capture_", "slave:to_slave_", pair.Options.Channels);
        await Probe.WireAsync(pair.MasterHost, "slave:from_slave_", "system:playback_", pair.Options.Channels);
        IReadOnlyList<string> masters = await PortSnapshot.ReadAsync(pair.MasterHost, "slave");
        IReadOnlyList<string> slaves = await PortSnapshot.ReadAsync(pair.SlaveHost, "system:");

        pair.Master.Send(Signal.Stop);
        pair.Slave.Send(Signal.Stop);
        await Task.Delay(s_away);
        (slaveWakesLaterBy < 0 ? pair.Slave : pair.Master).Send(Signal.Continue);
        await Task.Delay(Math.Abs(slaveWakesLaterBy));
        (slaveWakesLaterBy < 0 ? pair.Master : pair.Slave).Send(Signal.Continue);
        await StatisticsTests.AwaitPacketsAsync(pair.MasterHost, pair.SlaveHost);

        Assert.That(await PortSnapshot.ReadAsync(pair.MasterHost, "slave"), Is.EqualTo(masters));
        Assert.That(await PortSnapshot.ReadAsync(pair.SlaveHost, "system:"), Is.EqualTo(slaves));
        LoopResult result = await Attempts.LoopAsync(pair);
        Assert.That(result.Lag, Is.EqualTo(pair.Options.ExpectedLag), result.Summary);
        Assert.That(result.IsPerfect, Is.True, result.Summary);
    }
}

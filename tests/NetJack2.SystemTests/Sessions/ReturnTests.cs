// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Processes;

namespace NetJack2.SystemTests.Sessions;

/// <summary>One side goes and comes back; the other side's users notice as little as can be.</summary>
[TestFixture]
[Lane(Lane.Tolerant)]
public class ReturnTests : SystemTest
{
    private static readonly TimeSpan s_away = TimeSpan.FromSeconds(3);

    [Test]
    public async Task When_a_killed_master_returns_audio_flows_within_one_and_a_half_seconds_and_the_slaves_connections_are_kept()
    {
        await using NetPair pair = await NetPair.StartAsync(Pairings.OursOnly);
        IReadOnlyList<string> before = await PortSnapshot.TakeAsync(pair.SlaveHost, "system:");

        await pair.Master.DisposeAsync();
        await Task.Delay(s_away);
        await pair.StartMasterServerAsync();
        await using HostProcess loop = await pair.StartLoopAsync(seconds: 1, settle: 2);
        await Task.Delay(TimeSpan.FromSeconds(0.3));
        long returnedAt = MonotonicClock.Microseconds;
        await pair.LoadManagerAsync();
        LoopResult result = await Probe.FinishAsync(loop, ResultsJson.Default.LoopResult, TimeSpan.FromSeconds(12));

        IReadOnlyList<string> after = await PortSnapshot.TakeAsync(pair.SlaveHost, "system:");
        Assert.That(result.FirstSoundAt, Is.Positive, "no sound");
        Assert.That((result.FirstSoundAt - returnedAt) / 1e6, Is.LessThan(1.5));
        Assert.That(result.Lag, Is.EqualTo(pair.Options.ExpectedLag));
        Assert.That(after, Is.EqualTo(before));
    }

    [Test]
    public async Task When_a_manager_was_unloaded_and_is_loaded_again_audio_flows_within_half_a_second()
    {
        await using NetPair pair = await NetPair.StartAsync(Pairings.OursOnly);
        _ = await pair.LoopAsync(seconds: 0.2);
        await Probe.UnloadAsync(pair.MasterHost, "netmanager");
        await Task.Delay(TimeSpan.FromSeconds(1));
        await using HostProcess loop = await pair.StartLoopAsync(seconds: 0.5, settle: 2);
        await Task.Delay(TimeSpan.FromSeconds(0.3));
        long returnedAt = MonotonicClock.Microseconds;
        await pair.LoadManagerAsync();
        LoopResult result = await Probe.FinishAsync(loop, ResultsJson.Default.LoopResult, TimeSpan.FromSeconds(12));
        Assert.That(result.FirstSoundAt, Is.Positive, "no sound");
        Assert.That((result.FirstSoundAt - returnedAt) / 1e6, Is.LessThan(0.5));
    }

    [TestCase(Signal.Kill)]
    [TestCase(Signal.Terminate)]
    public async Task A_slave_that_restarts_is_the_same_client_with_the_same_connections(Signal end)
    {
        await using NetPair pair = await NetPair.StartAsync(Pairings.OursOnly);
        await Probe.WireAsync(pair.MasterHost, "system:capture_", "slave:to_slave_", pair.Options.Channels);
        await Probe.WireAsync(pair.MasterHost, "slave:from_slave_", "system:playback_", pair.Options.Channels);
        IReadOnlyList<string> before = await PortSnapshot.TakeAsync(pair.MasterHost, "slave");

        pair.Slave.Send(end);
        await pair.Slave.AwaitExitAsync(TimeSpan.FromSeconds(10));
        await pair.StartSlaveAsync();
        await pair.WireSlaveAsync();
        await Task.Delay(TimeSpan.FromSeconds(1));
        IReadOnlyList<string> after = await PortSnapshot.TakeAsync(pair.MasterHost, "slave");
        LoopResult result = await pair.LoopAsync(seconds: 0.5);

        Assert.That(after, Is.EqualTo(before)); // so no slave-01 either
        Assert.That(result.Lag, Is.EqualTo(pair.Options.ExpectedLag), result.Summary);
    }

    [Test]
    public async Task A_slave_that_hangs_for_a_second_stalls_nobody_and_comes_back()
    {
        await using NetPair pair = await NetPair.StartAsync(Pairings.OursOnly);
        await using HostProcess bystander = await Probe.StartBystanderAsync(pair.MasterHost);
        pair.Slave.Send(Signal.Stop);
        await Task.Delay(TimeSpan.FromSeconds(1));
        BystanderResult meanwhile = await Probe.StopAsync(bystander, ResultsJson.Default.BystanderResult);
        pair.Slave.Send(Signal.Continue);
        LoopResult result = await pair.LoopAsync(settle: 2.5);
        Assert.That(meanwhile.LongestGap, Is.LessThan(100_000), "µs between two cycles of the master; the original: 2 s (D-15)");
        Assert.That(result.Lag, Is.EqualTo(pair.Options.ExpectedLag), result.Summary);
    }

    [TestCase(0)]
    [TestCase(700)]
    [TestCase(-700)]
    public async Task Computers_that_sleep_go_on_as_they_were(int slaveWakesLaterBy)
    {
        await using NetPair pair = await NetPair.StartAsync(Pairings.OursOnly);
        await Probe.WireAsync(pair.MasterHost, "system:capture_", "slave:to_slave_", pair.Options.Channels);
        await Probe.WireAsync(pair.MasterHost, "slave:from_slave_", "system:playback_", pair.Options.Channels);
        IReadOnlyList<string> masters = await PortSnapshot.TakeAsync(pair.MasterHost, "slave"), slaves = await PortSnapshot.TakeAsync(
            pair.SlaveHost, "system:");

        pair.Master.Send(Signal.Stop);
        pair.Slave.Send(Signal.Stop);
        await Task.Delay(s_away);
        (slaveWakesLaterBy < 0 ? pair.Slave : pair.Master).Send(Signal.Continue);
        await Task.Delay(Math.Abs(slaveWakesLaterBy));
        (slaveWakesLaterBy < 0 ? pair.Master : pair.Slave).Send(Signal.Continue);
        await Task.Delay(TimeSpan.FromSeconds(1.5));

        Assert.That(await PortSnapshot.TakeAsync(pair.MasterHost, "slave"), Is.EqualTo(masters));
        Assert.That(await PortSnapshot.TakeAsync(pair.SlaveHost, "system:"), Is.EqualTo(slaves));
        LoopResult result = await Attempts.LoopAsync(pair);
        Assert.That(result.Lag, Is.EqualTo(pair.Options.ExpectedLag), result.Summary);
        Assert.That(result.IsPerfect, Is.True, result.Summary);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Sessions;

/// <summary>One of the servers freewheels for a while (D-53).</summary>
[TestFixture]
[Lane(Lane.Tolerant, Seconds = 45)]
public class FreewheelTests : SystemTest
{
    [Test]
    [Property("Defect", "D-53")]
    public async Task A_session_outlives_freewheel_and_its_latency_is_what_it_was([Values] bool isOnSlave)
    {
        await using NetPair pair = await NetPair.StartAsync(Pairings.NetJack2CsOnly);
        await pair.AwaitSessionAsync("to_slave_1");
        IReadOnlyList<string> before = await PortSnapshot.ReadAsync(pair.MasterHost, "slave");
        await Attempts.AssertAsync(pair.Options.Period, async () =>
        {
            await using HostProcess other = await Probe.StartBystanderAsync(isOnSlave ? pair.MasterHost : pair.SlaveHost, 3);
            await FreewheelAsync(pair, isOnSlave, 2);
            BystanderResult watched = await Probe.FinishAsync(other, ResultsJson.Default.BystanderResult, TimeSpan.FromSeconds(10));
            double pace = watched.Cycles / watched.Seconds, usual = pair.Options.Rate / (double)pair.Options.Period;
            return (0, Math.Abs((pace / usual) - 1) <= 0.01,
                $"the other server: {pace:F1} cycles a second, longest gap {watched.LongestGap} µs");
        });
        Assert.That(pair.Master.Log + pair.Slave.Log, Does.Not.Contain("is disconnected"));
        Assert.That(await PortSnapshot.ReadAsync(pair.MasterHost, "slave"), Is.EqualTo(before));
        LoopResult result = await Attempts.LoopAsync(pair);
        Assert.That(result.Lag, Is.EqualTo(pair.Options.ExpectedLag), result.Summary);
        Assert.That(result.IsPerfect, Is.True, result.Summary);
    }

    [Test]
    [Property("Defect", "D-53")]
    public async Task A_jack2_slave_survives_it_too()
    {
        await using NetPair pair = await NetPair.StartAsync(Pairings.WithNetJack2CsManager.First(options => !options.Driver.IsNetJack2Cs));
        await pair.AwaitSessionAsync("to_slave_1");
        await FreewheelAsync(pair, isOnSlave: false, 4);
        Assert.That(pair.Master.Log, Does.Not.Contain("is disconnected"));
        LoopResult result = await Attempts.LoopAsync(pair);
        Assert.That(result.Lag, Is.EqualTo(pair.Options.ExpectedLag), result.Summary);
        Assert.That(result.IsPerfect, Is.True, result.Summary);
    }

    /// <summary>JACK puts the graph back as it was before, so that a client that came meanwhile would never be called again.</summary>
    [Test]
    [Property("Defect", "D-53")]
    public async Task A_slave_that_comes_while_the_master_freewheels_gets_its_client_afterwards()
    {
        await using NetPair pair = await NetPair.StartAsync(Pairings.NetJack2CsOnly, otherHosts: 1);
        await pair.AwaitSessionAsync("to_slave_1");
        Task freewheel = FreewheelAsync(pair, isOnSlave: false, 4);
        await Task.Delay(TimeSpan.FromSeconds(1));
        TestHost host = pair.Others.First();
        await using JackServer late = await JackServer.StartAsync(
            host, DriverFolder.NetJack2Cs, JackServerArguments.Net(synchronous: false, "-n", "late", "-C", "2", "-P", "2", "-l", "2"));
        await Task.Delay(TimeSpan.FromSeconds(1.5));
        Assert.That(pair.Master.Log, Does.Not.Contain("'late'"));
        await freewheel;
        await pair.Master.AwaitLogAsync("New slave 'late'", TimeSpan.FromSeconds(3));
        await Probe.WireAsync(host, "system:capture_", "system:playback_", 2);
        await Attempts.AssertAsync(pair.Options.Period, async () =>
        {
            LoopResult run = await Probe.LoopAsync(pair.MasterHost, "late:to_slave_", "late:from_slave_", 2, seconds: 1.5);
            return (run.Xruns + pair.XrunLines + late.XrunLines, run.IsPerfect, run.Summary);
        });
    }

    [Test]
    public async Task Freewheel_switched_again_and_again_breaks_nothing()
    {
        await using NetPair pair = await NetPair.StartAsync(Pairings.NetJack2CsOnly);
        await pair.AwaitSessionAsync("to_slave_1");
        for (int round = 0; round < 4; round++)
        {
            await FreewheelAsync(pair, isOnSlave: true, 0.1);
            await FreewheelAsync(pair, isOnSlave: false, 0.1);
            await Probe.SetBufferSizeAsync(pair.MasterHost, round % 2 == 0 ? 512 : 256);
        }

        await Task.Delay(TimeSpan.FromSeconds(1.5));
        LoopResult result = await Attempts.LoopAsync(pair);
        Assert.That(result.IsPerfect, Is.True, result.Summary);
    }

    [Test]
    [Property("Defect", "Fault-31")]
    public async Task The_thread_that_answers_during_freewheel_has_real_time_priority()
    {
        await using NetPair pair = await NetPair.StartAsync(Pairings.NetJack2CsOnly);
        await pair.AwaitSessionAsync("to_slave_1");
        int priority = pair.Slave.RealTimePriorities[0];
        Task freewheel = FreewheelAsync(pair, isOnSlave: true, 2);
        await Task.Delay(TimeSpan.FromSeconds(1));
        Assert.That(pair.Slave.RealTimePriorities, Has.Some.EqualTo(priority));
        await freewheel;
    }

    private static async Task FreewheelAsync(NetPair pair, bool isOnSlave, double seconds)
    {
        string plan = FormattableString.Invariant($"freewheel@0.1,clock@{seconds + 0.1}");
        await using HostProcess client = isOnSlave
            ? await Probe.StartWatchAsync(pair.SlaveHost, null, "system:capture_1", seconds + 0.3, ["--plan", plan])
            : await Probe.StartWatchAsync(pair.MasterHost, "slave:to_slave_1", null, seconds + 0.3, ["--plan", plan]);
        WatchResult result = await Probe.FinishAsync(client, ResultsJson.Default.WatchResult, TimeSpan.FromSeconds(seconds + 10));
        Assert.That(result.Cycles.Count, Is.GreaterThan(0));
    }
}

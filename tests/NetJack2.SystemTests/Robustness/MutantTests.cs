// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Adapters;
using NetJack2.SystemTests.Harness;
using NetJack2.SystemTests.Statistics;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Robustness;

/// <summary>
/// A relay between two hosts sends changed copies of every datagram of handshake and session, in the sender's own name. That may spoil the
/// sound, but stops no server, and when it ends every frame is right. It lasts for NETJACK2_FUZZ_SECONDS.
/// </summary>
[TestFixture]
[Lane(Lane.Tolerant, Seconds = 25)]
[Property("Defect", "D-01, D-02, D-03, D-04, D-05, D-06, D-07, D-08, D-13, D-24, D-36, D-55, D-58")]
public class MutantTests : SystemTest
{
    private const int Period = 256, Each = 40, LeastMutants = 3000;

    // Clients that run while no master is there miss nothing that is audible as a stop.
    private const long MostMicrosecondsStill = 300_000;

    private static readonly double s_seconds = double.Parse(
        Environment.GetEnvironmentVariable("NETJACK2_FUZZ_SECONDS") ?? "4", CultureInfo.InvariantCulture);

    private static readonly TimeSpan s_mostUnnoticed = TimeSpan.FromSeconds(2.5);

    // The one of the day, so that each day tries others.
    private static readonly int s_seed = int.Parse(
        Environment.GetEnvironmentVariable("NETJACK2_FUZZ_SEED") ?? DateTime.UtcNow.ToString("yyyyMMdd", CultureInfo.InvariantCulture),
        CultureInfo.InvariantCulture);

    [Test]
    public async Task A_manager_and_a_driver_live_through_changed_packets_in_each_others_name_and_are_right_afterwards(
        [Values] bool synchronous)
    {
        NetPairOptions options = Pairings.NetJack2CsOnly with
        {
            Relayed = true,
            Period = Period,
            MidiChannels = 1,
            Latency = 5,
            SlaveSynchronous = synchronous,
        };
        await using NetPair pair = await NetPair.PrepareAsync(options);
        await pair.Relay.ImpairAsync(new Impairment { Mutants = Each, Seed = s_seed });
        await pair.StartMasterAsync();
        await pair.StartSlaveAsync();
        await AssertAliveAsync(pair.Relay, pair.Master, pair.Slave);

        await StatisticsTests.AwaitStateAsync(pair.MasterHost, "running");
        await StatisticsTests.AwaitStateAsync(pair.SlaveHost, "running");
        await pair.AwaitSessionAsync("from_slave_1");
        await pair.WireSlaveAsync();
        LoopResult result = await Attempts.LoopAsync(pair);
        Assert.That(result.IsPerfect, Is.True, result.Summary);
        Assert.That(result.Lag, Is.EqualTo(options.ExpectedLag), result.Summary);
    }

    [Test]
    public Task A_netadapter_survives_them_and_plays_afterwards() => Attempts.AssertAsync(Period, async () =>
    {
        await using AdapterPair pair = await AdapterPair.StartAsync(
            JackServerArguments.Dummy(Period), JackServerArguments.Dummy(Period), isRelayed: true);
        await pair.Relay.ImpairAsync(new Impairment { Mutants = Each, Seed = s_seed });
        ServerResult loaded = await Probe.LoadAsync(pair.SlaveHost, "netadapter", $"-n {AdapterPair.SlaveName} -l 5");
        Assert.That(loaded.Status, Is.Zero, pair.Slave.Log);
        await AssertAliveAsync(pair.Relay, pair.Master, pair.Slave);

        await pair.AwaitSessionAsync();
        await Probe.WireAsync(pair.SlaveHost, "netadapter:capture_", "netadapter:playback_", 2);
        int before = pair.XrunLines;
        HostProcess tone = await Probe.StartToneAsync(pair.MasterHost, "keys:to_slave_", "keys:from_slave_", 2, seconds: 2, settle: 3);
        ToneResult heard = await Probe.FinishAsync(tone, ResultsJson.Default.ToneResult, TimeSpan.FromSeconds(20));
        return (pair.XrunLines - before + heard.Xruns, heard.LongestGap <= 1 && heard.Clicks == 0, heard.Summary);
    });

    // While they come; and then they end. A session that one of the last has ended may need the time to notice it.
    private static async Task AssertAliveAsync(TestHosts.Hosts.Relay relay, JackServer master, JackServer slave)
    {
        await using HostProcess onMaster = await Probe.StartBystanderAsync(master.Host);
        await using HostProcess onSlave = await Probe.StartBystanderAsync(slave.Host);
        await Task.Delay(TimeSpan.FromSeconds(s_seconds));
        RelayResult done = await relay.ReportAsync();
        await relay.HealAsync();
        await Task.Delay(s_mostUnnoticed);
        BystanderResult ofMaster = await Probe.StopAsync(onMaster, ResultsJson.Default.BystanderResult);
        BystanderResult ofSlave = await Probe.StopAsync(onSlave, ResultsJson.Default.BystanderResult);
        await TestContext.Out.WriteLineAsync($"seed {s_seed}: {done.Summary}; longest gaps {ofMaster.LongestGap}, {ofSlave.LongestGap} µs");
        var none = new Dictionary<string, int>(StringComparer.Ordinal);
        Assert.Multiple(() =>
        {
            Assert.That((master.IsRunning, slave.IsRunning), Is.EqualTo((true, true)));
            Assert.That(Math.Min(done.There.Mutants, done.Back.Mutants), Is.GreaterThan(LeastMutants), "or nothing is proven");
            Assert.That(Math.Max(ofMaster.LongestGap, ofSlave.LongestGap), Is.LessThan(MostMicrosecondsStill));
            FewLines.Assert("master", none, FewLines.Of(master), s_seconds);
            FewLines.Assert("slave", none, FewLines.Of(slave), s_seconds);
        });
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics;
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Robustness;

/// <summary>
/// A stranger on the network throws malformed and forged datagrams at a running session
/// (D-01 … D-08, D-13, D-23, D-24, D-36, D-55, D-58): it is inaudible, and it costs little.
/// </summary>
[TestFixture]
[Lane(Lane.Tolerant, Seconds = 22)]
public class HostileDatagramTests : SystemTest
{
    private const int Port = 19000, Count = 1500; // which takes less than ten seconds

    // Measured: 0.05 to 0.25 of a processor while the datagrams come; a control thread that is kept busy is half of one or more.
    private const double MostCpuShare = 0.35;
    private NetPair? _pair;

    public static IEnumerable<TestCaseData> Attacks
    {
        get
        {
            yield return Attack("malformed announcements at the manager", pair => ["params", $"{pair.MasterHost.Address}:{Port}"]);
            yield return Attack("malformed announcements at the group", _ => ["params", $"225.3.19.154:{Port}"]);
            yield return Attack("forged set-ups at the slave", pair => ["params", $"{pair.SlaveHost.Address}:{Port}"]);
            yield return Attack(
                "audio of a stranger at the slave", pair => ["header", $"{pair.SlaveHost.Address}:{Port}", "--stream", "s"]);
            yield return Attack("set-ups in the master's name at the slave", pair =>
                ["params", $"{pair.SlaveHost.Address}:{Port}", "--source", $"{MasterEnd(pair)}"]);
            yield return Attack("malformed audio in the master's name at the slave", pair =>
                ["header", $"{pair.SlaveHost.Address}:{Port}", "--stream", "s", "--source", $"{MasterEnd(pair)}"]);
            yield return Attack("malformed audio in the slave's name at the master", pair =>
                ["header", $"{MasterEnd(pair)}", "--stream", "r", "--source", $"{pair.SlaveHost.Address}:{Port}"]);
        }
    }

    [OneTimeTearDown]
    public async Task EndAsync()
    {
        if (_pair is not null) await _pair.DisposeAsync();
    }

    /// <summary>All attacks go to one session, one after the other: none may leave anything behind for the next.</summary>
    [TestCaseSource(nameof(Attacks))]
    public async Task A_session_under_attack_loses_no_frame(Func<NetPair, string[]> attack)
    {
        NetPairOptions options = Pairings.NetJack2CsOnly with { Latency = 5 };
        LoopResult result = await Attempts.RepeatAsync(options, async () =>
        {
            NetPair pair = await StartedPairAsync(options);
            var (masterLines, slaveLines) = (FewLines.Of(pair.Master), FewLines.Of(pair.Slave));
            var run = await Attempts.MeasureAsync(pair, () => AttackAsync(pair, attack(pair)));
            Assert.That(pair.Master.IsRunning, Is.True, "the master lives");
            Assert.That(pair.Slave.IsRunning, Is.True, "the slave lives");
            FewLines.Assert("master", masterLines, FewLines.Of(pair.Master));
            FewLines.Assert("slave", slaveLines, FewLines.Of(pair.Slave));
            Assert.That(await PortSnapshot.ClientsAsync(pair.MasterHost), Is.EqualTo((string[])["slave", "system"]));
            return run;
        });
        Assert.That(result.IsPerfect, Is.True, result.Summary);
        Assert.That(result.Lag, Is.EqualTo(options.ExpectedLag), result.Summary);
    }

    [Test]
    public async Task A_waiting_slave_ignores_forged_set_ups_and_still_finds_its_master()
    {
        await using NetPair pair = await NetPair.PrepareAsync(Pairings.NetJack2CsOnly, otherHosts: 1);
        await pair.StartSlaveAsync();
        await ThrowAsync(pair, ["params", $"{pair.SlaveHost.Address}:{Port}"]);
        await ThrowAsync(pair, ["header", $"{pair.SlaveHost.Address}:{Port}", "--stream", "s"]);
        await pair.StartMasterAsync();
        await pair.WireSlaveAsync();
        LoopResult result = await Attempts.LoopAsync(pair);
        Assert.That(result.IsPerfect, Is.True, result.Summary);
        Assert.That(result.Lag, Is.EqualTo(pair.Options.ExpectedLag), result.Summary);
    }

    [Test]
    public async Task Announcers_that_never_answer_delay_no_slave()
    {
        await using NetPair pair = await NetPair.PrepareAsync(Pairings.NetJack2CsOnly, otherHosts: 1);
        await pair.StartMasterAsync();
        await ThrowAsync(pair, ["ghost", $"{pair.MasterHost.Address}:{Port}"], count: 50);
        await using HostProcess port = await Probe.StartAwaitPortAsync(pair.MasterHost, "slave:to_slave_1", wait: 10);
        await Task.Delay(TimeSpan.FromSeconds(0.2));
        long startedAt = MonotonicClock.Microseconds;
        await pair.StartSlaveAsync();
        AwaitResult appeared = await Probe.FinishAsync(port, ResultsJson.Default.AwaitResult, TimeSpan.FromSeconds(10));
        Assert.That((appeared.At - startedAt) / 1e6, Is.LessThan(1.5), "jack2: a ghost for up to 51 s");
    }

    private static TestCaseData Attack(string name, Func<NetPair, string[]> arguments)
        => new TestCaseData(arguments).SetArgDisplayNames(name);

    private static Task<JunkResult> ThrowAsync(NetPair pair, string[] attack, uint sessionId = 1, int count = Count)
        => Probe.JunkAsync(pair.Others.First(), attack[0], attack[1], count, seed: 1, ["--id", $"{sessionId}", .. attack[2..]]);

    // The attacker knows it: otherwise its packets were rejected by their number alone.
    private static async Task<uint> SessionIdAsync(TestHost host)
    {
        uint sessionId = 0;
        await Poll.UntilAsync(
            async () =>
            {
                System.Text.Json.JsonElement number = (await StatisticsProgram.ReadSessionAsync(host)).GetProperty("sessionId");
                return number.ValueKind == System.Text.Json.JsonValueKind.Number && number.TryGetUInt32(out sessionId);
            },
            TimeSpan.FromSeconds(3),
            "the session's number in the page of statistics");
        return sessionId;
    }

    /// <summary>The master's end of the session.</summary>
    private static string MasterEnd(NetPair pair)
        => $"{pair.MasterHost.Address}:{pair.MasterHost.SessionPort}";

    /// <summary>The pair of all attacks; another one after an attack that ended a server.</summary>
    private async Task<NetPair> StartedPairAsync(NetPairOptions options)
    {
        if (_pair is { Master.IsRunning: true, Slave.IsRunning: true }) return _pair;
        if (_pair is not null) await _pair.DisposeAsync();
        _pair = await NetPair.StartAsync(options, otherHosts: 1);
        await _pair.AwaitSessionAsync("from_slave_1");
        return _pair;
    }

    /// <summary>Checks every frame of a while without and with the attack, and what the attack costs both servers.</summary>
    private static async Task<LoopResult> AttackAsync(NetPair pair, string[] attack)
    {
        uint sessionId = await SessionIdAsync(pair.SlaveHost);
        await using HostProcess loop = await pair.StartLoopAsync(seconds: 60, settle: 0.7);
        await Task.Delay(TimeSpan.FromSeconds(1));
        var (masterBefore, slaveBefore) = await SharesAsync(pair, () => Task.Delay(TimeSpan.FromSeconds(1)));
        var (master, slave) = await SharesAsync(pair, () => ThrowAsync(pair, attack, sessionId));
        LoopResult result = await Probe.StopAsync(loop, ResultsJson.Default.LoopResult);
        await TestContext.Out.WriteLineAsync(
            $"share of a processor without and with the attack: master {masterBefore:F3}, {master:F3}; slave {slaveBefore:F3}, {slave:F3}");
        Assert.That(master - masterBefore, Is.LessThan(MostCpuShare), "the master's CPU");
        Assert.That(slave - slaveBefore, Is.LessThan(MostCpuShare), "the slave's CPU");
        return result;
    }

    /// <summary>The share of a processor that each server takes meanwhile.</summary>
    private static async Task<(double Master, double Slave)> SharesAsync(NetPair pair, Func<Task> wait)
    {
        long startedAt = Stopwatch.GetTimestamp();
        TimeSpan master = pair.Master.Figures.CpuTime, slave = pair.Slave.Figures.CpuTime;
        await wait();
        TimeSpan elapsed = Stopwatch.GetElapsedTime(startedAt);
        return ((pair.Master.Figures.CpuTime - master) / elapsed, (pair.Slave.Figures.CpuTime - slave) / elapsed);
    }
}

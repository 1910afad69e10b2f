// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Processes;

namespace NetJack2.SystemTests.Robustness;

/// <summary>
/// A stranger on the network throws malformed and forged datagrams at a running session
/// (D-01 … D-08, D-13, D-23, D-24, D-36, D-55, D-58): nobody hears it, and it costs little.
/// </summary>
[TestFixture]
[Lane(Lane.Tolerant, Seconds = 58)]
public class HostileDatagramTests : SystemTest
{
    private const int Port = 19000, Count = 1500, MostLogLines = 300;
    private const double MostCpuShare = 0.6;

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

    [TestCaseSource(nameof(Attacks))]
    public async Task A_session_under_attack_loses_no_frame(Func<NetPair, string[]> attack)
    {
        NetPairOptions options = Pairings.OursOnly with { Latency = 5 };
        LoopResult result = await Attempts.RepeatAsync(options, async () =>
        {
            await using NetPair pair = await NetPair.StartAsync(options, otherHosts: 1);
            await pair.AwaitSessionAsync("from_slave_1");
            ProcessFigures masterBefore = pair.Master.Figures, slaveBefore = pair.Slave.Figures;
            var run = await Attempts.MeasureAsync(pair, async () =>
            {
                await using HostProcess loop = await pair.StartLoopAsync(seconds: 2.5, settle: 0.7);
                await Task.Delay(TimeSpan.FromSeconds(0.5));
                await ThrowAsync(pair, attack(pair), await SessionIdAsync(pair.SlaveHost));
                return await Probe.FinishAsync(loop, ResultsJson.Default.LoopResult, TimeSpan.FromSeconds(10));
            });

            Assert.That(pair.Master.IsRunning, Is.True, "the master lives");
            Assert.That(pair.Slave.IsRunning, Is.True, "the slave lives");
            AssertModest("master", masterBefore, pair.Master.Figures);
            AssertModest("slave", slaveBefore, pair.Slave.Figures);
            Assert.That(pair.Master.Log.Count(c => c == '\n'), Is.LessThan(MostLogLines), "an attack must not fill the disk");
            Assert.That(await PortSnapshot.ClientsAsync(pair.MasterHost), Is.EqualTo((string[])["slave", "system"]));
            return run;
        });
        Assert.That(result.IsPerfect, Is.True, result.Summary);
    }

    [Test]
    public async Task A_waiting_slave_ignores_forged_set_ups_and_still_finds_its_master()
    {
        await using NetPair pair = await NetPair.PrepareAsync(Pairings.OursOnly, otherHosts: 1);
        await pair.StartSlaveAsync();
        await ThrowAsync(pair, ["params", $"{pair.SlaveHost.Address}:{Port}"]);
        await ThrowAsync(pair, ["header", $"{pair.SlaveHost.Address}:{Port}", "--stream", "s"]);
        await pair.StartMasterAsync();
        await pair.WireSlaveAsync();
        LoopResult result = await pair.LoopAsync();
        Assert.That(result.Lag, Is.EqualTo(pair.Options.ExpectedLag), result.Summary);
    }

    [Test]
    public async Task Announcers_that_never_answer_delay_nobody()
    {
        await using NetPair pair = await NetPair.PrepareAsync(Pairings.OursOnly, otherHosts: 1);
        await pair.StartMasterAsync();
        await ThrowAsync(pair, ["ghost", $"{pair.MasterHost.Address}:{Port}"], count: 50);
        await using HostProcess port = await Probe.StartAwaitPortAsync(pair.MasterHost, "slave:to_slave_1", wait: 10);
        await Task.Delay(TimeSpan.FromSeconds(0.2));
        long startedAt = MonotonicClock.Microseconds;
        await pair.StartSlaveAsync();
        AwaitResult appeared = await Probe.FinishAsync(port, ResultsJson.Default.AwaitResult, TimeSpan.FromSeconds(10));
        Assert.That((appeared.At - startedAt) / 1e6, Is.LessThan(1.5), "the original: up to 51 s a ghost");
    }

    private static TestCaseData Attack(string name, Func<NetPair, string[]> arguments)
        => new TestCaseData(arguments).SetArgDisplayNames(name);

    private static Task<JunkResult> ThrowAsync(NetPair pair, string[] attack, uint sessionId = 1, int count = Count)
        => Probe.JunkAsync(pair.Others.First(), attack[0], attack[1], count, seed: 1, ["--id", $"{sessionId}", .. attack[2..]]);

    // The attacker knows it: otherwise its packets were rejected by their number alone.
    private static async Task<uint> SessionIdAsync(TestHost host)
        => (await StatisticsProgram.ReadSessionAsync(host)).GetProperty("sessionId").GetUInt32();

    /// <summary>The master's end of the session: its one connected socket.</summary>
    private static string MasterEnd(NetPair pair)
        => $"{pair.MasterHost.Address}:{pair.MasterHost.UdpSockets.Single(socket => socket.IsConnected).Local.Port}";

    private static void AssertModest(string side, ProcessFigures before, ProcessFigures after)
    {
        const double Seconds = 3.2; // settling and measuring
        Assert.That((after.CpuTime - before.CpuTime).TotalSeconds / Seconds, Is.LessThan(MostCpuShare), $"CPU of the {side}");
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;
using static NetJack2.SystemTests.Robustness.Attacks;

namespace NetJack2.SystemTests.Robustness;

/// <summary>
/// Attacks on a manager, a net driver, a netadapter and a netmesh, from a third host, with forged addresses, and from other users of
/// their computers: for some seconds each, or a minute with NETJACK2_FULL=1. Sessions beside, with the master and in the mesh, lose no
/// frame, no server ends, the log stays short, there is no collection, and afterwards the attacked sessions are right and memory and
/// descriptors are what they were.
/// </summary>
/// <remarks>audioadapter has no network: only the attacks on files and names concern it.</remarks>
[TestFixture]
[Lane(Lane.Tolerant, Seconds = 70)]
[Property("Defect", "Fault-01, Fault-02, Fault-06, Fault-07, Fault-08, Fault-09, Fault-10, Fault-11, Fault-12, Fault-27")]
public class AttackTests : SystemTest
{
    private const long MeshLag = 2 * AttackStage.MeshLatency * AttackStage.Period;

    // What a manager reports about slaves is limited to 128 lines in ten seconds, each of some kinds of warnings to five.
    private const int MostLinesInTenSeconds = 180;

    // Of a server after everything. The first thousands of sessions that are begun and left make the manager's grow by 45 MiB in a
    // minute.
    private const long MostGrowthKiB = 64 * 1024;

    // Between a third and the end of an attack of a minute, after which it has had all of its effect.
    private const long MostGrowthOfAttackKiB = 4 * 1024;

    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);
    private static readonly NetPairOptions s_options = Pairings.NetJack2CsOnly with
    {
        Period = AttackStage.Period,
        Latency = AttackStage.Latency,
        Through = false,
    };

    private AttackStage? _stage;
    private ProcessFigures[] _before = [];
    private IReadOnlyDictionary<string, int>[] _descriptors = [];

    public static IEnumerable<TestCaseData> Attacks
    {
        get
        {
            // The first: after others, the manager gives no new client to the stranger's addresses for ten seconds.
            yield return Attack("slaves by the book: memory", stage => RogueAsync(stage, "memory"));
            yield return Attack("slaves by the book: churn", stage => RogueAsync(stage, "churn"), mayGrow: true);
            foreach (string plan in (string[])["flap", "transport", "names", "opus"])
                yield return Attack($"slaves by the book: {plan}", stage => RogueAsync(stage, plan));
            yield return Attack("well-formed packets at the manager", stage => ThrowAsync(stage, "grammar", stage.Manager, "l", null, 1));
            yield return Attack(
                "well-formed packets in the names of both ends of a net driver", stage => GrammarAsync(stage, stage.VictimHost));
            yield return Attack(
                "well-formed packets in the names of both ends of a netadapter", stage => GrammarAsync(stage, stage.AdapterHost));
            yield return Attack("well-formed packets in the names of all members of a mesh", MeshAsync);
            yield return Attack("set-ups in the master's name", async stage => await ThrowAsync(
                stage, "params", EndOf(stage.VictimHost), "s", await stage.MasterEndOfAsync(stage.VictimHost), 1));
            yield return Attack("messages of routers", RoutersAsync);
            yield return Attack("files beside the pages", stage => Task.WhenAll(
                SpoilFilesAsync(stage.MasterHost), SpoilFilesAsync(stage.VictimHost), SpoilFilesAsync(stage.AdapterHost)));
            yield return Attack("requests from a slave's own host", RequestsAsync);
            yield return Attack("slaves by the book: churn, again", stage => RogueAsync(stage, "churn"));
        }
    }

    [OneTimeTearDown]
    public async Task EndAsync()
    {
        if (_stage is not null) await _stage.DisposeAsync();
    }

    [TestCaseSource(nameof(Attacks))]
    [Order(1)]
    public async Task A_session_beside_loses_no_frame(Func<AttackStageAccess, Task> attack, bool mayGrow)
    {
        (LoopResult result, LoopResult mesh, LoopResult? jack2) = await Attempts.RepeatAsync(s_options, async () =>
        {
            AttackStage stage = await StartedStageAsync();
            int xruns = stage.XrunLines;
            int[] lines = [.. stage.Servers.Select(LinesOf)];
            await using HostProcess loop = await stage.StartLoopAsync(AttackStage.Innocent);
            await using HostProcess? jack2Loop = AttackStage.HasJack2 ? await stage.StartLoopAsync(AttackStage.Jack2) : null;
            await using HostProcess meshLoop = await stage.StartMeshLoopAsync(AttackStage.Friend);
            await Task.Delay(TimeSpan.FromSeconds(1));
            long startedAt = Stopwatch.GetTimestamp();
            Task attacking = attack(new AttackStageAccess(stage));
            ProcessFigures[]? early = mayGrow ? null : await FiguresAfterAThirdAsync(stage, attacking);
            await attacking;
            double seconds = Stopwatch.GetElapsedTime(startedAt).TotalSeconds;
            LoopResult run = await Probe.StopAsync(loop, ResultsJson.Default.LoopResult);
            LoopResult direct = await Probe.StopAsync(meshLoop, ResultsJson.Default.LoopResult);
            LoopResult? original = jack2Loop is null ? null : await Probe.StopAsync(jack2Loop, ResultsJson.Default.LoopResult);
            Assert.That(stage.Servers.Select(server => server.IsRunning), Is.All.True, "they live");
            await AssertBoundedAsync(stage, early, lines, seconds);
            return (
                (run, direct, original), run.Xruns + stage.XrunLines - xruns,
                run.IsPerfect && direct.IsPerfect && original?.IsPerfect != false,
                $"{run.Summary}; mesh: {direct.Summary}; jack2: {original?.Summary}");
        });
        Assert.That(result.IsPerfect, Is.True, result.Summary);
        Assert.That(result.Lag, Is.EqualTo(s_options.ExpectedLag), result.Summary);
        Assert.That(mesh.IsPerfect, Is.True, $"mesh: {mesh.Summary}");
        Assert.That(mesh.Lag, Is.EqualTo(MeshLag), $"mesh: {mesh.Summary}");
        if (jack2 is null) return;
        Assert.That(jack2.IsPerfect, Is.True, $"jack2: {jack2.Summary}");
        Assert.That(jack2.Lag, Is.EqualTo(s_options.ExpectedLag), $"jack2: {jack2.Summary}");
    }

    [Test]
    [Order(2)]
    public async Task Afterwards_the_attacked_sessions_are_right_and_memory_and_descriptors_are_what_they_were()
    {
        AttackStage stage = await StartedStageAsync();
        int collections = (await stage.InnocentSessionAsync()).GetProperty("collections").GetInt32();
        await stage.AwaitCalmAsync();
        // A server closes what a program had when it has noticed that the program has ended.
        Assert.That(
            () => stage.Servers.Zip(_descriptors, MoreDescriptors).SelectMany(more => more),
            Is.Empty.After((int)s_limit.TotalMilliseconds, pollingInterval: 50));
        Assert.That(collections, Is.Zero, "collections of netmanager during all attacks");
        ProcessFigures[] after = [.. stage.Servers.Select(server => server.Figures)];
        foreach (string slave in (string[])[AttackStage.Innocent, AttackStage.Victim])
        {
            LoopResult result = await Attempts.RepeatAsync(s_options, async () =>
            {
                int xruns = stage.XrunLines;
                LoopResult run = await Probe.LoopAsync(
                    stage.MasterHost, $"{slave}:to_slave_", $"{slave}:from_slave_", AttackStage.Channels, seconds: 1);
                return (run, run.Xruns + stage.XrunLines - xruns, run.IsPerfect && run.Lag == s_options.ExpectedLag, run.Summary);
            });
            Assert.That(result.IsPerfect, Is.True, $"{slave}: {result.Summary}");
            Assert.That(result.Lag, Is.EqualTo(s_options.ExpectedLag), $"{slave}: {result.Summary}");
        }

        LoopResult mesh = await Attempts.RepeatAsync(s_options, async () =>
        {
            int xruns = stage.XrunLines;
            await using HostProcess loop = await stage.StartMeshLoopAsync(AttackStage.Victim);
            await Task.Delay(TimeSpan.FromSeconds(2));
            LoopResult run = await Probe.StopAsync(loop, ResultsJson.Default.LoopResult);
            return (run, run.Xruns + stage.XrunLines - xruns, run.IsPerfect, run.Summary);
        });
        Assert.That(mesh.IsPerfect, Is.True, $"mesh: {mesh.Summary}");
        Assert.That(mesh.Lag, Is.EqualTo(MeshLag), $"mesh: {mesh.Summary}");
        await Attempts.AssertAsync(AttackStage.Period, async () =>
        {
            int xruns = stage.XrunLines;
            HostProcess tone = await Probe.StartToneAsync(
                stage.MasterHost, $"{AttackStage.Adapter}:to_slave_", $"{AttackStage.Adapter}:from_slave_", 2, seconds: 2, settle: 3);
            ToneResult heard = await Probe.FinishAsync(tone, ResultsJson.Default.ToneResult, TimeSpan.FromSeconds(20));
            return (stage.XrunLines - xruns + heard.Xruns, heard.LongestGap <= 1 && heard.Clicks == 0, heard.Summary);
        });
        Assert.Multiple(() =>
        {
            foreach (var (was, now) in _before.Zip(after))
            {
                TestContext.Out.WriteLine($"{was} → {now}");
                Assert.That(now.Threads, Is.LessThanOrEqualTo(was.Threads));
                Assert.That(now.ResidentKiB - was.ResidentKiB, Is.LessThan(MostGrowthKiB));
            }
        });
    }

    /// <param name="mayGrow">Whether the first sessions that are begun and left come with it.</param>
    private static TestCaseData Attack(string name, Func<AttackStage, Task> attack, bool mayGrow = false)
        => new TestCaseData((Func<AttackStageAccess, Task>)(access => attack(access.Stage)), mayGrow).SetArgDisplayNames(name);

    // Only an attack of a minute has a state that lasts.
    private static async Task<ProcessFigures[]?> FiguresAfterAThirdAsync(AttackStage stage, Task attacking)
    {
        if (!Choice.IsFull) return null;
        await Task.WhenAny(attacking, Task.Delay(TimeSpan.FromSeconds(Seconds / 3)));
        return [.. stage.Servers.Select(server => server.Figures)];
    }

    private static async Task AssertBoundedAsync(AttackStage stage, ProcessFigures[]? early, int[] lines, double seconds)
    {
        int[] more = [.. stage.Servers.Zip(lines, (server, before) => LinesOf(server) - before)];
        ProcessFigures[] figures = [.. stage.Servers.Select(server => server.Figures)];
        await TestContext.Out.WriteLineAsync(
            $"{seconds:0.0} s; more lines: {string.Join(' ', more)}; KiB: {string.Join(' ', figures.Select(one => one.ResidentKiB))}"
            + (early is null ? "" : $", after a third {string.Join(' ', early.Select(one => one.ResidentKiB))}")
            + $"; descriptors: {string.Join(' ', figures.Select(one => one.Descriptors))}"
            + $"; allocated by netmanager: {(await stage.InnocentSessionAsync()).GetProperty("allocatedBytes").GetInt64()}");
        Assert.That(more, Is.All.LessThan(MostLinesInTenSeconds * (1 + (seconds / 10))), "must not fill the disk");
        Assert.That(await stage.CountFaultsAsync(), Is.Zero, "exceptions in a module");
        if (early is null) return;
        foreach (var (was, now) in early.Zip(figures))
            Assert.That(now.ResidentKiB - was.ResidentKiB, Is.LessThan(MostGrowthOfAttackKiB), "it grows while it is attacked");
    }

    private static IEnumerable<string> MoreDescriptors(JackServer server, IReadOnlyDictionary<string, int> before)
        => server.Descriptors.Where(kind => kind.Value > before.GetValueOrDefault(kind.Key))
            .Select(kind => $"{server.Host.Name}: {kind.Value} {kind.Key}, {before.GetValueOrDefault(kind.Key)} before");

    private static int LinesOf(JackServer server)
        => server.Log.Split('\n').Count(line => !line.Contains("xrun", StringComparison.OrdinalIgnoreCase));

    /// <summary>The stage of all attacks; another one after an attack that ended a server.</summary>
    private async Task<AttackStage> StartedStageAsync()
    {
        if (_stage is not null && _stage.Servers.All(server => server.IsRunning)) return _stage;
        if (_stage is not null) await _stage.DisposeAsync();
        _stage = await AttackStage.StartAsync();
        await _stage.AwaitCalmAsync();
        _before = [.. _stage.Servers.Select(server => server.Figures)];
        _descriptors = [.. _stage.Servers.Select(server => server.Descriptors)];
        return _stage;
    }

    /// <summary>What an attack is given: a test case cannot name a type that is not public.</summary>
    public readonly struct AttackStageAccess
    {
        internal AttackStageAccess(AttackStage stage) => Stage = stage;

        internal AttackStage Stage { get; }
    }
}

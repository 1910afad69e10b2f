// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using System.Text.Json;
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Robustness;

/// <summary>What is done to the servers of an <see cref="AttackStage"/>, each for some seconds.</summary>
internal static class Attacks
{
    private const int DatagramsPerSecond = 800;

    // What a flood of requests for packets may cost the manager: the share of a processor that its thread for them takes, which pauses
    // after each four.
    private const int RequestsPerSecond = 20_000;
    private const double MostLoadOfRequests = 0.4;

    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);

    /// <summary>How long each takes.</summary>
    public static double Seconds { get; } = Choice.IsFull ? 60 : 3;

    public static string EndOf(TestHost slave) => $"{slave.Address}:{AttackStage.Port}";

    private static string MemberOf(TestHost slave) => $"{slave.Address}:{AttackStage.MeshPort}";

    public static async Task RogueAsync(AttackStage stage, string plan)
    {
        RogueResult rogues = await Probe.RogueAsync(stage.Stranger, plan, stage.Manager, stage.StrangerHosts, Seconds);
        await TestContext.Out.WriteLineAsync($"{rogues}");
        Assert.That(rogues.Sent, Is.GreaterThan(20 * Seconds), "or it is no attack");
    }

    /// <summary>From another port than the slave's: the manager takes it for the slave's new one, and answers it.</summary>
    public static async Task RequestsAsync(AttackStage stage)
    {
        JsonElement session = await AttackStage.SessionAsync(stage.VictimHost);
        double seconds = Math.Max(s_limit.TotalSeconds, Seconds);
        double usual = await stage.Servers[0].LoadDuringAsync(() => Task.Delay(TimeSpan.FromSeconds(1)));
        JunkResult? thrown = null;
        double flooded = await stage.Servers[0].LoadDuringAsync(async () => thrown = await Probe.JunkAsync(
            stage.VictimHost, "requests", stage.Manager, (int)(seconds * RequestsPerSecond), seed: 1,
            ["--id", $"{session.GetProperty("sessionId").GetUInt32()}", "--cycle", $"{session.GetProperty("cycles").GetUInt32()}",
                "--rate", $"{RequestsPerSecond}"]));
        await TestContext.Out.WriteLineAsync($"{thrown!.Rate:0} requests a second; processor {usual:0.00} → {flooded:0.00}");
        Assert.That(thrown.Rate, Is.GreaterThan(RequestsPerSecond / 4), "or it is no flood");
        Assert.That(flooded - usual, Is.LessThan(MostLoadOfRequests));
    }

    public static async Task RoutersAsync(AttackStage stage)
    {
        string masterEnd = await stage.MasterEndOfAsync(stage.VictimHost), slaveEnd = EndOf(stage.VictimHost);
        await Task.WhenAll(
            ThrowAsync(stage, "icmp", masterEnd, "r", slaveEnd, 1), ThrowAsync(stage, "icmp", slaveEnd, "s", masterEnd, 1));
    }

    public static async Task GrammarAsync(AttackStage stage, TestHost slave)
    {
        uint id = await AttackStage.SessionIdAsync(slave) ?? 1;
        string masterEnd = await stage.MasterEndOfAsync(slave), slaveEnd = EndOf(slave);
        await Task.WhenAll(
            ThrowAsync(stage, "grammar", slaveEnd, "s", masterEnd, id), ThrowAsync(stage, "grammar", masterEnd, "r", slaveEnd, id),
            ThrowAsync(stage, "grammar", slaveEnd, "s", null, id), ThrowAsync(stage, "grammar", stage.Manager, "l", slaveEnd, id));
    }

    // In the names of the manager and of the innocent member, and as a stranger, at the victim; in the victim's name at the manager.
    public static async Task MeshAsync(AttackStage stage)
    {
        uint id = await AttackStage.SessionIdAsync(stage.VictimHost) ?? 1;
        IReadOnlyList<uint> links = await AttackStage.LinksAsync(stage.VictimHost);
        string victim = MemberOf(stage.VictimHost), innocent = MemberOf(stage.InnocentHost);
        string[] numbers = ["--links", string.Join(',', links.Append(id))];
        await Task.WhenAll([
            ThrowAsync(stage, "mesh", victim, "m", stage.Manager, id, numbers),
            ThrowAsync(stage, "mesh", victim, "m", innocent, id, numbers),
            ThrowAsync(stage, "mesh", victim, "m", null, id, numbers),
            ThrowAsync(stage, "mesh", stage.Manager, "m", victim, id, numbers),
            .. links.Select(link => ThrowAsync(stage, "grammar", victim, "s", innocent, link)),
            .. links.Select(link => ThrowAsync(stage, "grammar", victim, "r", innocent, link))]);
    }

    public static async Task ThrowAsync(
        AttackStage stage, string kind, string target, string stream, string? source, uint id, params string[] more)
    {
        JunkResult thrown = await Probe.JunkAsync(
            stage.Stranger, kind, target, (int)(Seconds * DatagramsPerSecond), seed: 1,
            ["--id", $"{id}", "--pause-us", "1000", "--stream", stream, "--names",
                $"{AttackStage.Victim},{AttackStage.Innocent},{AttackStage.Adapter},ghost",
                .. more, .. (string[])(source is null ? [] : ["--source", source])]);
        Assert.That(thrown.Sent, Is.GreaterThan(20 * Seconds), "or it is no attack");
    }

    // Pipes, links, folders and files of any length in the place of pages, true pages that are cut, and programs that read all that.
    public static async Task SpoilFilesAsync(TestHost host)
    {
        string script = $$"""
            end=$(($(date +%s) + {{Seconds.ToString(CultureInfo.InvariantCulture)}})); i=0
            while [ "$(date +%s)" -lt "$end" ]; do
                i=$((i + 1)); f=/dev/shm/netjack2.netmanager.1.$((i % 9)); rm -rf "$f"
                case $((i % 6)) in
                    0) mkfifo "$f" ;;
                    1) ln -s /dev/zero "$f" ;;
                    2) mkdir "$f" ;;
                    3) truncate -s 1T "$f" ;;
                    4) head -c 4096 /dev/urandom >"$f" ;;
                    5) ln -s "$f" "$f" ;;
                esac
                for page in /dev/shm/netjack2.*; do
                    if [ -f "$page" ] && [ ! -L "$page" ]; then truncate -s $((i % 3 * 100)) "$page"; fi
                done
            done
            rm -rf /dev/shm/netjack2.netmanager.1.*
            """;
        await using HostProcess spoiler = await host.StartAsync("spoiler", ["sh", "-c", script]);
        foreach (string command in (string[])["list", "stat", "doctor"]) await StatisticsProgram.RunAsync(host, command);
        await spoiler.AwaitExitAsync(TimeSpan.FromSeconds(Seconds + 10));
        Assert.That(spoiler.ExitCode, Is.Zero, spoiler.Log);
    }
}

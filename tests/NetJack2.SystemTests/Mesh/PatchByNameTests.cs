// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text.Json;
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.SystemTests.Statistics;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Processes;
using static NetJack2.SystemTests.Mesh.MeshStage;

namespace NetJack2.SystemTests.Mesh;

/// <summary>Ports of two machines, connected by name from a third one, with the program <c>netjack2</c>.</summary>
[TestFixture]
[Lane(Lane.Tolerant, Seconds = 40)]
public class PatchByNameTests : SystemTest
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(15);

    // From the master to the first slave, by the mesh to the second one, and back to the master.
    [Test]
    public async Task A_patch_made_by_name_carries_sound_and_is_there_again_when_its_machine_is_back()
    {
        var options = new MeshOptions(Latency: 1, IsSync: true) { Midi = 1 };
        await using MeshStage stage = await StartAsync(options, slaves: 3);
        TestHost first = stage.Slaves[0], second = stage.Slaves[1], third = stage.Slaves[2];
        await AwaitAsync(third, ["list", "--network"], machines => machines.Count(machine =>
            machine.GetProperty("role").GetString() is "mesh") == 3);
        await AwaitAsync(third, ["ports", second.Name], ports => ports.Any(port =>
            string.Equals(port.GetProperty("name").GetString(), $"{first.Name}:from_peer_2", StringComparison.Ordinal)));

        await ConnectAsync(third, first, second, channel: 1);
        await ConnectInBrowserAsync(third, first, second, channel: 2);
        await CheckAsync(stage, first, second);
        await CheckNamesAsync(stage, first, second, third);
        await CheckProgramAsync(third, second);

        // The one patch is known when its machine is away, the other one comes from a file meanwhile.
        DirectoryInfo folder = Directory.CreateTempSubdirectory("netjack2-rig-");
        string file = Path.Combine(folder.FullName, "rig.toml");
        await RunAsync(third, "patch", "save", file);
        await RunAsync(stage.Master, "disconnect", $"{first.Name}/system:capture_1", $"{second.Name}/system:playback_1");
        await stage.KillAsync(second);
        await AwaitAsync(
            stage.Master, ["patches"], patches => patches is [var only] && !only.GetProperty("connected").GetBoolean());
        string loaded = await RunAsync(third, "patch", "load", file);
        Assert.That(loaded, Does.Contain("0 of 2 patches are connected, 2 will be").And.Contain($"there is no machine '{second.Name}'"));
        folder.Delete(recursive: true);
        await stage.StartSlaveAsync(second);
        await AwaitAsync(stage.Master, ["patches"], patches => patches.Count(patch => patch.GetProperty("connected").GetBoolean()) == 2);
        await CheckAsync(stage, first, second);
        (string findings, _) = await StatisticsProgram.RunAsync(second, "doctor");
        Assert.That(findings, Does.Contain("3 slaves are in the mesh"));
        await using HostProcess mistaken = await StatisticsProgram.StartAsync(
            third, "connect", $"{first.Name}/system:capture_7", $"{second.Name}/system:playback_1");
        await mistaken.AwaitExitAsync(s_limit);
        Assert.That(mistaken.ExitCode, Is.EqualTo(1));
        Assert.That(mistaken.Log, Does.Contain("; the nearest is 'system:capture_1'"));
        await CheckSettingsAsync(stage, first, second, third);
    }

    // Sound goes on over the same connections, under another latency of the way back to the master.
    private static async Task CheckSettingsAsync(MeshStage stage, TestHost first, TestHost second, TestHost third)
    {
        await using HostProcess wrong = await StatisticsProgram.StartAsync(third, "set", second.Name, "-l", "31");
        await wrong.AwaitExitAsync(s_limit);
        Assert.That(wrong.Log, Does.Contain($"'{second.Name}': option -l, latency: must be 0 to 30, auto or auto:stable, not 31"));
        await using HostProcess loop = await Probe.StartLoopAsync(
            stage.Master, $"{first.Name}:to_slave_", $"{second.Name}:from_slave_", channels: 2, seconds: 4, settle: 0.3);
        await Task.Delay(2500);
        _ = await RunAsync(third, "set", second.Name, "-l", "3");
        LoopResult result = await Probe.FinishAsync(loop, ResultsJson.Default.LoopResult, s_limit);
        Assert.That(result.LongestGap, Is.Positive.And.LessThan(result.Rate), result.Summary);
        await CheckAsync(stage, first, second, latency: 3);
    }

    private static async Task ConnectAsync(TestHost host, TestHost from, TestHost to, int channel)
    {
        (string output, int code) = await StatisticsProgram.RunAsync(
            host, "connect", $"{from.Name}/system:capture_{channel}", $"{to.Name}/system:playback_{channel}");
        Assert.That(code, Is.Zero, output);
        Assert.That(output, Does.Contain($"{to.Name}:to_peer_{channel}").And.Contain($"{from.Name}:from_peer_{channel}"));
    }

    // As the page's grid does it. The ports of JACK are asked, not the page.
    private static async Task ConnectInBrowserAsync(TestHost host, TestHost from, TestHost to, int channel)
    {
        await using HostProcess serve = await StatisticsProgram.StartAsync(host, "serve");
        await serve.AwaitTextAsync("http://", s_limit);
        string[] ends = [$"{from.Name}/system:capture_{channel}", $"{to.Name}/system:playback_{channel}"];
        foreach ((string action, bool isConnected) in (IEnumerable<(string, bool)>)
            [("connect", true), ("disconnect", false), ("connect", true)])
        {
            string order = $$"""{"action":"{{action}}","from":"{{ends[0]}}","to":"{{ends[1]}}"}""";
            Assert.That(await ServeRequest.PostAsync(host, "/api/patch", order), Is.EqualTo("""{"problem":null}"""));
            await AwaitAsync(host, ["patches"], patches => isConnected == patches.Any(patch =>
                string.Equals(patch.GetProperty("from").GetString(), ends[0], StringComparison.Ordinal)
                && patch.GetProperty("connected").GetBoolean()));
        }
        string refused = await ServeRequest.PostAsync(
            host, "/api/patch", $$"""{"action":"connect","from":"{{from.Name}}/system:capture_9","to":"{{ends[1]}}"}""");
        Assert.That(refused, Does.Contain("; the nearest is \\u0027system:capture_1\\u0027"));
    }

    private static async Task<string> RunAsync(TestHost host, params string[] command)
    {
        (string output, int code) = await StatisticsProgram.RunAsync(host, command);
        Assert.That(code, Is.Zero, output);
        return output;
    }

    // A program that is started again has its patch again.
    private static async Task CheckProgramAsync(TestHost from, TestHost to)
    {
        string[] ends = [$"{from.Name}/box:capture_1", $"{to.Name}/box:playback_1"];
        bool IsMade(JsonElement patch) =>
            string.Equals(patch.GetProperty("from").GetString(), ends[0], StringComparison.Ordinal)
            && patch.GetProperty("connected").GetBoolean();
        await using HostProcess sender = await Probe.StartMidiCardAsync(from, "box", channels: 1);
        await using (await Probe.StartMidiCardAsync(to, "box", channels: 1))
            _ = await RunAsync(from, ["connect", .. ends]);
        await AwaitAsync(from, ["patches"], patches => !patches.Any(IsMade));
        await using HostProcess receiver = await Probe.StartMidiCardAsync(to, "box", channels: 1);
        await AwaitAsync(from, ["patches"], patches => patches.Any(IsMade));
        _ = await RunAsync(from, ["disconnect", .. ends]);
    }

    // What a port leads to on the slave, and what a user calls it, are aliases on the master.
    private static async Task CheckNamesAsync(MeshStage stage, TestHost first, TestHost second, TestHost third)
    {
        _ = await RunAsync(third, "label", first.Name, "to_slave_1", "Vox 1");
        string[] wanted = [$"{first.Name}@{first.Name}:Vox 1", $"{first.Name}@{first.Name}:{second.Name}:to_peer_1"];
        IReadOnlyList<string> aliases = [];
        for (long start = Environment.TickCount64; Environment.TickCount64 - start < s_limit.TotalMilliseconds; await Task.Delay(100))
        {
            aliases = (await Probe.PortsAsync(stage.Master)).Ports.Single(port =>
                string.Equals(port.Name, $"{first.Name}:to_slave_1", StringComparison.Ordinal)).Aliases;
            if (aliases.SequenceEqual(wanted, StringComparer.Ordinal))
                break;
        }
        Assert.That(aliases, Is.EqualTo(wanted));
        await AwaitAsync(third, ["ports", "master"], ports => ports.Any(port => port.GetProperty("label").GetString() is "Vox 1"));
        _ = await RunAsync(third, "label", first.Name, "to_slave_1", "");
    }

    private static async Task CheckAsync(MeshStage stage, TestHost first, TestHost second, int latency = 2)
    {
        // What a link wants is announced at once; where that is lost, because the other end begins just then, two seconds later.
        LoopResult result = await Attempts.RepeatAsync(Pairings.NetJack2CsOnly with { Period = 256 }, async () =>
        {
            LoopResult run = await Probe.LoopAsync(
                stage.Master, $"{first.Name}:to_slave_", $"{second.Name}:from_slave_", channels: 2, seconds: 2, settle: 1);
            return (run, run.Xruns, run.IsPerfect, run.Summary);
        });
        // The latency of the mesh, and that of the second slave's session. The ports have half of each session's, there and back.
        Assert.That(
            (result.IsPerfect, result.Lag, result.PublishedLatency), Is.EqualTo((true, (1L + latency) * 256, (2L + latency) * 128)),
            result.Summary);
    }

    private static async Task AwaitAsync(TestHost host, string[] command, Func<IReadOnlyList<JsonElement>, bool> isGood)
    {
        IReadOnlyList<JsonElement>? list = null;
        for (long start = Environment.TickCount64; Environment.TickCount64 - start < s_limit.TotalMilliseconds; await Task.Delay(100))
        {
            list = await StatisticsProgram.ReadListAsync(host, command);
            if (list is not null && isGood(list))
                return;
        }
        Assert.Fail($"{host.Name}: {string.Join(' ', command)}: {string.Join(", ", list ?? [])}");
    }
}

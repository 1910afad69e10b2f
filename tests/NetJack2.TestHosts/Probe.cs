// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NetJack2.JackProbe.Results;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Processes;

namespace NetJack2.TestHosts;

/// <summary>The probe, run on a host.</summary>
public static class Probe
{
    // Above what any command takes by its own limits.
    private static readonly TimeSpan s_slack = TimeSpan.FromSeconds(20);

    /// <summary>Audio out to PREFIX1…N and back.</summary>
    public static Task<LoopResult> LoopAsync(
        TestHost host, string to, string from, int channels, double seconds, double settle = 0.7, double wait = 8, bool rolls = false)
        => RunAsync(host, ResultsJson.Default.LoopResult, seconds + settle + wait,
            ["loop", "--to", to, "--from", from, "--channels", $"{channels}", "--seconds", $"{seconds}", "--settle", $"{settle}", "--wait",
                $"{wait}", .. (string[])(rolls ? ["--roll"] : [])]);

    /// <summary>The same, to be awaited later by <see cref="FinishAsync"/>.</summary>
    /// <param name="report">Every so many seconds <see cref="Latest"/> has something new.</param>
    /// <param name="first">The number of the first port.</param>
    public static Task<HostProcess> StartLoopAsync(
        TestHost host, string to, string from, int channels, double seconds, double settle = 0.7, double? report = null, int first = 1)
        => StartAsync(host, [
            "loop", "--to", to, "--from", from, "--channels", $"{channels}", "--seconds", $"{seconds}", "--settle", $"{settle}", "--wait",
                "8", "--first", $"{first}",
            .. (string[])(report is null ? [] : ["--report", $"{report}"])]);

    /// <summary>Sound out to PREFIX1…N and back, through encodings that change samples.</summary>
    public static Task<SoundResult> SoundAsync(
        TestHost host, string to, string from, int channels, double seconds, double settle = 0.7, double wait = 8)
        => RunAsync(host, ResultsJson.Default.SoundResult, seconds + settle + wait,
            ["sound", "--to", to, "--from", from, "--channels", $"{channels}", "--seconds", $"{seconds}", "--settle", $"{settle}",
                "--wait", $"{wait}"]);

    /// <summary>The same, to be awaited later by <see cref="FinishAsync"/>.</summary>
    public static Task<HostProcess> StartSoundAsync(TestHost host, string to, string from, int channels, double seconds, double settle)
        => StartAsync(host, [
            "sound", "--to", to, "--from", from, "--channels", $"{channels}", "--seconds", $"{seconds}", "--settle", $"{settle}", "--wait",
                "8"]);

    /// <summary>Numbered events out and back; without <paramref name="to"/> or <paramref name="from"/> only one way.</summary>
    public static Task<HostProcess> StartMidiAsync(
        TestHost host, string? to, string? from, IEnumerable<int> sizes, IEnumerable<int> times, double seconds, double settle = 0.7,
            int every = 1)
        => StartAsync(host, [
            "midi", .. (string[])(to is null ? [] : ["--to", to]), .. (string[])(from is null ? [] : ["--from", from]),
            "--sizes", string.Join(',', sizes), "--times", string.Join(',', times), "--every", $"{every}",
            "--seconds", $"{seconds}", "--settle", $"{settle}", "--wait", "8"]);

    /// <summary>
    /// Notes that begin and end, out and back, and which are on in the end; without <paramref name="to"/> or <paramref name="from"/> only
    /// one way.
    /// </summary>
    /// <param name="drain">How long is listened after the last.</param>
    public static Task<HostProcess> StartNotesAsync(
        TestHost host, string? to, string? from, double seconds, double drain, double settle = 0.7)
        => StartAsync(host, [
            "notes", .. (string[])(to is null ? [] : ["--to", to]), .. (string[])(from is null ? [] : ["--from", from]),
            "--seconds", $"{seconds}", "--drain", $"{drain}", "--settle", $"{settle}", "--wait", "8"]);

    /// <summary>A sine out and back, for ways with a resampler; to be awaited later by <see cref="FinishAsync"/>.</summary>
    public static Task<HostProcess> StartToneAsync(
        TestHost host, string to, string from, int channels, double seconds, double settle, string frequencies = "440", double? clip = null)
        => StartAsync(host, [
            "tone", "--to", to, "--from", from, "--channels", $"{channels}", "--frequency", frequencies, "--seconds", $"{seconds}",
                "--settle", $"{settle}", "--wait", "8", .. (string[])(clip is null ? [] : ["--clip", $"{clip}"])]);

    /// <summary>Returns when a port has come.</summary>
    public static Task<HostProcess> StartAwaitPortAsync(TestHost host, string port, double wait)
        => StartAsync(host, ["await-port", "--port", port, "--wait", $"{wait}"]);

    public static Task<PortsResult> PortsAsync(TestHost host) => RunAsync(host, ResultsJson.Default.PortsResult, 5, ["ports"]);

    /// <summary>Connects PREFIX1…N to PREFIX1…N; with 0 channels the two names as they are.</summary>
    public static Task<WireResult> WireAsync(TestHost host, string from, string to, int channels, double wait = 8)
        => RunAsync(host, ResultsJson.Default.WireResult, wait,
            ["wire", "--from", from, "--to", to, "--channels", $"{channels}", "--wait", $"{wait}"]);

    /// <summary>A client between two sets of ports, connected when this returns; it stays until it is disposed of.</summary>
    public static async Task<HostProcess> StartThroughAsync(TestHost host, string from, string to, int channels)
    {
        HostProcess process = await StartAsync(host, ["through", "--from", from, "--to", to, "--channels", $"{channels}", "--wait", "8"]);
        await process.AwaitTextAsync("\"connected\"", s_slack);
        return process;
    }

    /// <summary>A client of this name with physical MIDI ports capture_1…N and playback_1…N, active when this returns.</summary>
    public static async Task<HostProcess> StartMidiCardAsync(TestHost host, string name, int channels)
    {
        HostProcess process = await StartAsync(host, ["midi-card", "--name", name, "--channels", $"{channels}"]);
        await process.AwaitTextAsync("\"connected\"", s_slack);
        return process;
    }

    /// <summary>A client that watches its own cycles until it is finished; after the client that owns a port, when one is given.</summary>
    public static Task<HostProcess> StartBystanderAsync(TestHost host, double seconds = 3600, string? after = null)
        => StartAsync(host, ["bystander", "--seconds", $"{seconds}", .. (string[])(after is null ? [] : ["--after", after])]);

    /// <summary>A bystander that prints each cycle that is late, watching when this returns.</summary>
    /// <param name="late">How late, in µs.</param>
    /// <param name="processor">The one processor that it runs on.</param>
    public static async Task<HostProcess> StartWitnessAsync(TestHost host, int late, int processor)
    {
        HostProcess process = await host.StartAsync(
            "probe bystander", ["taskset", "-c", $"{processor}", BuildPaths.Probe, "bystander", "--late", $"{late}", "--seconds", "86400"]);
        await process.AwaitTextAsync("watching", s_slack);
        return process;
    }

    /// <summary>A thread above all servers that prints each time when its processor did not run it, watching when this returns.</summary>
    /// <param name="late">How late, in µs.</param>
    /// <param name="processor">The one processor that it runs on.</param>
    public static async Task<HostProcess> StartPulseAsync(TestHost host, int late, int processor)
    {
        HostProcess process = await host.StartAsync(
            "probe pulse",
            ["taskset", "-c", $"{processor}", BuildPaths.Probe, "pulse", "--late", $"{late}", "--seconds", "86400"]);
        await process.AwaitTextAsync("watching", s_slack);
        return process;
    }

    public static Task<TransportResult> TransportAsync(TestHost host)
        => RunAsync(host, ResultsJson.Default.TransportResult, 15, ["transport-start-time"]);

    /// <summary>
    /// The transport of each cycle; see the probe's <c>watch-transport</c>. Of the two hosts, the master's decides where its numbers go
    /// <paramref name="to"/>.
    /// </summary>
    public static async Task<HostProcess> StartWatchAsync(
        TestHost host, string? to, string? from, double seconds, params IEnumerable<string> more)
    {
        HostProcess watch = await StartAsync(host, [
            "watch-transport", .. (string[])(to is null ? ["--from", from!] : ["--to", to]), "--seconds", $"{seconds}", "--wait", "8",
                .. more]);
        await watch.AwaitTextAsync("watching", TimeSpan.FromSeconds(10));
        return watch;
    }

    public static Task<ServerResult> SetBufferSizeAsync(TestHost host, int frames)
        => RunAsync(host, ResultsJson.Default.ServerResult, 10, ["set-buffer-size", "--frames", $"{frames}"]);

    /// <summary>Loads an internal client.</summary>
    public static Task<ServerResult> LoadAsync(TestHost host, string client, string arguments = "", string? library = null)
        => RunAsync(
            host, ResultsJson.Default.ServerResult, 10, ["load", "--client", client, "--so", library ?? client, "--arguments", arguments]);

    public static Task<ServerResult> UnloadAsync(TestHost host, string client)
        => RunAsync(host, ResultsJson.Default.ServerResult, 10, ["unload", "--client", client]);

    /// <summary>Unloads and loads again, several times.</summary>
    public static Task<ServerResult> ReloadAsync(TestHost host, string client, int times, double pause, string arguments = "")
        => RunAsync(host, ResultsJson.Default.ServerResult, times * (pause + 1), [
            "reload", "--client", client, "--times", $"{times}", "--pause", $"{pause}", "--arguments", arguments]);

    /// <summary>Hostile datagrams; see the probe's <c>junk</c>.</summary>
    public static Task<JunkResult> JunkAsync(
        TestHost host, string kind, string target, int count, int seed, params IEnumerable<string> more)
        => RunAsync(host, ResultsJson.Default.JunkResult, count / 200.0,
            ["junk", "--kind", kind, "--target", target, "--count", $"{count}", "--seed", $"{seed}", .. more]);

    /// <summary>Slaves that keep to the protocol and are a nuisance; see the probe's <c>rogue</c>.</summary>
    /// <param name="target">Where the manager receives announcements.</param>
    /// <param name="sources">Addresses of the host, in turn those of the slaves.</param>
    public static Task<RogueResult> RogueAsync(TestHost host, string plan, string target, IEnumerable<string> sources, double seconds)
        => RunAsync(host, ResultsJson.Default.RogueResult, seconds,
            ["rogue", "--plan", plan, "--target", target, "--sources", string.Join(',', sources), "--seconds", $"{seconds}"]);

    /// <summary>Joins two interfaces of a host; see the probe's <c>relay</c>. Frames pass when this returns.</summary>
    public static async Task<HostProcess> StartRelayAsync(TestHost host, string first, string second)
    {
        HostProcess process = await StartAsync(host, ["relay", "--first", first, "--second", second]);
        await process.AwaitTextAsync("relaying", s_slack);
        return process;
    }

    /// <summary>Ends a running probe early and reads what it found.</summary>
    public static async Task<T> StopAsync<T>(HostProcess process, JsonTypeInfo<T> type)
        where T : class
    {
        process.Send(Signal.Terminate);
        return await FinishAsync(process, type, TimeSpan.Zero);
    }

    /// <summary>Awaits a started probe and reads what it found.</summary>
    public static async Task<T> FinishAsync<T>(HostProcess process, JsonTypeInfo<T> type, TimeSpan limit)
        where T : class
    {
        await using (process)
        {
            await process.AwaitExitAsync(limit + s_slack);
            return Latest(process, type) ?? throw new InvalidOperationException($"no result\n{process.Log}");
        }
    }

    /// <summary>What a running probe reported last; null: nothing yet.</summary>
    public static T? Latest<T>(HostProcess process, JsonTypeInfo<T> type)
        where T : class
    {
        string? line = process.Output.Split('\n').LastOrDefault(line => line.Contains('{', StringComparison.Ordinal));
        return line is null ? null : JsonSerializer.Deserialize(line[line.IndexOf('{', StringComparison.Ordinal)..], type);
    }

    private static async Task<T> RunAsync<T>(TestHost host, JsonTypeInfo<T> type, double seconds, IEnumerable<string> arguments)
        where T : class
        => await FinishAsync(await StartAsync(host, arguments), type, TimeSpan.FromSeconds(seconds));

    private static Task<HostProcess> StartAsync(TestHost host, IEnumerable<string> arguments)
        => host.StartAsync(
            $"probe {string.Join(' ', arguments)}", [.. host.Emulator?.Probe ?? [BuildPaths.Probe], .. arguments], host.ClientEnvironment);
}

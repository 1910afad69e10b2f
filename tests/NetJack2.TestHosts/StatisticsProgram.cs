// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text.Json;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Processes;

namespace NetJack2.TestHosts;

/// <summary>The program <c>netjack2</c>, run on a host.</summary>
public static class StatisticsProgram
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(15);

    /// <summary>What <c>netjack2 list --json</c> or <c>netjack2 stat --json</c> prints: an array of modules.</summary>
    public static async Task<IReadOnlyList<JsonElement>> ReadAsync(TestHost host, string command = "stat")
    {
        (string output, _) = await RunAsync(host, command, "--json");
        return Modules(output);
    }

    /// <summary>The only session of the only module of a host, of which there must be one.</summary>
    public static async Task<JsonElement> ReadSessionAsync(TestHost host)
        => OnlySession(await ReadAsync(host));

    /// <summary>
    /// <c>netjack2 stat --json --watch</c>, which goes on until it gets a signal; what it shows is for <see cref="Snapshots"/>.
    /// </summary>
    public static Task<HostProcess> StartWatchAsync(TestHost host)
        => host.StartAsync(
            "netjack2 stat --json --watch", [BuildPaths.StatisticsProgram, "stat", "--json", "--watch"], host.UserEnvironment);

    /// <summary>The only session of the only module, at each look of a watch so far.</summary>
    public static IReadOnlyList<JsonElement> Snapshots(HostProcess watch)
        => [.. watch.Output.Split('\n').Where(line => line.Contains("\"sessions\"", StringComparison.Ordinal)).Select(
            line => OnlySession(Modules(line)))];

    /// <summary>What <c>netjack2 events --json</c> prints: the events of all modules of a host.</summary>
    public static async Task<IReadOnlyList<JsonElement>> ReadEventsAsync(TestHost host)
        => Modules((await RunAsync(host, "events", "--json")).Output);

    /// <summary>The newest take of a host; null: there is none.</summary>
    public static async Task<JsonElement?> ReadTakeAsync(TestHost host)
    {
        (string output, int code) = await RunAsync(host, "takes", "last", "--json");
        return code == 0 ? JsonDocument.Parse(output[output.IndexOf('{', StringComparison.Ordinal)..]).RootElement : null;
    }

    /// <summary>The array that a command prints with <c>--json</c>; null where it has failed.</summary>
    public static async Task<IReadOnlyList<JsonElement>?> ReadListAsync(TestHost host, params IEnumerable<string> command)
    {
        (string output, int code) = await RunAsync(host, [.. command, "--json"]);
        return code == 0 ? Modules(output) : null;
    }

    /// <summary><c>netjack2</c> with a command that goes on until it gets a signal.</summary>
    public static Task<HostProcess> StartAsync(TestHost host, params IEnumerable<string> arguments)
        => host.StartAsync(
            $"netjack2 {string.Join(' ', arguments)}", [BuildPaths.StatisticsProgram, .. arguments], host.UserEnvironment);

    /// <summary>What it prints for people, and its exit code.</summary>
    public static async Task<(string Output, int ExitCode)> RunAsync(TestHost host, params IEnumerable<string> arguments)
    {
        await using HostProcess process = await host.StartAsync(
            $"netjack2 {string.Join(' ', arguments)}", [BuildPaths.StatisticsProgram, .. arguments], host.UserEnvironment);
        await process.AwaitExitAsync(s_limit);
        return process.ExitCode is 0 or 1 ? (process.Output, process.ExitCode) : throw new InvalidOperationException(process.Log);
    }

    /// <summary>What it prints for people if another user than root or the host's runs it.</summary>
    public static async Task<string> RunAsOtherUserAsync(TestHost host, params IEnumerable<string> arguments)
    {
        await using HostProcess process = await host.StartAsync(
            "netjack2 as another user",
            ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", BuildPaths.StatisticsProgram, .. arguments]);
        await process.AwaitExitAsync(s_limit);
        return process.Output;
    }

    private static IReadOnlyList<JsonElement> Modules(string output)
        => [.. JsonDocument.Parse(output[output.IndexOf('[', StringComparison.Ordinal)..]).RootElement.EnumerateArray()];

    private static JsonElement OnlySession(IReadOnlyList<JsonElement> modules)
        => modules.Single().GetProperty("sessions").EnumerateArray().Single();
}

// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text.RegularExpressions;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Cards;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.FrontEnds;

/// <summary>The examples in the tables of docs/options.md, given to real servers.</summary>
[TestFixture]
[Lane(Lane.Untimed, Seconds = 85)]
public partial class ManualExampleTests : SystemTest
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(8);

    private static IEnumerable<TestCaseData> OfTheDriver => Examples("Driver");

    private static IEnumerable<TestCaseData> OfTheManager => Examples("Manager");

    private static IEnumerable<TestCaseData> OfTheNetAdapter => Examples("NetAdapter");

    private static IEnumerable<TestCaseData> OfTheAudioAdapter => Examples("AudioAdapter");

    [TestCaseSource(nameof(OfTheDriver))]
    public async Task The_net_driver_takes_the_example(string example)
    {
        await using TestNetwork network = await TestNetwork.StartAsync();
        await using JackServer server = await JackServer.StartAsync(
            network.Leaves[0], DriverFolder.Ours, JackServerArguments.Net(synchronous: false, example.Split(' ')));
        await server.AwaitLogAsync("net driver: Waiting for a master at ", s_limit);
        await server.StopAsync(s_limit);
    }

    [TestCaseSource(nameof(OfTheManager))]
    public async Task The_manager_takes_the_example(string example)
    {
        await using TestNetwork network = await TestNetwork.StartAsync();
        await using JackServer server = await JackServer.StartAsync(network.Hub, DriverFolder.Ours, JackServerArguments.Dummy(1024));
        string[] words = [.. Word().Matches(example).Select(word => word.Value.Trim('"'))];
        string answer = await network.Hub.RunAsync(["jack_load", .. words, "netmanager"]);
        Assert.That(answer, Does.Contain("netmanager is running"));
        await server.AwaitLogAsync("netmanager: Listening on ", s_limit);
    }

    [TestCaseSource(nameof(OfTheNetAdapter))]
    public async Task The_net_adapter_takes_the_example(string example)
    {
        await using TestNetwork network = await TestNetwork.StartAsync();
        await using JackServer server = await JackServer.StartAsync(network.Leaves[0], DriverFolder.Ours, JackServerArguments.Dummy(1024));
        string[] words = [.. Word().Matches(example).Select(word => word.Value.Trim('"'))];
        string answer = await network.Leaves[0].RunAsync(["jack_load", .. words, "netadapter"]);
        Assert.That(answer, Does.Contain("netadapter is running"));
        await server.AwaitLogAsync("netadapter: Waiting for a master at ", s_limit);
    }

    [TestCaseSource(nameof(OfTheAudioAdapter))]
    public async Task The_audio_adapter_takes_the_example(string example)
    {
        // Names of cards as people have them lead to cards of the test's.
        using VirtualCard first = new("first"), second = new("second");
        string[] words = [.. Word().Matches(example).Select(word => word.Value.Trim('"'))];
        words[^1] = $"-d first {words[^1].Replace("hw:1", "second", StringComparison.Ordinal)}";
        await using TestHost host = await TestHost.StartAsync("cards");
        await using JackServer server = await JackServer.StartAsync(
            host, DriverFolder.Ours, JackServerArguments.Dummy(1024) with { Cards = [first, second] });
        string answer = await host.RunAsync(["jack_load", .. words, "audioadapter"]);
        Assert.That(answer, Does.Contain("audioadapter is running"));
        Assert.That(server.HasLogged("audioadapter: Device '"), Is.True, server.Log);
    }

    private static IEnumerable<TestCaseData> Examples(string module)
    {
        string page = File.ReadAllText(Path.Combine(BuildPaths.RepositoryRoot, "docs", "options.md"));
        string table = page.Split($"<!-- options: native/options/{module}Options.cpp -->")[1].Split("\n\n")[1];
        foreach (string row in table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2))
        {
            string[] cells = row.Split('|', StringSplitOptions.TrimEntries);
            yield return new TestCaseData(cells[^2].Trim('`')).SetArgDisplayNames($"{cells[1]} {cells[^2]}");
        }
    }

    [GeneratedRegex(@"""[^""]*""|\S+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();
}

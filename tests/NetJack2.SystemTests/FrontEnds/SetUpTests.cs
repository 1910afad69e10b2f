// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text.RegularExpressions;
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Cards;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.FrontEnds;

/// <summary>The set-ups of the manual, line by line, on two hosts with a sound card each.</summary>
[TestFixture]
[Lane(Lane.Untimed)]
public partial class SetUpTests : SystemTest
{
    private const string Card = "hw:0";
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(8);

    private static IEnumerable<string> Names => Mark().Matches(Manual).Select(mark => mark.Groups["name"].Value);

    private static string Manual => File.ReadAllText(Path.Combine(BuildPaths.RepositoryRoot, "docs", "manual.md"));

    [TestCaseSource(nameof(Names))]
    public async Task A_set_up_of_the_manual_works_as_written(string name)
    {
        string text = Manual.Split($"<!-- set-up: {name} -->")[1];
        string[] blocks = [.. Block().Matches(text).Take(2).Select(block => block.Groups["lines"].Value)];
        using VirtualCard stageCard = new("stagecard"), masterCard = new("mastercard");
        await using TestNetwork network = await TestNetwork.StartAsync();
        string[] stageLines = blocks[0].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] masterLines = blocks[1].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await using JackServer stage = await StartAsync(network.Leaves[0], stageCard, stageLines[0]);
        await using JackServer master = await StartAsync(network.Hub, masterCard, masterLines[0]);
        // The stage's ports come with the session, so the manager first.
        await RunAsync(network.Hub, masterCard, masterLines[1]);
        foreach (string line in stageLines[1..])
            await RunAsync(network.Leaves[0], stageCard, line);
        foreach (string line in masterLines[2..])
            await RunAsync(network.Hub, masterCard, line);
        Assert.That(stage.Log + master.Log, Does.Contain("Connected to master").And.Contain("Listening on"));
    }

    private static Task<JackServer> StartAsync(TestHost host, VirtualCard card, string line)
    {
        string[] words = Words(line, card);
        Assert.That(words[..3], Is.EqualTo((string[])["jackd", "-R", "-d"]), line);
        string[] device = words[3] is "alsa" ? ["-d", card.Name] : [];
        return JackServer.StartAsync(
            host, DriverFolder.Ours, new JackServerArguments([words[3], .. device, .. words[4..]]) { Cards = [card] });
    }

    // As a reader does: a line is typed once, and one that connects ports when they are there.
    private static async Task RunAsync(TestHost host, VirtualCard card, string line)
    {
        string[] words = Words(line, card);
        if (words[0] is "jack_connect")
            foreach (string port in words[1..]) await AwaitPortAsync(host, port);
        _ = await host.RunAsync(words);
    }

    private static async Task AwaitPortAsync(TestHost host, string port)
        => await Probe.FinishAsync(
            await Probe.StartAwaitPortAsync(host, port, s_limit.TotalSeconds), ResultsJson.Default.AwaitResult, s_limit);

    private static string[] Words(string line, VirtualCard card)
        => [.. Word().Matches(line)
            .Select(word => word.Value.Trim('"').Replace(Card, card.Name, StringComparison.Ordinal))
            .Where(word => word is not "&")];

    [GeneratedRegex("<!-- set-up: (?<name>.+) -->", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mark();

    [GeneratedRegex("```sh\n(?<lines>[^`]+)```", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Block();

    [GeneratedRegex(@"""[^""]*""|\S+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();
}

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
    private const int Rate = 48000, Window = 4096;

    // Not less than what a click leaves of a tone, and less than what a resampler does to it.
    private const double LeastSignalToNoise = 60;

    // Each card's first channel captures a tone of its own. Whole cycles in a second, which is repeated.
    private const double OfTheStage = 440, OfTheMaster = 660;
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(8);

    private static IEnumerable<string> Names => Mark().Matches(Manual).Select(mark => mark.Groups["name"].Value);

    private static string Manual => File.ReadAllText(Path.Combine(BuildPaths.RepositoryRoot, "docs", "manual.md"));

    [TestCaseSource(nameof(Names))]
    public async Task A_set_up_of_the_manual_works_as_written(string name)
    {
        string[] blocks = [.. Block().Matches(Manual.Split($"<!-- set-up: {name} -->")[1]).Take(2)
            .Select(block => block.Groups["lines"].Value)];
        using VirtualCard stageCard = Capturing("stagecard", OfTheStage), masterCard = Capturing("mastercard", OfTheMaster);
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
        await Poll.UntilAsync(() => Plays(stageCard, OfTheMaster), s_limit, $"the master's tone at the stage\n{stage.Log}");
        await Poll.UntilAsync(() => Plays(masterCard, OfTheStage), s_limit, $"the stage's tone at the master\n{master.Log}");
    }

    /// <summary>A card of two channels, the first of which captures a tone without end.</summary>
    private static VirtualCard Capturing(string name, double frequency)
    {
        var card = new VirtualCard(name, "format FLOAT_LE", "playback_channels 2", "capture_channels 2", "repeat yes");
        card.SetCaptured([.. Enumerable.Range(0, Rate).SelectMany(
            frame => (float[])[(float)(0.5 * Math.Sin(2 * Math.PI * frequency * frame / Rate)), 0])]);
        return card;
    }

    /// <summary>Whether the first channel of a card has lately played this tone, and nothing else.</summary>
    private static bool Plays(VirtualCard card, double frequency)
    {
        float[] frames = card.ReadPlayedFloats();
        int begin = (frames.Length / 2) - (Rate / 4) - Window; // behind that the card may not have played yet
        if (begin < 0) return false;
        float[] samples = [.. Enumerable.Range(begin, Window).Select(frame => frames[2 * frame])];
        ToneFit fit = ToneFit.Of(samples, frequency / Rate);
        return fit.SignalToNoise > LeastSignalToNoise && Math.Abs((fit.CyclesPerSample * Rate) - frequency) < 1;
    }

    private static Task<JackServer> StartAsync(TestHost host, VirtualCard card, string line)
    {
        string[] words = Words(line, card);
        Assert.That(words[..3], Is.EqualTo((string[])["jackd", "-R", "-d"]), line);
        string[] device = words[3] is "alsa" ? ["-d", card.Name] : [];
        return JackServer.StartAsync(
            host, DriverFolder.NetJack2Cs, new JackServerArguments([words[3], .. device, .. words[4..]]) { Cards = [card] });
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

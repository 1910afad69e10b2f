// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text.RegularExpressions;
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Processes;

namespace NetJack2.SystemTests.Robustness;

/// <summary>The short form of scripts/soak.sh.</summary>
[TestFixture]
[Lane(Lane.Tolerant, Seconds = 24)]
public partial class SoakTests : SystemTest
{
    private const double Seconds = 15;
    private const long MostGrowthKiB = 512;

    [Test]
    public async Task A_running_session_allocates_nothing_and_collects_nothing_and_does_not_grow()
    {
        await using NetPair pair = await NetPair.StartAsync(
            Pairings.OursOnly with { Channels = 16, MidiChannels = 1, Latency = 5, Through = false });
        await using HostProcess loop = await pair.StartLoopAsync(Seconds, settle: 2);
        await Task.Delay(TimeSpan.FromSeconds(3));
        ProcessFigures master = pair.Master.Figures, slave = pair.Slave.Figures;
        LoopResult result = await Probe.FinishAsync(loop, ResultsJson.Default.LoopResult, TimeSpan.FromSeconds(Seconds + 5));
        long growth = Math.Max(pair.Master.Figures.ResidentKiB - master.ResidentKiB, pair.Slave.Figures.ResidentKiB - slave.ResidentKiB);
        await Probe.UnloadAsync(pair.MasterHost, "netmanager");
        await pair.Slave.StopAsync(TimeSpan.FromSeconds(10));

        List<string> told = [.. Memory().Matches(pair.Master.Log + pair.Slave.Log).Select(match => match.Value)];
        await TestContext.Out.WriteLineAsync($"{result.Summary}; grew by {growth} KiB; {string.Join(" | ", told)}");
        Assert.Multiple(() =>
        {
            Assert.That(told, Is.Not.Empty.And.All.EqualTo("0 collections, 0 bytes allocated"));
            Assert.That(growth, Is.LessThan(MostGrowthKiB));
            Assert.That(result.Lag, Is.EqualTo(pair.Options.ExpectedLag), result.Summary);
        });
    }

    /// <summary>What a session of ours says of the managed heap when it ends.</summary>
    [GeneratedRegex(@"\d+ collections, \d+ bytes allocated", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Memory();
}

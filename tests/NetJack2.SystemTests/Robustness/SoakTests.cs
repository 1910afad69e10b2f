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
[Lane(Lane.Tolerant, Seconds = 22)]
public partial class SoakTests : SystemTest
{
    // The first seconds are not looked at: pages are touched for the first time.
    private const double Begin = 4, End = 14, Seconds = 14.5, Settle = 2;

    // 40 KiB in ten seconds are 14 MiB an hour; one packet that is allocated in each cycle and never freed is 270 KiB a second.
    private const double MostGrowthKiBPerSecond = 4;

    [Test]
    public async Task A_running_session_allocates_nothing_and_collects_nothing_and_does_not_grow()
    {
        await using NetPair pair = await NetPair.StartAsync(
            Pairings.NetJack2CsOnly with { Channels = 16, MidiChannels = 1, Latency = 5, Through = false });
        double growth = 0;
        LoopResult result = await Attempts.RepeatAsync(pair.Options, () => Attempts.MeasureAsync(pair, async () =>
        {
            await using HostProcess loop = await pair.StartLoopAsync(Seconds, Settle);
            await Task.Delay(TimeSpan.FromSeconds(Settle + Begin));
            (long master, long slave) = (pair.Master.Figures.ResidentKiB, pair.Slave.Figures.ResidentKiB);
            await Task.Delay(TimeSpan.FromSeconds(End - Begin));
            growth = Math.Max(pair.Master.Figures.ResidentKiB - master, pair.Slave.Figures.ResidentKiB - slave) / (End - Begin);
            return await Probe.FinishAsync(loop, ResultsJson.Default.LoopResult, TimeSpan.FromSeconds(Seconds + 5));
        }));
        await Probe.UnloadAsync(pair.MasterHost, "netmanager");
        await pair.Slave.StopAsync(TimeSpan.FromSeconds(10));

        List<string> told = [.. Memory().Matches(pair.Master.Log + pair.Slave.Log).Select(match => match.Value)];
        await TestContext.Out.WriteLineAsync($"{result.Summary}; grew by {growth:F1} KiB/s; {string.Join(" | ", told)}");
        Assert.Multiple(() =>
        {
            Assert.That(told, Is.Not.Empty.And.All.EqualTo("0 collections, 0 bytes allocated"));
            Assert.That(growth, Is.LessThan(MostGrowthKiBPerSecond));
            Assert.That(result.Lag, Is.EqualTo(pair.Options.ExpectedLag), result.Summary);
            Assert.That(result.IsPerfect, Is.True, result.Summary);
        });
    }

    /// <summary>What a session reports about the managed heap when it ends.</summary>
    [GeneratedRegex(@"\d+ collections, \d+ bytes allocated", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Memory();
}

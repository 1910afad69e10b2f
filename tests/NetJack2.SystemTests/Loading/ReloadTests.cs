// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Processes;

namespace NetJack2.SystemTests.Loading;

/// <summary>The manager comes and goes (its library stays mapped: NativeAOT code cannot be unloaded).</summary>
[TestFixture]
[Lane(Lane.Tolerant, Seconds = 20)]
public class ReloadTests : SystemTest
{
    // The heap and the stacks of the runtime have been touched after as many.
    private const int WarmUp = 5;
    private const double Pause = 0.2;

    // Of all loads. What the last module leaves on the heap is collected when it ends.
    private const long MostGrowthKiB = 512;

    private static int Times
        => Choice.IsFull ? 100 : 20;

    [Test]
    public async Task Loading_and_unloading_with_a_slave_leaks_nothing_and_disturbs_no_bystander()
    {
        await using NetPair pair = await NetPair.StartAsync(Pairings.NetJack2CsOnly with { Period = 1024, Through = false });
        await Probe.ReloadAsync(pair.MasterHost, "netmanager", WarmUp, Pause);
        await Task.Delay(TimeSpan.FromSeconds(1));
        ProcessFigures before = pair.Master.Figures;

        await using HostProcess bystander = await Probe.StartBystanderAsync(pair.MasterHost);
        ServerResult reloaded = await Probe.ReloadAsync(pair.MasterHost, "netmanager", Times, Pause);
        BystanderResult result = await Probe.StopAsync(bystander, ResultsJson.Default.BystanderResult);
        await Task.Delay(TimeSpan.FromSeconds(1));
        ProcessFigures after = pair.Master.Figures;

        await TestContext.Out.WriteLineAsync($"{before} → {after}; slowest {reloaded.Milliseconds:0} ms; {result}");
        Assert.Multiple(() =>
        {
            Assert.That(reloaded.Status, Is.Zero);
            Assert.That(reloaded.Times, Is.EqualTo(Times));
            Assert.That(after.Threads, Is.EqualTo(before.Threads));
            Assert.That(after.Descriptors, Is.EqualTo(before.Descriptors));
            Assert.That(after.ResidentKiB - before.ResidentKiB, Is.LessThan(MostGrowthKiB));
            Assert.That(result.LongestGap, Is.LessThan(100_000), "µs between two cycles of 21 333 µs");
        });
    }

    /// <summary>By the same name JACK itself rejects it, and still calls the library's finish.</summary>
    [Test]
    public async Task A_second_manager_is_refused_and_the_first_goes_on()
    {
        await using NetPair pair = await NetPair.StartAsync(Pairings.NetJack2CsOnly);
        foreach (string client in (string[])["second", "netmanager"])
        {
            ServerResult second = await Probe.LoadAsync(pair.MasterHost, client, library: "netmanager");
            Assert.That(second.Status, Is.Not.Zero, client);
            LoopResult result = await Attempts.LoopAsync(pair);
            Assert.That(result.IsPerfect, Is.True, result.Summary);
            Assert.That(result.Lag, Is.EqualTo(pair.Options.ExpectedLag), result.Summary);
        }
    }
}

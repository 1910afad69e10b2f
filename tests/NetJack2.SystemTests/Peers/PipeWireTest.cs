// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Peers;
using NetJack2.TestHosts.Processes;

namespace NetJack2.SystemTests.Peers;

/// <summary>Tests with a PipeWire 1.4 or later on one side, where there is one.</summary>
[Category("Peers")]
public abstract class PipeWireTest : SystemTest
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    [OneTimeSetUp]
    public void Without_PipeWire_there_is_nothing_to_test()
    {
        if (PipeWireInstallation.Obstacle is { } obstacle) Assert.Ignore(obstacle);
    }

    /// <summary>Each frame that is sent through a PipeWire slave, or from a PipeWire master, returns after exactly the latency.</summary>
    private protected static async Task AssertEveryFrameReturnsAsync(
        PipeWireSetup setup, Func<Task<(IReadOnlyList<LoopResult> Results, int Xruns)>> run)
    {
        int latency = setup.Slaves.Min(slave => slave.Latency);
        IReadOnlyList<LoopResult> results = await Attempts.RepeatAsync(
            Pairings.OursOnly with { Period = setup.Period, Latency = latency },
            async () =>
            {
                var (loops, xruns) = await run();
                bool isGood = loops.Zip(setup.Slaves).All(pair => IsExact(pair.First, setup.Period, pair.Second.Latency));
                return (loops, loops.Max(loop => loop.Xruns) + xruns, isGood, string.Join("; ", loops.Select(loop => loop.Summary)));
            });
        Assert.Multiple(() =>
        {
            foreach (var (result, slave) in results.Zip(setup.Slaves))
            {
                Assert.That(result.IsPerfect, Is.True, result.Summary);
                Assert.That(result.Lag, Is.EqualTo(slave.Latency * setup.Period), result.Summary);
            }
        });
    }

    /// <summary>Loops through all slaves at once.</summary>
    private protected static async Task<IReadOnlyList<LoopResult>> LoopAsync(
        PipeWireSetup setup, Func<int, Task<HostProcess>> start)
    {
        List<HostProcess> loops = [];
        for (int index = 0; index < setup.Slaves.Count; index++) loops.Add(await start(index));
        List<LoopResult> results = [];
        foreach (HostProcess loop in loops) results.Add(await Probe.FinishAsync(loop, ResultsJson.Default.LoopResult, s_limit));
        return results;
    }

    private protected static bool IsExact(LoopResult result, int period, int latency)
        => result.IsPerfect && result.Lag == latency * period;
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Processes;

namespace NetJack2.SystemTests.Statistics;

/// <summary>What is seen of running modules second by second. Not beside tests that leave a program no processor for long.</summary>
[TestFixture]
[Lane(Lane.Tolerant)]
public class WatchTests : SystemTest
{
    private const double CyclesPerSecond = 48000.0 / 256;
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);

    [Test]
    public async Task What_is_watched_is_shown_once_a_second_until_a_signal_ends_it()
    {
        await using NetPair pair = await NetPair.StartAsync(Pairings.NetJack2CsOnly);
        await StatisticsTests.AwaitStateAsync(pair.MasterHost, "running");
        await using HostProcess first = await StatisticsProgram.StartWatchAsync(pair.MasterHost);
        await using HostProcess second = await StatisticsProgram.StartWatchAsync(pair.MasterHost);
        foreach (var (watch, signal) in ((HostProcess, Signal)[])[(first, Signal.Interrupt), (second, Signal.Terminate)])
        {
            await Poll.UntilAsync(() => StatisticsProgram.Snapshots(watch).Count >= 4, s_limit, "four snapshots");
            watch.Send(signal);
            await watch.AwaitExitAsync(s_limit);

            double[] cycles = [.. StatisticsProgram.Snapshots(watch).Select(session => StatisticsTests.Number(session, "cycles"))];
            Assert.That(cycles, Is.Ordered.Ascending);
            double each = (cycles[^1] - cycles[0]) / (cycles.Length - 1);
            Assert.That(each, Is.EqualTo(CyclesPerSecond).Within(3).Percent, "cycles from one to the next, which are a second apart");
            Assert.That(watch.ExitCode, Is.Zero, watch.Log);
        }
    }
}

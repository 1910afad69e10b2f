// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Processes;

namespace NetJack2.SystemTests.Sessions;

/// <summary>The transport that clients of a master and of its slave see, cycle by cycle.</summary>
internal static class TransportWatch
{
    /// <summary>States as JACK numbers them.</summary>
    public const uint Stopped = 0, Rolling = 1, Starting = 3;

    /// <summary>Both hosts' transports, cycle by cycle; again when the machine was late, for then cycles are missing.</summary>
    public static Task<(WatchResult Master, WatchResult Slave)> WatchAsync(
        NetPairOptions options, double seconds, string masterPlan = "", string slavePlan = "", string[]? masterMore = null,
            string[]? slaveMore = null)
        => Attempts.RepeatAsync(options, async () =>
        {
            await using NetPair pair = await NetPair.StartAsync(options with { Through = false });
            await pair.AwaitSessionAsync("to_slave_1");
            int before = pair.XrunLines;
            Task<HostProcess> OnSlaveAsync()
                => Probe.StartWatchAsync(pair.SlaveHost, null, "system:capture_1", seconds, ["--plan", slavePlan, .. slaveMore ?? []]);
            Task<HostProcess> OnMasterAsync()
                => Probe.StartWatchAsync(pair.MasterHost, "slave:to_slave_1", null, seconds, ["--plan", masterPlan, .. masterMore ?? []]);
            // The one without a plan starts first, to miss nothing of the other's.
            bool isMasterFirst = masterPlan.Length == 0;
            await using HostProcess first = await (isMasterFirst ? OnMasterAsync() : OnSlaveAsync());
            await using HostProcess second = await (isMasterFirst ? OnSlaveAsync() : OnMasterAsync());
            var limit = TimeSpan.FromSeconds(seconds + 10);
            WatchResult ofFirst = await Probe.FinishAsync(first, ResultsJson.Default.WatchResult, limit);
            WatchResult ofSecond = await Probe.FinishAsync(second, ResultsJson.Default.WatchResult, limit);
            int xruns = ofFirst.Xruns + ofSecond.Xruns + pair.XrunLines - before;
            var both = isMasterFirst ? (ofFirst, ofSecond) : (ofSecond, ofFirst);
            return (both, xruns, xruns == 0, $"{ofFirst.Cycles.Count} and {ofSecond.Cycles.Count} cycles");
        });

    /// <summary>Each cycle from the later beginning to the earlier end was seen by both, and the same of the transport in it.</summary>
    public static void AssertSame(WatchResult master, WatchResult slave)
    {
        var sent = master.Cycles.Where(cycle => cycle.Number != 0).ToDictionary(cycle => cycle.Number);
        WatchedCycle[] received = [.. slave.Cycles.Where(cycle => cycle.Number != 0)];
        long first = Math.Max(sent.Keys.Min(), received[0].Number), last = Math.Min(sent.Keys.Max(), received[^1].Number);
        WatchedCycle[] common = [.. received.Where(cycle => sent.ContainsKey(cycle.Number))];
        string[] different = [.. common.Where(cycle => !IsSame(sent[cycle.Number], cycle)).Select(
            cycle => $"{sent[cycle.Number]} is {cycle}")];
        TestContext.Out.WriteLine($"{common.Length} cycles compared, {different.Length} differ");
        Assert.That(common, Has.Length.EqualTo(last - first + 1), $"of cycles {first} to {last}");
        Assert.That(common, Has.Length.GreaterThan(master.Cycles.Count / 2), "or little is proven");
        Assert.That(different, Is.Empty);
    }

    private static bool IsSame(WatchedCycle one, WatchedCycle other)
        => one.State == other.State && one.Frame == other.Frame && one.Tempo.Equals(other.Tempo)
            && Math.Abs(one.Beats - other.Beats) < 0.001;

    /// <summary>The states that one of them saw, one after the other.</summary>
    public static IEnumerable<uint> StatesOf(WatchResult result)
    {
        uint? last = null;
        foreach (WatchedCycle cycle in result.Cycles)
        {
            if (cycle.State != last) yield return cycle.State;
            last = cycle.State;
        }
    }
}

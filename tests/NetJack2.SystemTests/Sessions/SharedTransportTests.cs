using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Processes;

namespace NetJack2.SystemTests.Sessions;

/// <summary>One transport for master and slave: in the same cycle clients of both see the same.</summary>
[TestFixture]
public class SharedTransportTests : SystemTest
{
    private const uint Stopped = 0, Rolling = 1, Starting = 3;

    [TestCaseSource(nameof(Forms))]
    public async Task Start_locate_and_stop_on_the_master_are_the_slaves_in_the_same_cycle(NetPairOptions options)
    {
        var (master, slave) = await WatchAsync(options, 2.5, masterPlan: "start@0.5,locate:480000@1,locate:1000@1.5,stop@2");

        AssertSame(master, slave);
        Assert.That(StatesOf(slave), Is.EqualTo(new[] { Stopped, Starting, Rolling, Starting, Rolling, Starting, Rolling, Stopped }));
        Assert.That(slave.Cycles.Select(cycle => cycle.Frame), Has.Some.GreaterThan(480_000));
    }

    [TestCaseSource(nameof(Forms))]
    public async Task Start_locate_and_stop_on_the_slave_are_the_masters(NetPairOptions options)
    {
        var (master, slave) = await WatchAsync(options, 2.5, slavePlan: "locate:96000@0.3,start@0.6,locate:480000@1.2,stop@2");

        AssertSame(master, slave);
        Assert.That(StatesOf(master), Is.EqualTo(new[] { Stopped, Starting, Rolling, Starting, Rolling, Stopped }));
        Assert.That(master.Cycles.First(cycle => cycle.State == Rolling).Frame, Is.EqualTo(96_000));
        Assert.That(master.Cycles.Select(cycle => cycle.Frame), Has.Some.GreaterThan(480_000));
    }

    public static IEnumerable<NetPairOptions> Forms => [
        Pairings.OursOnly,
        Pairings.OursOnly with { SlaveSynchronous = true, Period = 64, Latency = 0 },
        Pairings.OursOnly with { Period = 1024, Latency = 5 },
    ];

    /// <summary>Both hosts' transports, cycle by cycle.</summary>
    private static async Task<(WatchResult Master, WatchResult Slave)> WatchAsync(
        NetPairOptions options, double seconds, string masterPlan = "", string slavePlan = "", string[]? masterMore = null, string[]? slaveMore = null)
    {
        await using NetPair pair = await NetPair.StartAsync(options with { Through = false });
        await pair.AwaitSessionAsync("to_slave_1");
        await using HostProcess onSlave = await Probe.StartWatchAsync(pair.SlaveHost, null, "system:capture_1", seconds, ["--plan", slavePlan, .. slaveMore ?? []]);
        await using HostProcess onMaster = await Probe.StartWatchAsync(pair.MasterHost, "slave:to_slave_1", null, seconds, ["--plan", masterPlan, .. masterMore ?? []]);
        var limit = TimeSpan.FromSeconds(seconds + 10);
        return (await Probe.FinishAsync(onMaster, ResultsJson.Default.WatchResult, limit), await Probe.FinishAsync(onSlave, ResultsJson.Default.WatchResult, limit));
    }

    /// <summary>Whatever cycle both have seen, they have seen the same of the transport in it.</summary>
    private static void AssertSame(WatchResult master, WatchResult slave)
    {
        var sent = master.Cycles.ToDictionary(cycle => cycle.Number);
        WatchedCycle[] common = [.. slave.Cycles.Where(cycle => cycle.Number != 0 && sent.ContainsKey(cycle.Number))];
        string[] different = [.. common.Where(cycle => !IsSame(sent[cycle.Number], cycle)).Select(cycle => $"{sent[cycle.Number]} is {cycle}")];
        TestContext.Out.WriteLine($"{common.Length} cycles compared, {different.Length} differ");
        Assert.That(common.Length, Is.GreaterThan(master.Cycles.Count / 2));
        Assert.That(different, Is.Empty);
    }

    private static bool IsSame(WatchedCycle one, WatchedCycle other)
        => one.State == other.State && one.Frame == other.Frame && one.Tempo.Equals(other.Tempo) && Math.Abs(one.Beats - other.Beats) < 0.001;

    private static IEnumerable<uint> StatesOf(WatchResult result)
    {
        uint? last = null;
        foreach (WatchedCycle cycle in result.Cycles)
        {
            if (cycle.State != last) yield return cycle.State;
            last = cycle.State;
        }
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Processes;
using static NetJack2.SystemTests.Sessions.TransportWatch;

namespace NetJack2.SystemTests.Sessions;

/// <summary>One transport for master and slave: in the same cycle clients of both see the same.</summary>
[TestFixture]
[Lane(Lane.Tolerant, Seconds = 85)]
public class SharedTransportTests : SystemTest
{
    // The plans end a second before the watches do: on a busy machine one side begins that much later than the other.
    [TestCaseSource(nameof(Setups))]
    public async Task Start_locate_and_stop_on_the_master_are_the_slaves_in_the_same_cycle(NetPairOptions options)
    {
        var (master, slave) = await WatchAsync(options, 2.5, masterPlan: "start@0.3,locate:480000@0.7,locate:1000@1.1,stop@1.5");

        AssertSame(master, slave);
        Assert.That(StatesOf(slave), Is.EqualTo(new[] { Stopped, Starting, Rolling, Starting, Rolling, Starting, Rolling, Stopped }));
        Assert.That(slave.Cycles.Select(cycle => cycle.Frame), Has.Some.GreaterThan(480_000));
    }

    [TestCaseSource(nameof(Setups))]
    public async Task Start_locate_and_stop_on_the_slave_are_the_masters(NetPairOptions options)
    {
        var (master, slave) = await WatchAsync(options, 2.5, slavePlan: "locate:96000@0.3,start@0.6,locate:480000@1,stop@1.5");

        AssertSame(master, slave);
        Assert.That(StatesOf(master), Is.EqualTo(new[] { Stopped, Starting, Rolling, Starting, Rolling, Stopped }));
        Assert.That(master.Cycles.First(cycle => cycle.State == Rolling).Frame, Is.EqualTo(96_000));
        Assert.That(master.Cycles.Select(cycle => cycle.Frame), Has.Some.GreaterThan(480_000));
    }

    [Test]
    public async Task Slow_clients_of_either_side_are_waited_for([Values] bool isOnSlave)
    {
        // A start waits for a slave for half a second at most.
        double seconds = isOnSlave ? 0.3 : 0.8;
        string[] slow = ["--slow", $"{seconds}"];
        var (master, slave) = await WatchAsync(
            Pairings.NetJack2CsOnly, 2.5, masterPlan: "start@0.5", masterMore: isOnSlave ? null : slow, slaveMore: isOnSlave ? slow : null);

        AssertSame(master, slave);
        double starting = master.Cycles.Count(cycle => cycle.State == Starting) * master.Period / (double)master.Rate;
        Assert.That(starting, Is.InRange(seconds - 0.05, isOnSlave ? 0.5 : 1.2));
        Assert.That(StatesOf(slave), Is.EqualTo(new[] { Stopped, Starting, Rolling }));
    }

    [Test]
    public async Task A_masters_tempo_is_the_slaves()
    {
        var (master, slave) = await WatchAsync(
            Pairings.NetJack2CsOnly, 2.5, masterPlan: "start@0.5,locate:480000@1.2", masterMore: ["--tempo", "133"]);

        AssertSame(master, slave);
        Assert.That(slave.Cycles[^1].Tempo, Is.EqualTo(133));
        Assert.That(slave.Cycles[^1].Beats, Is.EqualTo(slave.Cycles[^1].Frame * 133 / (60.0 * slave.Rate)).Within(0.01));
    }

    [TestCase("--conditional")]
    [TestCase("")]
    public async Task A_slaves_tempo_is_the_masters(string conditional)
    {
        string[] metronome = ["--tempo", "97", .. (string[])(conditional.Length == 0 ? [] : [conditional])];
        var (master, slave) = await WatchAsync(Pairings.NetJack2CsOnly, 3, slavePlan: "start@1,locate:480000@1.8", slaveMore: metronome);

        WatchedCycle last = BeforeTheEnd(timebase: slave, other: master);
        Assert.That(last.Tempo, Is.EqualTo(97));
        Assert.That(last.Frame, Is.GreaterThan(480_000));
        Assert.That(last.Beats, Is.EqualTo(last.Frame * 97 / (60.0 * master.Rate)).Within(0.01));
        Assert.That(slave.Cycles[^1].Tempo, Is.EqualTo(97));
    }

    [Test]
    public async Task A_conditional_timebase_master_of_a_slave_gives_way_to_the_masters()
    {
        var (master, slave) = await WatchAsync(
            Pairings.NetJack2CsOnly,
            3,
            masterPlan: "start@1",
            masterMore: ["--tempo", "133"],
            slaveMore: ["--tempo", "97", "--conditional"]);

        Assert.That(master.Cycles[^1].Tempo, Is.EqualTo(133));
        Assert.That(BeforeTheEnd(timebase: master, other: slave).Tempo, Is.EqualTo(133));
    }

    [TestCase("-t 0", "1")]
    [TestCase("", "0")]
    public async Task Switched_off_on_either_side_each_has_its_own(string managerArguments, string driver)
    {
        NetPairOptions options = Pairings.NetJack2CsOnly with { ManagerArguments = managerArguments, DriverArguments = ["-t", driver] };
        var (master, slave) = await WatchAsync(options, 1.5, masterPlan: "start@0.3", slavePlan: "locate:96000@0.3");

        Assert.That(StatesOf(master), Is.EqualTo(new[] { Stopped, Starting, Rolling }));
        Assert.That(master.Cycles.Count(cycle => cycle.State == Starting), Is.EqualTo(1), "nobody is waited for");
        Assert.That(StatesOf(slave), Is.EqualTo(new[] { Stopped }));
        Assert.That(slave.Cycles[^1].Frame, Is.EqualTo(96_000));
    }

    [Test]
    public async Task The_distributions_tool_drives_it_from_the_slave()
    {
        await using NetPair pair = await NetPair.StartAsync(Pairings.NetJack2CsOnly);
        await pair.AwaitSessionAsync("to_slave_1");
        await using HostProcess tool = await pair.SlaveHost.StartAsync(
            "jack_transport", ["sh", "-c", "printf 'locate 96000\nplay\n' | jack_transport"]);
        await tool.AwaitExitAsync(TimeSpan.FromSeconds(10));
        await using HostProcess watch = await Probe.StartWatchAsync(pair.MasterHost, "slave:to_slave_1", null, 0.5);
        WatchResult master = await Probe.FinishAsync(watch, ResultsJson.Default.WatchResult, TimeSpan.FromSeconds(10));

        Assert.That(StatesOf(master).Last(), Is.EqualTo(Rolling));
        Assert.That(master.Cycles[0].Frame, Is.GreaterThanOrEqualTo(96_000));
        Assert.That(master.Cycles[^1].Frame, Is.GreaterThan(100_000));
    }

    public static IEnumerable<NetPairOptions> Setups => [
        Pairings.NetJack2CsOnly,
        Pairings.NetJack2CsOnly with { SlaveSynchronous = true, Period = 128, Latency = 0 },
        Pairings.NetJack2CsOnly with { Period = 1024, Latency = 5 },
    ];

    // With one side's last cycles its timebase master ends; and where the other side's watch ends first, the slave's last have no number.
    private static WatchedCycle BeforeTheEnd(WatchResult timebase, WatchResult other)
    {
        long number = timebase.Cycles.Where(cycle => cycle.Number > 0).ToList()[^10].Number;
        return other.Cycles.Last(cycle => cycle.Number > 0 && cycle.Number <= number);
    }
}

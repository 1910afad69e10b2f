// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.Link.Links;
using NetJack2.Models;
using NetJack2.Protocol.Extension;
using NetJack2.World;

namespace NetJack2.Link.Tests.Links;

/// <summary>A slave's server is served in every case.</summary>
public class SlaveCycleLoopTests
{
    private static readonly long s_period = VirtualClock.Second * 256 / 48_000;

    [Test]
    public void Without_a_master_there_is_a_silent_cycle_in_every_period()
    {
        var world = new VirtualWorld();
        var slave = new SlaveServer(world.Clock);
        slave.Use(null, new FakePorts(2, 1, 2, 1, 256), 48_000);
        world.Add(slave);
        world.RunFor(VirtualClock.Second);
        Assert.That(slave.Cycles, Is.EqualTo(VirtualClock.Second / s_period).Within(5));
        Assert.That(slave.IncompleteCycles, Is.Zero);
    }

    [Test]
    public void A_silent_cycle_is_silence_and_no_events()
    {
        var ports = new FakePorts(0, 0, 2, 1, 256);
        ports.Incoming(0).Fill(1);
        ports.Incoming(1).Fill(1);
        _ = ports.AddIncomingMidi(0, 0, [0x90, 1, 2]);
        var clock = new VirtualClock();
        var slave = new SlaveServer(clock);
        slave.Use(null, ports, 48_000);
        slave.Step();
        Assert.That(ports.IncomingSamples(0).Concat(ports.IncomingSamples(1)), Is.All.Zero);
        Assert.That(ports.IncomingMidiCount(0), Is.Zero);
    }

    [Test]
    public void A_silent_master_is_replaced_by_the_slaves_own_clock_and_received_again_when_it_returns([Values] bool isCompact)
    {
        var pair = new LinkedPair(ExampleSession.Parameters with { Capabilities = ExampleSession.CapabilitiesOf(isCompact) });
        pair.WarmUp();
        int before = pair.Slave.Cycles;
        pair.Network.Unplug(LinkedPair.MasterHost);
        pair.RunCycles(200);
        Assert.That(pair.Slave.Cycles - before, Is.EqualTo(200).Within(5));
        long lastCycle = pair.Slave.LastCycleAt;
        pair.Network.Plug(LinkedPair.MasterHost);
        pair.RunCycles(20);
        pair.Seat.ResetCounts();
        pair.RunCycles(50);
        Assert.That((pair.Seat.Wrong, pair.Seat.Gaps), Is.EqualTo((0L, 0L)));
        Assert.That(pair.Slave.Cycles - before, Is.EqualTo(270).Within(8));
        Assert.That(pair.Slave.LastCycleAt, Is.GreaterThan(lastCycle));
    }

    [Test]
    public void A_hiccup_of_the_master_is_no_reason_for_a_silent_cycle()
    {
        var pair = new LinkedPair(ExampleSession.Parameters);
        pair.WarmUp();
        int before = pair.Slave.Cycles;
        pair.Master.HeldUntil = pair.World.Clock.Now + (18 * VirtualClock.Millisecond);
        pair.RunCycles(50);
        Assert.That(pair.Slave.Cycles - before, Is.EqualTo(50).Within(1));
    }

    [Test]
    public void A_delay_within_the_latency_on_either_side_costs_no_frame_and_no_client_cycle(
        [Values] bool isSlave, [Values(30, 60, 100)] int milliseconds)
    {
        var pair = new LinkedPair(ExampleSession.Parameters with { Capabilities = ExampleSession.Unrepaired, Latency = 25 });
        pair.WarmUp();
        long concealed = pair.Concealed;
        long shortest = WatchCycles(pair, () =>
        {
            long until = pair.World.Clock.Now + (milliseconds * VirtualClock.Millisecond);
            if (isSlave)
                pair.Slave.HeldUntil = until;
            else
                pair.Master.HeldUntil = until;
            pair.RunCycles(200);
        });
        Assert.That((pair.Seat.Wrong, pair.Seat.Gaps, pair.Concealed - concealed), Is.EqualTo((0L, 0L, 0L)));
        Assert.That(shortest, Is.GreaterThanOrEqualTo(s_period / 2));
        Assert.That(pair.World.Clock.Now - pair.Slave.LastCycleAt, Is.LessThan(2 * s_period), "what was late has been made up for");
    }

    [Test]
    public void A_server_stands_still_for_a_fifth_of_a_second_at_most_whatever_the_latency_tolerates()
    {
        var pair = new LinkedPair(ExampleSession.Parameters with { Latency = 30, Period = 1024 });
        pair.WarmUp();
        pair.Network.Unplug(LinkedPair.MasterHost);
        pair.World.RunFor(45 * VirtualClock.Millisecond);
        int before = pair.Slave.Cycles;
        pair.World.RunFor(115 * VirtualClock.Millisecond);
        Assert.That(pair.Slave.Cycles, Is.EqualTo(before), "it tolerates that");
        pair.World.RunFor(65 * VirtualClock.Millisecond);
        Assert.That(pair.Slave.Cycles, Is.GreaterThan(before));
    }

    [Test]
    public void Cycles_that_a_stopped_thread_missed_are_not_made_up_for()
    {
        var world = new VirtualWorld();
        var slave = new SlaveServer(world.Clock);
        slave.Use(null, new FakePorts(0, 0, 0, 0, 256), 48_000);
        world.Add(slave);
        world.RunFor(VirtualClock.Second);
        int before = slave.Cycles;
        slave.HeldUntil = world.Clock.Now + VirtualClock.Second;
        world.RunFor(VirtualClock.Second + (10 * s_period));
        Assert.That(slave.Cycles - before, Is.EqualTo(10).Within(2));
    }

    [Test]
    public void A_wait_ends_when_it_is_woken()
    {
        var clock = new VirtualClock();
        SlaveCycleLoop? cycles = null;
        cycles = new SlaveCycleLoop(clock, new CallingWaiter(() => cycles!.Stop()));
        Assert.That(cycles.Wait(), Is.False);
        cycles.Stop();
        Assert.That(cycles.Wait(), Is.False);
    }

    [Test]
    public void Without_a_state_there_is_nothing_to_read_or_write()
    {
        var cycles = new SlaveCycleLoop(new VirtualClock(), new CallingWaiter(() => { }));
        Assert.That(cycles.Read(new FakePorts(1, 0, 1, 0, 256)), Is.False);
        Assert.That(() => cycles.Write(new FakePorts(1, 0, 1, 0, 256)), Throws.Nothing);
    }

    private sealed class CallingWaiter(Action action) : IWaiter
    {
        public void Wait(IDatagramSocket? socket, long nanoseconds) => action();
    }

    [TestCase(128)]
    [TestCase(256)]
    [TestCase(480)]
    public void When_a_master_is_back_no_cycle_of_an_asynchronous_server_follows_another_too_soon(int frames)
    {
        var pair = new LinkedPair(
            ExampleSession.Parameters with { Capabilities = ExampleSession.Unrepaired, Latency = 2, Period = frames });
        pair.WarmUp();
        long shortest = WatchCycles(pair, () =>
        {
            pair.Network.Unplug(LinkedPair.MasterHost);
            pair.World.RunFor(100 * VirtualClock.Millisecond);
            pair.Network.Plug(LinkedPair.MasterHost);
            pair.RunCycles(40);
        });
        Assert.That(shortest, Is.GreaterThanOrEqualTo(pair.Master.PeriodNs * 3 / 4));
        pair.WarmUp();
        pair.RunCycles(50);
        Assert.That((pair.Seat.Wrong, pair.Seat.Gaps), Is.EqualTo((0L, 0L)));
    }

    // The shortest time from one cycle of the slave's clients to the next.
    private static long WatchCycles(LinkedPair pair, Action action)
    {
        long shortest = long.MaxValue, last = long.MinValue / 2;
        pair.Slave.Graph = ports =>
        {
            shortest = Math.Min(shortest, pair.World.Clock.Now - last);
            last = pair.World.Clock.Now;
            ports.Loop();
        };
        action();
        return shortest;
    }
}

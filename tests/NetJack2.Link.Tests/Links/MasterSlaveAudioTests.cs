// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.CompilerServices;
using NetJack2.Link.Links;
using NetJack2.Link.Tests.Jack2;
using NetJack2.Models;
using NetJack2.Protocol;
using NetJack2.Protocol.Extension;
using NetJack2.World;

namespace NetJack2.Link.Tests.Links;

/// <summary>What a master sends to a slave that sends it back, over networks of several kinds.</summary>
public class MasterSlaveAudioTests
{
    [Test]
    public void Audio_returns_bit_exact_after_exactly_the_agreed_latency(
        [Values(0, 1, 2, 5, 30)] int latency, [Values] bool sync, [Values] bool isCompact)
    {
        LinkedPair pair = Pair(latency, sync, isCompact);
        pair.WarmUp();
        pair.RunCycles(200);
        AssertWhole(pair);
        Assert.That(pair.Network.FragmentedCount, Is.Zero);
    }

    [TestCase(64, 43)]
    [TestCase(128, 80)]
    [TestCase(240, 16)]
    [TestCase(441, 2)]
    [TestCase(480, 128)]
    [TestCase(1024, 21)]
    [TestCase(2048, 2)]
    [Property("Defect", "D-07, D-10")]
    public void Any_period_and_count_of_channels_passes(int period, int channels)
    {
        foreach (bool isCompact in (bool[])[true, false])
        {
            var pair = new LinkedPair(ExampleSession.Parameters with
            {
                Period = period,
                SendAudio = channels,
                ReturnAudio = channels,
                Latency = 2,
                Capabilities = ExampleSession.CapabilitiesOf(isCompact),
            });
            // jack2 would not survive to send back some counts, and is not asked for as many.
            PortSet few = PortSet.First(isCompact ? channels : Math.Min(channels, 40));
            pair.Seat.Ports.IncomingConnections = few;
            pair.WarmUp();
            pair.RunCycles(20);
            AssertWhole(pair);
            Assert.That(pair.Network.FragmentedCount, Is.Zero);
        }
    }

    [Test]
    [Property("Defect", "D-10")]
    public void A_synchronous_slave_that_wants_every_port_may_be_an_adapter_without_room_for_the_rest_of_a_period()
    {
        var pair = new LinkedPair(ExampleSession.Parameters with { Period = 441, SlaveSync = true });
        pair.WarmUp();
        pair.RunCycles(20);
        Assert.That((pair.Seat.Wrong, pair.Seat.Gaps), Is.EqualTo((0L, 20L * 2 * (441 - 384))));

        // A net driver asks for the ports that are connected, and an adapter always for all.
        pair.Slave.Ports.IncomingConnections = PortSet.First(1);
        pair.RunCycles(20);
        pair.Slave.Ports.IncomingConnections = PortSet.First(2);
        pair.RunCycles(20);
        pair.Seat.ResetCounts();
        pair.RunCycles(20);
        AssertWhole(pair);
    }

    [Test]
    [Property("Defect", "D-20, D-62")]
    public void A_lost_packet_is_one_gap_of_its_own_size_and_the_latency_stays(
        [Values(2, 5, 30)] int latency, [Values] bool sync, [Values] bool isCompact, [Values(1, 2, 3)] int seed)
    {
        LinkedPair pair = Pair(latency, sync, isCompact, seed);
        pair.WarmUp();
        long lostBefore = pair.Network.LostBytes;
        long lostCountBefore = pair.Network.LostCount;
        long concealedBefore = pair.Concealed;
        pair.Network.Loss = 0.03;
        pair.RunCycles(300);
        pair.Network.Loss = 0;
        pair.RunCycles(latency + 5);
        long lostBytes = pair.Network.LostBytes - lostBefore;
        // What was sent and what was made up of it can be alike by chance, and a sample can be lost both ways.
        pair.AssertNothingIsMisplaced();
        Assert.That(pair.Seat.Gaps, Is.Zero);
        // Behind a gap as much again, but 5 ms at most, is blended; 1.25 ms at least, of two ports and in both directions.
        long blended = Math.Max(lostBytes / sizeof(float), (pair.Network.LostCount - lostCountBefore) * 2 * 60);
        Assert.That(pair.Concealed - concealedBefore, Is.Positive.And.LessThanOrEqualTo((lostBytes / sizeof(float)) + blended));
        pair.WarmUp();
        pair.RunCycles(50);
        AssertWhole(pair);
    }

    [Test]
    [Property("Defect", "D-20")]
    public void After_an_interruption_of_any_length_the_latency_is_what_it_was(
        [Values(1, 3, 7, 20, 100, 1000)] int cycles, [Values(0, 2, 5)] int latency, [Values] bool sync, [Values] bool isCompact)
    {
        LinkedPair pair = Pair(latency, sync, isCompact);
        pair.WarmUp();
        pair.Network.Unplug(LinkedPair.MasterHost);
        pair.RunCycles(cycles);
        pair.Network.Plug(LinkedPair.MasterHost);
        pair.RunCycles(latency + 20);
        pair.AssertNothingIsMisplaced();
        pair.Seat.ResetCounts();
        pair.RunCycles(50);
        AssertWhole(pair);
    }

    [Test]
    public void Packets_that_overtake_each_other_lose_nothing([Values(2, 5, 30)] int latency, [Values] bool sync, [Values] bool isCompact)
    {
        LinkedPair pair = Pair(latency, sync, isCompact);
        pair.Network.Jitter = pair.Master.PeriodNs / 3;
        pair.WarmUp();
        pair.RunCycles(500);
        AssertWhole(pair);
    }

    [Test]
    public void Jitter_of_several_cycles_is_learned([Values] bool sync, [Values] bool isCompact)
    {
        LinkedPair pair = Pair(latency: 10, sync, isCompact);
        pair.Network.Jitter = 3 * pair.Master.PeriodNs;
        pair.RunCycles(300);
        pair.Seat.ResetCounts();
        pair.RunCycles(1000);
        AssertWhole(pair);
        Assert.That(Math.Min(pair.SlaveCounters.Values.Reordered, pair.MasterCounters.Values.Reordered), Is.Positive);
    }

    [Test]
    public void Jitter_that_has_been_learned_loses_nothing_however_long_it_lasts([Values] bool sync, [Values(1, 2, 3)] int seed)
    {
        LinkedPair pair = Pair(latency: 12, sync, isCompact: true, seed);
        // Longer than the pause after which a slave takes its master for silent.
        pair.Network.Jitter = 20 * VirtualClock.Millisecond;
        pair.RunCycles(500);
        pair.Seat.ResetCounts();
        pair.RunCycles(20_000);
        AssertWhole(pair);
    }

    [Test]
    public void Clients_of_an_asynchronous_slave_have_their_time_while_packets_are_late()
    {
        LinkedPair pair = Pair(latency: 12, sync: false, isCompact: true);
        pair.Network.Jitter = 20 * VirtualClock.Millisecond;
        pair.RunCycles(500);
        pair.Seat.ResetCounts();
        long shortest = long.MaxValue;
        long last = 0;
        pair.Slave.Graph = ports =>
        {
            shortest = Math.Min(shortest, pair.World.Clock.Now - last);
            last = pair.World.Clock.Now;
            ports.Loop();
        };
        pair.RunCycles(5000);
        Assert.That(shortest, Is.GreaterThanOrEqualTo(pair.Master.PeriodNs * 3 / 4));
        AssertWhole(pair);
    }

    [Test]
    public void Two_cycles_that_are_lost_where_packets_have_been_late_are_lost_cycles_and_no_silence([Values] bool sync)
    {
        LinkedPair pair = Pair(latency: 5, sync, isCompact: true);
        pair.Network.Jitter = 2 * pair.Master.PeriodNs;
        pair.RunCycles(300);
        pair.Network.Jitter = 0;
        pair.RunCycles(20);
        long lost = pair.SlaveCounters.Values.Lost;
        pair.Network.Drop = (_, source, _) => source.Host == LinkedPair.MasterHost;
        pair.RunCycles(2);
        pair.Network.Drop = null;
        pair.RunCycles(20);
        Assert.That(pair.SlaveCounters.Values.Lost - lost, Is.EqualTo(2));
    }

    [Test]
    public void Duplicated_packets_are_played_once([Values(0, 5)] int latency, [Values] bool isCompact)
    {
        LinkedPair pair = Pair(latency, sync: true, isCompact);
        pair.Network.Duplication = 0.5;
        pair.WarmUp();
        pair.RunCycles(200);
        AssertWhole(pair);
        Assert.That(pair.SlaveCounters.Values.Duplicate + pair.SlaveCounters.Values.Late, Is.Positive);
    }

    [Test]
    public void A_server_that_was_held_up_catches_up_within_the_latency([Values] bool isSlave, [Values] bool sync, [Values] bool isCompact)
    {
        LinkedPair pair = Pair(latency: 5, sync, isCompact);
        pair.WarmUp();
        pair.Slave.HeldUntil = isSlave ? pair.World.Clock.Now + (4 * pair.Master.PeriodNs) : 0;
        pair.Master.HeldUntil = isSlave ? 0 : pair.World.Clock.Now + (2 * pair.Master.PeriodNs);
        pair.RunCycles(30);
        AssertWhole(pair);
    }

    [Test]
    [Property("Defect", "D-15")]
    public void A_master_never_waits_for_a_slave_unless_there_is_no_latency([Values(1, 5)] int latency)
    {
        LinkedPair pair = Pair(latency, sync: true, isCompact: false);
        pair.WarmUp();
        pair.Network.Unplug(LinkedPair.SlaveHost);
        pair.RunCycles(500);
        Assert.That(pair.Master.LongestCycle, Is.Zero);
    }

    [Test]
    [Property("Defect", "D-15")]
    public void Without_latency_a_master_waits_within_its_period_and_not_for_a_slave_that_has_stopped()
    {
        LinkedPair pair = Pair(latency: 0, sync: true, isCompact: false);
        pair.WarmUp();
        Assert.That(pair.Master.LongestCycle, Is.EqualTo(2 * pair.Network.Delay));
        pair.Network.Unplug(LinkedPair.SlaveHost);
        pair.RunCycles(500);
        Assert.That(pair.Master.LongestCycle, Is.EqualTo(pair.Master.PeriodNs * 4 / 5));
        Assert.That(((VirtualSocket)pair.Seat.Link!.Channel.Socket).Calls, Is.LessThan(1300));
    }

    [Test]
    public void Only_ports_that_are_connected_on_both_sides_travel([Values] bool isCompact)
    {
        LinkedPair pair = Pair(latency: 2, sync: true, isCompact);
        pair.WarmUp();
        long before = pair.SlaveCounters.Values.Received;
        pair.Seat.Ports.OutgoingConnections = PortSet.First(1);
        pair.Slave.Ports.OutgoingConnections = PortSet.First(1);
        pair.RunCycles(5);
        pair.Seat.ResetCounts();
        pair.RunCycles(20);
        Assert.That((pair.Seat.Wrong, pair.Seat.Gaps, pair.Seat.Good), Is.EqualTo((0L, 20L * 256, 20L * 256)));
        Assert.That(pair.SlaveCounters.Values.Received - before, Is.LessThan(25 * 4));
    }

    [TestCase(0x7FFFFFE0u)]
    [TestCase(0xFFFFFFE0u)]
    public void The_cycle_number_may_wrap_around(uint first)
    {
        foreach (bool isCompact in (bool[])[true, false])
        {
            LinkedPair pair = Pair(latency: 5, sync: true, isCompact);
            pair.WarmUp();
            CycleOf(pair.Seat.Link!) = first;
            pair.WarmUp();
            pair.RunCycles(10);
            pair.Seat.ResetCounts();
            pair.Network.Loss = 0.05;
            pair.RunCycles(100);
            pair.Network.Loss = 0;
            pair.RunCycles(10);
            pair.AssertNothingIsMisplaced();
            Assert.That(pair.MasterCounters.Values.Lost, Is.Positive);
            pair.Seat.ResetCounts();
            pair.RunCycles(50);
            AssertWhole(pair);
        }
    }

    // The field is a run of 33 days away.
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_cycle")]
    private static extern ref uint CycleOf(MasterLink link);

    private static void AssertWhole(LinkedPair pair)
    {
        Assert.That((pair.Seat.Wrong, pair.Seat.Gaps), Is.EqualTo((0L, 0L)));
        Assert.That(pair.Seat.Good, Is.Positive);
    }

    private static LinkedPair Pair(int latency, bool sync, bool isCompact, int seed = 1) => new(
        ExampleSession.Parameters with { Latency = latency, SlaveSync = sync, Capabilities = ExampleSession.CapabilitiesOf(isCompact) },
        seed);
}

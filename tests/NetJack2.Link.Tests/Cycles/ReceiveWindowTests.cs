// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;

namespace NetJack2.Link.Tests.Cycles;

/// <summary>Packets of the window and of others, their numbers, and the slots of their cycles.</summary>
public class ReceiveWindowTests : ReceiveWindowTest
{
    [Test]
    public void There_is_room_for_a_power_of_two_of_cycles() => Assert.That(Window.Length, Is.EqualTo(8));

    [Test]
    public void The_first_packet_opens_it()
    {
        Assert.That((Window.IsOpen, Window.FindFirst()), Is.EqualTo((false, (CycleSlot?)null)));
        Accept(1000, 0);
        Assert.That((Window.IsOpen, Window.Oldest, Window.Newest), Is.EqualTo((true, 1000u, 1000u)));
    }

    [Test]
    public void Packets_of_several_cycles_in_any_order_complete_each_of_them()
    {
        Window.MoveTo(10);
        var packets = new List<(uint Cycle, int Index)>(Enumerable.Range(0, 24).Select(number => (10u + ((uint)number / 3), number % 3)));
        new Random(1).Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(packets));
        foreach ((uint cycle, int index) in packets)
            Accept(cycle, index);
        Assert.That(Enumerable.Range(10, 8).Select(cycle => Bench.Reader.IsComplete(Window.Find((uint)cycle)!)), Is.All.True);
        Assert.That((Counters.Values.Received, Counters.Values.Duplicate, Counters.Values.Foreign, Counters.Values.Late),
            Is.EqualTo((24L, 0L, 0L, 0L)));
        Assert.That(Counters.Values.Reordered, Is.Positive);
    }

    [Test]
    public void A_packet_that_came_before_is_counted_and_dropped()
    {
        Accept(10, 0);
        Accept(10, 1);
        Accept(10, 1);
        Accept(10, 0);
        Assert.That((Counters.Values.Received, Counters.Values.Duplicate), Is.EqualTo((2L, 2L)));
    }

    [Test]
    public void A_packet_of_a_cycle_that_is_over_is_late()
    {
        Window.MoveTo(10);
        Accept(9, 0);
        Accept(6, 0);
        Assert.That((Counters.Values.Late, Window.Lateness, Counters.Values.Received), Is.EqualTo((2L, 4, 0L)));
        Assert.That(Window.FindFirst(), Is.Null);
    }

    [Test]
    [Property("Defect", "D-05, D-26")]
    public void Packets_of_other_sessions_and_directions_are_strangers()
    {
        byte[] otherSession = Bench.WriteCodes(10)[0];
        otherSession[19] = 8;
        byte[] otherDirection = Bench.WriteCodes(10)[0];
        otherDirection[15] = (byte)'r';
        Window.Accept(otherSession, 0);
        Window.Accept(otherDirection, 0);
        Assert.That((Counters.Values.Foreign, Window.IsOpen), Is.EqualTo((2L, false)));
    }

    [Test]
    [Property("Defect", "D-05")]
    public void What_is_no_packet_is_malformed_and_opens_nothing()
    {
        Window.Accept(new byte[644], 0);
        Window.Accept("params\0\0"u8, 0);
        byte[] unknownType = Bench.WriteCodes(10)[0];
        unknownType[11] = (byte)'x';
        Window.Accept(unknownType, 0);
        Assert.That((Counters.Values.Malformed, Window.FindFirst()), Is.EqualTo((3L, (CycleSlot?)null)));
    }

    [Test]
    public void The_cycle_number_wraps_around()
    {
        Window.MoveTo(0xFFFFFFFE);
        foreach (uint cycle in new uint[] { 1, 0xFFFFFFFE, 0, 0xFFFFFFFF })
        {
            for (int index = 0; index < 3; index++)
                Accept(cycle, index);
        }
        Assert.That(Window.Newest, Is.EqualTo(1));
        foreach (uint cycle in new uint[] { 0xFFFFFFFE, 0xFFFFFFFF, 0, 1 })
        {
            Assert.That(Window.FindFirst()!.Cycle, Is.EqualTo(cycle));
            Window.MoveTo(cycle + 1);
        }
        Accept(0xFFFFFFFF, 0);
        Assert.That((Counters.Values.Late, Window.Lateness), Is.EqualTo((1L, 3)));
    }

    [Test]
    public void Slots_are_used_again_and_begin_empty()
    {
        Window.MoveTo(10);
        Accept(10, 0);
        Accept(10, 1);
        CycleSlot first = Window.Find(10)!;
        Window.MoveTo(11);
        Accept(11, 2);
        CycleSlot second = Window.Find(11)!;
        Assert.That(second, Is.SameAs(first));
        Assert.That((second.Cycle, second.HasWanted, second.Packets.Received, second.Packets.Has(0)), Is.EqualTo((11u, false, 1, false)));
    }

    [Test]
    public void Any_run_of_packets_and_moves_leaves_as_many_slots_as_there_were()
        => Gen.Select(Gen.UInt[0, 40], Gen.Int[0, 3]).Array[0, 200].Sample(steps =>
        {
            var counters = new LinkCounters();
            var window = new ReceiveWindow(Direction, Bench.Reader, cycles: 6, counters);
            foreach ((uint cycle, int what) in steps)
            {
                if (what == 3)
                    window.MoveTo(cycle - 20);
                else
                    window.Accept(Packets[cycle][what], 0);
            }
            // Each slot can still be had.
            window.MoveTo(0xFFFFFF00);
            window.MoveTo(8);
            for (uint cycle = 8; cycle < 16; cycle++)
                window.Accept(Packets[cycle][0], 0);
            return Enumerable.Range(8, 8).All(cycle => window.Find((uint)cycle) is { HasWanted: true });
        }, iter: 500);

    [Test]
    public void Cycles_that_are_all_numbered_0_are_counted()
    {
        Window.MoveTo(1);
        for (int cycle = 0; cycle < 3; cycle++)
        {
            foreach (byte[] packet in Bench.WriteCodes(0))
                Window.Accept(packet, now: cycle);
        }
        Assert.That((Window.CountsCycles, Window.LastReceived), Is.EqualTo((true, 3u)));
        Assert.That((Window.Find(2)!.HasWanted, Window.Find(3)!.HasWanted), Is.EqualTo((true, true)));
    }

    [Test]
    public void A_single_0_is_the_number_after_the_largest()
    {
        Window.MoveTo(uint.MaxValue);
        foreach (uint cycle in (uint[])[uint.MaxValue, 0, 1])
            Accept(cycle, 0);
        Assert.That((Window.CountsCycles, Window.Find(0)!.Cycle, Window.Find(1)!.Cycle), Is.EqualTo((false, 0u, 1u)));
    }

    [Test]
    [Property("Defect", "Fault-04")]
    public void Numbers_of_packets_that_are_not_accepted_do_not_count()
    {
        Window.MoveTo(10);
        Accept(10, 0);
        byte[] forged = Bench.WriteCodes(12)[0];
        forged[31] = 200; // more ports than there are
        Window.Accept(forged, now: 11);
        Assert.That((Window.LastReceived, Counters.Values.Malformed), Is.EqualTo((10u, 1L)));
    }
}

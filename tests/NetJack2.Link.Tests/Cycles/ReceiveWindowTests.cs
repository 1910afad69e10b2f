// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;
using NetJack2.Link.Tests.Formats;
using NetJack2.Protocol.Wire;

namespace NetJack2.Link.Tests.Cycles;

public class ReceiveWindowTests
{
    // A cycle is a sync packet and two audio packets.
    private static readonly DirectionParameters s_direction = new(
        StreamDirection.Send, 7, Audio: 2, Midi: 0, Wantable: 2, Period: 256, Mtu: 1500);

    private readonly FormatBench _bench = new(s_direction, isCompact: false);
    private ReceiveWindow _window = null!;
    private LinkCounters _counters = null!;

    [SetUp]
    public void Open()
    {
        _counters = new LinkCounters();
        _window = new ReceiveWindow(s_direction, _bench.Reader, cycles: 6, _counters);
    }

    [TearDown]
    public void Close() => _window.Dispose();

    [Test]
    public void There_is_room_for_a_power_of_two_of_cycles() => Assert.That(_window.Length, Is.EqualTo(8));

    [Test]
    public void The_first_packet_opens_it()
    {
        Assert.That((_window.IsOpen, _window.FindFirst()), Is.EqualTo((false, (CycleSlot?)null)));
        Accept(1000, 0);
        Assert.That((_window.IsOpen, _window.Oldest, _window.Newest), Is.EqualTo((true, 1000u, 1000u)));
    }

    [Test]
    public void Packets_of_several_cycles_in_any_order_complete_each_of_them()
    {
        _window.MoveTo(10);
        var packets = new List<(uint Cycle, int Index)>(Enumerable.Range(0, 24).Select(number => (10u + ((uint)number / 3), number % 3)));
        new Random(1).Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(packets));
        foreach ((uint cycle, int index) in packets)
            Accept(cycle, index);
        Assert.That(Enumerable.Range(10, 8).Select(cycle => _bench.Reader.IsComplete(_window.Find((uint)cycle)!)), Is.All.True);
        Assert.That((_counters.Values.Received, _counters.Values.Duplicate, _counters.Values.Foreign, _counters.Values.Late),
            Is.EqualTo((24L, 0L, 0L, 0L)));
        Assert.That(_counters.Values.Reordered, Is.Positive);
    }

    [Test]
    public void A_packet_that_came_before_is_counted_and_dropped()
    {
        Accept(10, 0);
        Accept(10, 1);
        Accept(10, 1);
        Accept(10, 0);
        Assert.That((_counters.Values.Received, _counters.Values.Duplicate), Is.EqualTo((2L, 2L)));
    }

    [Test]
    public void A_packet_of_a_cycle_that_is_over_is_late()
    {
        _window.MoveTo(10);
        Accept(9, 0);
        Accept(6, 0);
        Assert.That((_counters.Values.Late, _window.Lateness, _counters.Values.Received), Is.EqualTo((2L, 4, 0L)));
        Assert.That(_window.FindFirst(), Is.Null);
    }

    [Test]
    [Property("Defect", "D-05, D-26")]
    public void Packets_of_other_sessions_and_directions_are_strangers()
    {
        byte[] otherSession = _bench.WriteCodes(10)[0];
        otherSession[19] = 8;
        byte[] otherDirection = _bench.WriteCodes(10)[0];
        otherDirection[15] = (byte)'r';
        _window.Accept(otherSession, 0);
        _window.Accept(otherDirection, 0);
        Assert.That((_counters.Values.Foreign, _window.IsOpen), Is.EqualTo((2L, false)));
    }

    [Test]
    [Property("Defect", "D-05")]
    public void What_is_no_packet_is_malformed_and_opens_nothing()
    {
        _window.Accept(new byte[644], 0);
        _window.Accept("params\0\0"u8, 0);
        byte[] unknownType = _bench.WriteCodes(10)[0];
        unknownType[11] = (byte)'x';
        _window.Accept(unknownType, 0);
        Assert.That((_counters.Values.Malformed, _window.FindFirst()), Is.EqualTo((3L, (CycleSlot?)null)));
    }

    [Test]
    public void A_far_jump_is_believed_when_three_packets_agree()
    {
        _window.MoveTo(10);
        const long Later = 1_000_000_000;
        Accept(5000, 0, Later);
        Accept(5000, 1, Later);
        Assert.That((_window.Oldest, _counters.Values.Foreign), Is.EqualTo((10u, 2L)));
        Accept(5001, 0, Later);
        Assert.That((_window.Oldest, _window.Find(5001)?.HasWanted), Is.EqualTo((5001u, (bool?)true)));
    }

    [Test]
    [Property("Defect", "D-13")]
    public void Single_forged_jumps_change_nothing()
    {
        _window.MoveTo(10);
        foreach (uint cycle in new uint[] { 5000, 9000, 70_000, 5000, 9000, 0x80000000 })
            Accept(cycle, 0);
        Accept(10, 0);
        Assert.That((_window.Oldest, _counters.Values.Foreign, _counters.Values.Received), Is.EqualTo((10u, 6L, 1L)));
    }

    [Test]
    [Property("Defect", "D-13")]
    public void Forged_jumps_that_agree_change_nothing_while_the_peer_is_there()
    {
        byte[] forged = _bench.WriteCodes(0x7FFFFFFF)[0];
        for (uint cycle = 10; cycle < 100; cycle++)
        {
            long now = cycle * 5_333_333L;
            _window.MoveTo(cycle);
            foreach (byte[] packet in _bench.WriteCodes(cycle))
                _window.Accept(packet, now);
            for (int count = 1; count <= 10; count++)
                _window.Accept(forged, now + (count * 500_000L));
            Assert.That((_window.Oldest, _window.Find(cycle) is not null), Is.EqualTo((cycle, true)));
        }
        for (int count = 0; count < 3; count++)
            _window.Accept(forged, 120 * 5_333_333L);
        Assert.That(_window.Oldest, Is.EqualTo(0x7FFFFFFFu), "the peer is gone from where it was");
    }

    [Test]
    public void The_cycle_number_wraps_around()
    {
        _window.MoveTo(0xFFFFFFFE);
        foreach (uint cycle in new uint[] { 1, 0xFFFFFFFE, 0, 0xFFFFFFFF })
        {
            for (int index = 0; index < 3; index++)
                Accept(cycle, index);
        }
        Assert.That(_window.Newest, Is.EqualTo(1));
        foreach (uint cycle in new uint[] { 0xFFFFFFFE, 0xFFFFFFFF, 0, 1 })
        {
            Assert.That(_window.FindFirst()!.Cycle, Is.EqualTo(cycle));
            _window.MoveTo(cycle + 1);
        }
        Accept(0xFFFFFFFF, 0);
        Assert.That((_counters.Values.Late, _window.Lateness), Is.EqualTo((1L, 3)));
    }

    [Test]
    public void Slots_are_used_again_and_begin_empty()
    {
        _window.MoveTo(10);
        Accept(10, 0);
        Accept(10, 1);
        CycleSlot first = _window.Find(10)!;
        _window.MoveTo(11);
        Accept(11, 2);
        CycleSlot second = _window.Find(11)!;
        Assert.That(second, Is.SameAs(first));
        Assert.That((second.Cycle, second.HasWanted, second.Packets.Received, second.Packets.Has(0)), Is.EqualTo((11u, false, 1, false)));
    }

    [Test]
    public void Moving_far_ahead_gives_every_slot_back()
    {
        for (int round = 0; round < 10; round++)
        {
            _window.MoveTo((uint)round * 1000);
            for (uint cycle = 0; cycle < 8; cycle++)
                Accept(((uint)round * 1000) + cycle, 0);
        }
        Assert.That(_counters.Values.Received, Is.EqualTo(80));
    }

    [Test]
    public void Moving_backwards_forgets_everything()
    {
        _window.MoveTo(1000);
        Accept(1003, 0);
        _window.MoveTo(5);
        Assert.That((_window.Oldest, _window.Newest, _window.FindFirst()), Is.EqualTo((5u, 5u, (CycleSlot?)null)));
    }

    [Test]
    public void Any_run_of_packets_and_moves_leaves_as_many_slots_as_there_were()
        => Gen.Select(Gen.UInt[0, 40], Gen.Int[0, 3]).Array[0, 200].Sample(steps =>
        {
            var counters = new LinkCounters();
            var window = new ReceiveWindow(s_direction, _bench.Reader, cycles: 6, counters);
            foreach ((uint cycle, int what) in steps)
            {
                if (what == 3)
                    window.MoveTo(cycle - 20);
                else
                    window.Accept(s_packets[cycle][what], 0);
            }
            // Each slot can still be had.
            window.MoveTo(0xFFFFFF00);
            window.MoveTo(8);
            for (uint cycle = 8; cycle < 16; cycle++)
                window.Accept(s_packets[cycle][0], 0);
            return Enumerable.Range(8, 8).All(cycle => window.Find((uint)cycle) is { HasWanted: true });
        }, iter: 500);

    [Test]
    public void Cycles_that_are_all_numbered_0_are_counted()
    {
        _window.MoveTo(1);
        for (int cycle = 0; cycle < 3; cycle++)
        {
            foreach (byte[] packet in _bench.WriteCodes(0))
                _window.Accept(packet, now: cycle);
        }
        Assert.That((_window.CountsCycles, _window.LastReceived), Is.EqualTo((true, 3u)));
        Assert.That((_window.Find(2)!.HasWanted, _window.Find(3)!.HasWanted), Is.EqualTo((true, true)));
    }

    [Test]
    public void A_single_0_is_the_number_after_the_largest()
    {
        _window.MoveTo(uint.MaxValue);
        foreach (uint cycle in (uint[])[uint.MaxValue, 0, 1])
            Accept(cycle, 0);
        Assert.That((_window.CountsCycles, _window.Find(0)!.Cycle, _window.Find(1)!.Cycle), Is.EqualTo((false, 0u, 1u)));
    }

    // 100 ms of answers arrive at once; of the 19 the last five are due now and in the next cycles.
    [Test]
    [Property("Defect", "Fault-29")]
    public void A_window_that_its_owner_moves_keeps_what_is_in_time_of_a_burst()
    {
        var window = new ReceiveWindow(s_direction, _bench.Reader, cycles: 8, _counters, ReceiveWindow.Fixed);
        window.MoveTo(30);
        for (uint cycle = 16; cycle < 36; cycle++)
        {
            foreach (byte[] packet in s_packets[cycle])
                window.Accept(packet, now: 100_000_000);
        }
        Assert.That(Enumerable.Range(30, 6).Select(cycle => window.Find((uint)cycle)?.HasWanted), Is.All.True);
        Assert.That((_counters.Values.Late, window.Oldest), Is.EqualTo((14L * 3, 30u)));
    }

    // After a pause all that was sent meanwhile arrives at once: what counts is its end.
    [Test]
    [Property("Defect", "Fault-29")]
    public void A_window_that_follows_its_peer_is_at_the_end_of_a_burst_when_that_is_read()
    {
        var window = new ReceiveWindow(s_direction, _bench.Reader, cycles: 8, _counters, followedCycles: 4);
        foreach (byte[] packet in s_packets[1])
            window.Accept(packet, now: 1);
        window.MoveTo(2);
        for (uint cycle = 2; cycle < 41; cycle++)
        {
            foreach (byte[] packet in s_packets[cycle])
                window.Accept(packet, now: 200_000_000);
        }
        Assert.That((window.Oldest, window.Newest), Is.EqualTo((36u, 40u)));
        Assert.That(Enumerable.Range(36, 5).Select(cycle => _bench.Reader.IsComplete(window.Find((uint)cycle)!)), Is.All.True);
    }

    [Test]
    [Property("Defect", "Fault-29")]
    public void Packets_of_cycles_long_past_are_late_and_not_foreign()
    {
        _window.MoveTo(1000);
        for (uint cycle = 940; cycle < 946; cycle++)
            Accept(cycle, 0);
        Assert.That((_counters.Values.Late, _counters.Values.Foreign, _window.Oldest), Is.EqualTo((6L, 0L, 1000u)));
    }

    [Test]
    public void Moving_a_little_backwards_keeps_what_is_within()
    {
        _window.MoveTo(1000);
        Accept(1001, 0);
        Accept(1006, 0);
        _window.MoveTo(998);
        Assert.That(
            (_window.Oldest, _window.Newest, _window.Find(1001)?.Cycle, _window.Find(1006)),
            Is.EqualTo((998u, 1001u, (uint?)1001, (CycleSlot?)null)));
    }

    [Test]
    [Property("Defect", "Fault-04")]
    public void Numbers_of_packets_that_are_not_accepted_do_not_count()
    {
        _window.MoveTo(10);
        Accept(10, 0);
        byte[] forged = _bench.WriteCodes(12)[0];
        forged[31] = 200; // more ports than there are
        _window.Accept(forged, now: 11);
        Assert.That((_window.LastReceived, _counters.Values.Malformed), Is.EqualTo((10u, 1L)));
    }

    private static readonly List<byte[]>[] s_packets =
        [.. Enumerable.Range(0, 41).Select(cycle => new FormatBench(s_direction, isCompact: false).WriteCodes((uint)cycle))];

    private void Accept(uint cycle, int index) => Accept(cycle, index, now: cycle);

    private void Accept(uint cycle, int index, long now) => _window.Accept(_bench.WriteCodes(cycle)[index], now);
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;

namespace NetJack2.Link.Tests.Cycles;

/// <summary>How the window moves: by its owner, after its peer, and not by forged packets.</summary>
public class ReceiveWindowMoveTests : ReceiveWindowTest
{
    [Test]
    public void A_far_jump_is_believed_when_three_packets_agree()
    {
        Window.MoveTo(10);
        const long Later = 1_000_000_000;
        Accept(5000, 0, Later);
        Accept(5000, 1, Later);
        Assert.That((Window.Oldest, Counters.Values.Foreign), Is.EqualTo((10u, 2L)));
        Accept(5001, 0, Later);
        Assert.That((Window.Oldest, Window.Find(5001)?.HasWanted), Is.EqualTo((5001u, (bool?)true)));
    }

    [Test]
    [Property("Defect", "D-13")]
    public void Single_forged_jumps_change_nothing()
    {
        Window.MoveTo(10);
        foreach (uint cycle in new uint[] { 5000, 9000, 70_000, 5000, 9000, 0x80000000 })
            Accept(cycle, 0);
        Accept(10, 0);
        Assert.That((Window.Oldest, Counters.Values.Foreign, Counters.Values.Received), Is.EqualTo((10u, 6L, 1L)));
    }

    [Test]
    [Property("Defect", "D-13")]
    public void Forged_jumps_that_agree_change_nothing_while_the_peer_is_there()
    {
        byte[] forged = Bench.WriteCodes(0x7FFFFFFF)[0];
        for (uint cycle = 10; cycle < 100; cycle++)
        {
            long now = cycle * 5_333_333L;
            Window.MoveTo(cycle);
            foreach (byte[] packet in Bench.WriteCodes(cycle))
                Window.Accept(packet, now);
            for (int count = 1; count <= 10; count++)
                Window.Accept(forged, now + (count * 500_000L));
            Assert.That((Window.Oldest, Window.Find(cycle) is not null), Is.EqualTo((cycle, true)));
        }
        for (int count = 0; count < 3; count++)
            Window.Accept(forged, 120 * 5_333_333L);
        Assert.That(Window.Oldest, Is.EqualTo(0x7FFFFFFFu), "the peer is gone from where it was");
    }

    [Test]
    [Property("Defect", "Fault-29")]
    public void Packets_of_cycles_long_past_are_late_and_not_foreign()
    {
        Window.MoveTo(1000);
        for (uint cycle = 940; cycle < 946; cycle++)
            Accept(cycle, 0);
        Assert.That((Counters.Values.Late, Counters.Values.Foreign, Window.Oldest), Is.EqualTo((6L, 0L, 1000u)));
    }

    // 100 ms of answers arrive at once; of the 19 the last five are due now and in the next cycles.
    [Test]
    [Property("Defect", "Fault-29")]
    public void A_window_that_its_owner_moves_keeps_what_is_in_time_of_a_burst()
    {
        var window = new ReceiveWindow(Direction, Bench.Reader, cycles: 8, Counters, ReceiveWindow.Fixed);
        window.MoveTo(30);
        for (uint cycle = 16; cycle < 36; cycle++)
        {
            foreach (byte[] packet in Packets[cycle])
                window.Accept(packet, now: 100_000_000);
        }
        Assert.That(Enumerable.Range(30, 6).Select(cycle => window.Find((uint)cycle)?.HasWanted), Is.All.True);
        Assert.That((Counters.Values.Late, window.Oldest), Is.EqualTo((14L * 3, 30u)));
    }

    // After a pause all that was sent meanwhile arrives at once: what counts is its end.
    [Test]
    [Property("Defect", "Fault-29")]
    public void A_window_that_follows_its_peer_is_at_the_end_of_a_burst_when_that_is_read()
    {
        var window = new ReceiveWindow(Direction, Bench.Reader, cycles: 8, Counters, followedCycles: 4);
        foreach (byte[] packet in Packets[1])
            window.Accept(packet, now: 1);
        window.MoveTo(2);
        for (uint cycle = 2; cycle < 41; cycle++)
        {
            foreach (byte[] packet in Packets[cycle])
                window.Accept(packet, now: 200_000_000);
        }
        Assert.That((window.Oldest, window.Newest), Is.EqualTo((36u, 40u)));
        Assert.That(Enumerable.Range(36, 5).Select(cycle => Bench.Reader.IsComplete(window.Find((uint)cycle)!)), Is.All.True);
    }

    // In the first packets of a session, any number may be the peer's. The peer is believed again, and no slot is lost.
    [Test]
    [Property("Defect", "Fault-09")]
    public void A_window_that_a_forged_packet_has_moved_at_the_beginning_follows_the_peer_back()
    {
        const long Now = 3600L * 1_000_000_000;
        Accept(1, 0, Now);
        Accept(5001, 0, Now);
        for (uint cycle = 2; cycle < 41; cycle++)
        {
            foreach (byte[] packet in Packets[cycle])
                Window.Accept(packet, Now);
            Assert.That(Bench.Reader.IsComplete(Window.Find(cycle)!), Is.True);
        }
    }

    [Test]
    public void Moving_far_ahead_gives_every_slot_back()
    {
        for (int round = 1; round <= 10; round++)
        {
            Window.MoveTo((uint)round * 1000);
            for (uint cycle = 0; cycle < 8; cycle++)
                Accept(((uint)round * 1000) + cycle, 0);
        }
        Assert.That(Counters.Values.Received, Is.EqualTo(80));
    }

    [Test]
    public void Moving_backwards_forgets_everything()
    {
        Window.MoveTo(1000);
        Accept(1003, 0);
        Window.MoveTo(5);
        Assert.That((Window.Oldest, Window.Newest, Window.FindFirst()), Is.EqualTo((5u, 5u, (CycleSlot?)null)));
    }

    [Test]
    public void Moving_a_little_backwards_keeps_what_is_within()
    {
        Window.MoveTo(1000);
        Accept(1001, 0);
        Accept(1006, 0);
        Window.MoveTo(998);
        Assert.That(
            (Window.Oldest, Window.Newest, Window.Find(1001)?.Cycle, Window.Find(1006)),
            Is.EqualTo((998u, 1001u, (uint?)1001, (CycleSlot?)null)));
    }
}

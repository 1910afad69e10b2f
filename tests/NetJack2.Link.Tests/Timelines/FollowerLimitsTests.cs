// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Timelines;
using NetJack2.Protocol.Transport;
using NetJack2.World;

namespace NetJack2.Link.Tests.Timelines;

/// <summary>What one slave may do to the transport of its master. A cycle of these sessions is 5.3 ms.</summary>
[Property("Defect", "Fault-07")]
public class FollowerLimitsTests
{
    [Test]
    public void A_slave_that_never_gets_ready_holds_up_one_start_for_half_a_second_and_the_next_one_not()
    {
        var shared = new SharedTransport(SharedTransport.Session);
        shared.Slave.SlowCycles = int.MaxValue;
        shared.Pair.RunCycles(20);
        shared.Master.Start();
        shared.Pair.RunCycles(120);
        Assert.That((shared.Master.State, shared.Pair.Seat.Link!.Timeline!.AbandonedStarts), Is.EqualTo((TransportState.Rolling, 1L)));
        Assert.That(shared.Master.StartingCycles, Is.InRange(96, 102));
        shared.Master.Stop();
        shared.Pair.RunCycles(20);
        shared.Master.Start();
        shared.Pair.RunCycles(20);
        Assert.That(shared.Master.State, Is.EqualTo(TransportState.Rolling));
        Assert.That(shared.Master.StartingCycles, Is.LessThanOrEqualTo(5));
    }

    [Test]
    public void A_slave_that_was_too_slow_is_waited_for_again_after_ten_seconds()
    {
        var shared = new SharedTransport(SharedTransport.Session);
        shared.Slave.SlowCycles = 150;
        shared.Pair.RunCycles(20);
        shared.Master.Start();
        shared.Pair.RunCycles(300);
        shared.Master.Stop();
        shared.Slave.SlowCycles = 30;
        shared.Pair.RunCycles(1900);
        shared.Master.Start();
        shared.Pair.RunCycles(60);
        Assert.That(shared.Master.State, Is.EqualTo(TransportState.Rolling));
        Assert.That(shared.Master.StartingCycles, Is.InRange(30, 50));
    }

    [Test]
    public void A_slave_that_begins_its_session_anew_has_no_new_half_second()
    {
        var limits = new FollowerLimits();
        var before = new SharedTransport(SharedTransport.Session, limits: limits);
        before.Slave.SlowCycles = int.MaxValue;
        before.Pair.RunCycles(20);
        before.Master.Start();
        before.Pair.RunCycles(120);
        var after = new SharedTransport(SharedTransport.Session, limits: limits);
        after.Slave.SlowCycles = int.MaxValue;
        after.Pair.RunCycles(20);
        after.Master.Start();
        after.Pair.RunCycles(20);
        Assert.That((before.Master.StartingCycles, after.Master.State), Is.EqualTo((98, TransportState.Rolling)));
        Assert.That(after.Master.StartingCycles, Is.LessThanOrEqualTo(5));
    }

    [Test]
    public void The_time_between_two_sessions_counts_for_the_next_one()
    {
        const long Second = 1_000_000_000;
        var limits = new FollowerLimits();
        while (limits.TryHold(5_000_000, out _))
        {
        }
        limits.EndStart();
        limits.EndSession(100 * Second);
        limits.BeginSession(105 * Second);
        int cycles = 0;
        for (; limits.TryHold(5_000_000, out _); cycles++)
        {
        }
        Assert.That(cycles, Is.EqualTo(50), "a quarter of a second, after half of ten seconds");
    }

    [Test]
    public void A_slave_that_begins_its_session_anew_has_no_new_orders()
    {
        var limits = new FollowerLimits();
        int locates = 0;
        for (int session = 0; session < 10; session++)
        {
            var shared = new SharedTransport(SharedTransport.Session, limits: limits);
            shared.Pair.RunCycles(20);
            for (uint cycle = 1; cycle <= 40; cycle++)
            {
                shared.Slave.Ask(1000 * cycle);
                shared.Pair.RunCycles(1);
            }
            locates += shared.Master.Locates.Count;
        }
        // Ten that were saved, and ten in each of 3.2 s.
        Assert.That(locates, Is.InRange(30, 42));
    }

    [Test]
    public void A_slave_that_locates_in_each_cycle_is_followed_ten_times_a_second_and_to_its_last_place()
    {
        var shared = new SharedTransport(SharedTransport.Session);
        shared.Pair.RunCycles(20);
        for (uint cycle = 1; cycle <= 750; cycle++)
        {
            shared.Slave.Ask(1000 * cycle);
            shared.Pair.RunCycles(1);
        }
        Assert.That(shared.Master.Locates, Has.Count.InRange(30, 55));
        Assert.That(shared.Pair.Seat.Link!.Timeline!.DeferredOrders, Is.Positive);
        shared.Pair.RunCycles(200);
        Assert.That((shared.Master.Locates[^1], shared.Master.Position.Frame), Is.EqualTo((750_000u, 750_000u)));
    }
}

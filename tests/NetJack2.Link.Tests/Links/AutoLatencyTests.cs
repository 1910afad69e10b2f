// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Link.Links;
using NetJack2.Models;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.Protocol.Wire;
using NetJack2.World;

namespace NetJack2.Link.Tests.Links;

/// <summary>An automatic latency follows the network, within what is needed.</summary>
public class AutoLatencyTests
{
    private const int Second = 188, Minute = 60 * Second;
    private const long Millisecond = 1_000_000;

    [TestCase(5, 1, true)]
    [TestCase(10, 2, false)]
    [TestCase(20, 1, true)]
    [TestCase(20, 3, false)]
    public void Jitter_raises_it_to_the_least_that_loses_nothing_and_its_end_lowers_it_again(int jitter, int seed, bool sync)
    {
        var pair = new LinkedPair(Session(sync), seed);
        pair.RunCycles(5 * Second);
        Assert.That(LatencyOf(pair), Is.EqualTo(2));
        pair.Network.Jitter = jitter * Millisecond;
        pair.RunCycles(10 * Second);
        int reached = LatencyOf(pair);
        long incomplete = IncompleteOf(pair);
        pair.RunCycles(Minute);
        Assert.That((reached, IncompleteOf(pair)), Is.EqualTo((LatencyOf(pair), incomplete)), "it is enough, and stays");
        int least = LeastConstant(jitter, sync, seed);
        Assert.That(reached, Is.InRange(least - 1, least + 1));
        pair.Network.Jitter = 0;
        pair.Seat.Ports.IncomingConnections = default; // it is quiet
        pair.RunCycles(10 * Minute);
        Assert.That((LatencyOf(pair), pair.SlaveLink.Channel.Latency), Is.EqualTo((2, 2)));
    }

    // In milliseconds each way, with periods of 5.33.
    [TestCase(3, 2)]
    [TestCase(6, 3)]
    [TestCase(10, 4)]
    [TestCase(18, 7)]
    [TestCase(40, 16)]
    public void A_delay_raises_it_to_exactly_what_it_takes(int delay, int latency)
    {
        foreach (bool sync in (bool[])[false, true])
        {
            var pair = new LinkedPair(Session(sync));
            pair.RunCycles(5 * Second);
            pair.Network.Delay = delay * Millisecond;
            pair.RunCycles(Minute);
            Assert.That((LatencyOf(pair), pair.SlaveLink.Channel.Latency), Is.EqualTo((latency, latency)));
        }
    }

    // The numbers of cycles are negative as int after half of their range, and begin anew after all of it: after months.
    [TestCase(0x8000_0000u)]
    [TestCase(0u)]
    public void Sessions_of_months_go_on_to_follow_the_network(uint number)
    {
        var pair = new LinkedPair(Session(sync: true), before: number - (20 * Second));
        pair.RunCycles(30 * Second);
        Assert.That((LatencyOf(pair), IncompleteOf(pair)), Is.EqualTo((2, 0L)));
        pair.Network.Jitter = 10 * Millisecond;
        pair.RunCycles(10 * Second);
        var young = new LinkedPair(Session(sync: true));
        young.RunCycles(30 * Second);
        young.Network.Jitter = 10 * Millisecond;
        young.RunCycles(10 * Second);
        Assert.That((LatencyOf(pair), IncompleteOf(pair)), Is.EqualTo((LatencyOf(young), IncompleteOf(young))));
        Assert.That(LatencyOf(pair), Is.GreaterThan(2));
    }

    [Test]
    public void On_a_steady_network_nothing_changes([Values] bool sync)
    {
        var pair = new LinkedPair(Session(sync));
        pair.Network.Jitter = Millisecond;
        pair.WarmUp();
        pair.RunCycles(20 * Minute);
        Assert.That((LatencyOf(pair), IncompleteOf(pair), pair.Seat.Gaps + pair.Seat.Wrong), Is.EqualTo((2, 0L, 0L)));
    }

    [Test]
    public void A_stable_one_is_never_lowered()
    {
        var pair = new LinkedPair(Session(sync: true, LatencyMode.Stable));
        pair.RunCycles(5 * Second);
        pair.Network.Jitter = 10 * Millisecond;
        pair.RunCycles(10 * Second);
        int reached = LatencyOf(pair);
        pair.Network.Jitter = 0;
        pair.RunCycles(20 * Minute);
        Assert.That((reached > 2, LatencyOf(pair)), Is.EqualTo((true, reached)));
    }

    [Test]
    public void Audio_returns_with_the_latency_that_both_ends_publish([Values] bool sync)
    {
        var pair = new LinkedPair(Session(sync));
        pair.RunCycles(5 * Second);
        pair.Network.Jitter = 12 * Millisecond;
        pair.RunCycles(10 * Second);
        SessionParameters present = pair.Seat.Link!.Channel.Present;
        pair.Seat.ExpectedLag = present.RoundTripFrames;
        pair.Seat.ResetCounts();
        pair.RunCycles(10 * Second);
        Assert.That((present.Latency > 2, pair.Seat.Gaps + pair.Seat.Wrong), Is.EqualTo((true, 0L)));
        Assert.That(pair.SlaveLink.Channel.Present.RoundTripFrames, Is.EqualTo(present.RoundTripFrames));
    }

    [Test]
    public void Losses_that_are_repaired_do_not_raise_it()
    {
        var pair = new LinkedPair(Session(sync: true));
        pair.AddResponder();
        pair.RunCycles(5 * Second);
        pair.Network.Loss = 0.01;
        pair.RunCycles(5 * Minute);
        Assert.That(LatencyOf(pair), Is.EqualTo(2));
    }

    [Test]
    public void Losses_that_stay_lost_do_not_raise_it()
    {
        var pair = new LinkedPair(Session(sync: true) with { Capabilities = ExampleSession.Unrepaired & ~Capabilities.Redundancy });
        pair.RunCycles(5 * Second);
        pair.Network.Loss = 0.05;
        pair.RunCycles(5 * Minute);
        Assert.That(LatencyOf(pair), Is.EqualTo(2));
    }

    // Who pulls the cable, and who stops the slave for a second, gets no latency for it.
    [Test]
    public void A_pause_does_not_raise_it([Values] bool ofNetwork)
    {
        var pair = new LinkedPair(Session(sync: true));
        pair.RunCycles(5 * Second);
        if (ofNetwork)
            pair.Network.Unplug(LinkedPair.SlaveHost);
        else
            pair.Network.Delay = 400 * Millisecond;
        pair.RunCycles(Second);
        pair.Network.Plug(LinkedPair.SlaveHost);
        pair.Network.Delay = 0;
        pair.RunCycles(Minute);
        Assert.That(LatencyOf(pair), Is.EqualTo(2));
    }

    // Of what has come meanwhile, it runs no more than at a latency that stays; and what it catches up with is late for one reason.
    [Test]
    public void A_slave_that_stands_still_does_not_raise_it([Values] bool sync, [Values(10, 20, 30, 40, 100, 200, 1000)] int milliseconds)
    {
        LinkedPair pair = Loaded(sync, _ => 80);
        pair.Slave.HeldUntil = pair.World.Clock.Now + (milliseconds * Millisecond);
        pair.RunCycles(Minute);
        Assert.That(LatencyOf(pair), Is.EqualTo(2));
    }

    [Test]
    public void A_slave_that_is_overloaded_for_a_moment_does_not_raise_it([Values] bool sync, [Values(10, 30, 60)] int milliseconds)
    {
        long until = 0;
        LinkedPair pair = Loaded(sync, now => now < until ? 150 : 80);
        until = pair.World.Clock.Now + (milliseconds * Millisecond);
        pair.RunCycles(Minute);
        Assert.That(LatencyOf(pair), Is.EqualTo(2));
    }

    [Test]
    public void A_master_that_freewheels_for_long_keeps_what_was_needed()
    {
        var pair = new LinkedPair(Session(sync: true));
        MasterLink link = pair.Seat.Link!;
        pair.Seat.Ports.IncomingConnections = default; // it is quiet
        pair.RunCycles(5 * Second);
        pair.Network.Jitter = 20 * Millisecond;
        pair.RunCycles(Minute);
        int reached = link.Channel.Latency;
        pair.Seat.Link = null;
        pair.Seat.BeforeCycle = (ports, _) => link.Freewheel(ports);
        pair.RunCycles(6 * Minute);
        pair.Seat.BeforeCycle = (_, _) => { };
        pair.Seat.Link = link;
        pair.RunCycles(4 * Minute);
        Assert.That((reached > 2, link.Channel.Latency), Is.EqualTo((true, reached)));
    }

    [Test]
    public void A_burst_that_was_late_makes_losses_cost_no_more()
    {
        (int latency, long perLoss) = LostOf(Session(sync: true));
        (_, long usual) = LostOf(Session(sync: true, LatencyMode.Constant) with { Latency = latency });
        Assert.That(perLoss, Is.LessThanOrEqualTo(usual + 4));

        static (int Latency, long Incomplete) LostOf(SessionParameters session)
        {
            var pair = new LinkedPair(session with { Capabilities = ExampleSession.Unrepaired & ~Capabilities.Redundancy });
            pair.RunCycles(5 * Second);
            pair.Network.Delay = 15 * Millisecond;
            pair.RunCycles(4);
            pair.Network.Delay = 200_000;
            pair.RunCycles(5 * Second);
            int latency = LatencyOf(pair);
            long before = IncompleteOf(pair);
            pair.Network.Drop = (datagram, _, target) =>
                target.Host == LinkedPair.SlaveHost && MemoryMarshal.Read<PacketHeader>(datagram).Cycle % 100 == 0;
            pair.RunCycles(Minute);
            Assert.That(LatencyOf(pair), Is.EqualTo(latency), "losses do not raise it");
            return (latency, IncompleteOf(pair) - before);
        }
    }

    [Test]
    public void The_slave_follows_whichever_reports_of_a_change_are_lost([Range(-1, 8)] int lost)
    {
        var pair = new LinkedPair(Session(sync: true));
        int reports = 0;
        pair.RunCycles(5 * Second);
        // Of the eight that follow a change, one, or with 8 all.
        pair.Network.Drop = (datagram, _, target) =>
            target.Host == LinkedPair.SlaveHost && MemoryMarshal.Read<PacketHeader>(datagram).DataType == DataType.Latency
            && LatencyOf(pair) > 2 && reports++ < 8 && (lost == 8 || lost == reports - 1);
        pair.Network.Delay = 9 * Millisecond;
        _ = pair.World.RunUntil(() => LatencyOf(pair) > 2, 60 * VirtualClock.Second);
        pair.Network.Delay = 200_000;
        pair.RunCycles(Second * 6 / 10);
        Assert.That((LatencyOf(pair), pair.SlaveLink.Channel.Latency, reports > 8), Is.EqualTo((3, 3, true)));
    }

    [TestCase(64, 30, 30)]
    [TestCase(1024, 2000, 9)]
    [TestCase(8192, 2000, 5)]
    public void It_stays_within_its_range_whatever_the_network_does(int period, int jitter, int most)
    {
        SessionParameters session = Session(sync: false) with { Period = period };
        var pair = new LinkedPair(session);
        pair.Network.Jitter = jitter * Millisecond;
        pair.RunCycles(60 * 48_000 / period);
        Assert.That((session.MostLatency, LatencyOf(pair)), Is.EqualTo((most, most)));
    }

    private static SessionParameters Session(bool sync, LatencyMode mode = LatencyMode.Auto) => ExampleSession.Parameters with
    {
        Capabilities = Capabilities.All & ~Capabilities.Redundancy,
        LatencyMode = mode,
        Latency = 2,
        SlaveSync = sync,
    };

    // Its slave's graph takes so many percent of a period.
    private static LinkedPair Loaded(bool sync, Func<long, int> load)
    {
        var pair = new LinkedPair(Session(sync));
        pair.Slave.Graph = ports =>
        {
            pair.World.RunFor(pair.Master.PeriodNs * load(pair.World.Clock.Now) / 100);
            ports.Loop();
        };
        pair.RunCycles(5 * Second);
        Assert.That(LatencyOf(pair), Is.EqualTo(2));
        return pair;
    }

    private static int LatencyOf(LinkedPair pair) => pair.Seat.Link!.Channel.Latency;

    private static long IncompleteOf(LinkedPair pair) =>
        pair.MasterCounters.Values.IncompleteCycles + pair.SlaveCounters.Values.IncompleteCycles;

    private static int LeastConstant(int jitter, bool sync, int seed)
    {
        for (int latency = 1; ; latency++)
        {
            var pair = new LinkedPair(Session(sync, LatencyMode.Constant) with { Latency = latency }, seed);
            pair.RunCycles(5 * Second);
            pair.Network.Jitter = jitter * Millisecond;
            pair.RunCycles(10 * Second);
            long before = IncompleteOf(pair);
            pair.RunCycles(Minute);
            if (IncompleteOf(pair) == before)
                return latency;
        }
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Links;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
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
        pair.RunCycles(10 * Minute);
        Assert.That((LatencyOf(pair), pair.SlaveLink.Channel.Latency), Is.EqualTo((2, 2)));
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
    public void Audio_comes_back_with_the_latency_that_both_ends_publish([Values] bool sync)
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
    public void Losses_that_are_repaired_do_not_raise_it_far()
    {
        var pair = new LinkedPair(Session(sync: true));
        pair.AddResponder();
        pair.RunCycles(5 * Second);
        pair.Network.Loss = 0.01;
        pair.RunCycles(5 * Minute);
        Assert.That(LatencyOf(pair), Is.InRange(2, 4));
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
    public void A_pause_raises_it_by_one_at_most([Values] bool ofNetwork)
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
        Assert.That(LatencyOf(pair), Is.InRange(2, 3));
    }

    [TestCase(64)]
    [TestCase(1024)]
    [TestCase(8192)]
    public void It_stays_within_its_range_whatever_the_network_does(int period)
    {
        SessionParameters session = Session(sync: false) with { Period = period };
        var pair = new LinkedPair(session);
        pair.Network.Jitter = 2000 * Millisecond;
        pair.RunCycles(30 * 48_000 / period);
        Assert.That(LatencyOf(pair), Is.InRange(2, session.MostLatency));
        Assert.That(session.MostLatency, Is.EqualTo(period == 64 ? 30 : period == 1024 ? 9 : 5));
    }

    private static SessionParameters Session(bool sync, LatencyMode mode = LatencyMode.Auto) => ExampleSession.Parameters with
    {
        Capabilities = Capabilities.All & ~Capabilities.Redundancy,
        LatencyMode = mode,
        Latency = 2,
        SlaveSync = sync,
    };

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

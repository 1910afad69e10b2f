// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Links;
using NetJack2.Models;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.Statistics;
using NetJack2.World;

namespace NetJack2.Link.Tests.Links;

/// <summary>The latency that would have done is the least that loses nothing.</summary>
public class CycleMarginTests
{
    private const int Second = 188;
    private const long PeriodNs = 5_333_333;

    // In microseconds.
    [TestCase(100, 0)]
    [TestCase(2500, 0)]
    [TestCase(2800, 0)]
    [TestCase(5000, 0)]
    [TestCase(8500, 0)]
    [TestCase(12_300, 0)]
    [TestCase(20_000, 0)]
    [TestCase(500, 1500)]
    [TestCase(2000, 4000)]
    [TestCase(4000, 9000)]
    [TestCase(1000, 14_000)]
    public void The_latency_that_would_have_done_is_the_least_that_loses_nothing(int delay, int jitter)
    {
        foreach (bool sync in new[] { true, false })
        {
            int needed = Needed(Run(latency: 12, sync, delay, jitter));
            LinkedPair enough = Run(needed, sync, delay, jitter);
            Assert.That((LostBy(enough), Needed(enough)), Is.EqualTo((0L, needed)), $"-l {needed} is enough, sync {sync}");
            if (needed > 1)
                Assert.That(LostBy(Run(needed - 1, sync, delay, jitter)), Is.Positive, $"-l {needed - 1} is not, sync {sync}");
        }
    }

    [TestCase(1, 8000, 4)]
    [TestCase(2, 8000, 4)]
    [TestCase(3, 12_300, 5)]
    [TestCase(0, 6000, 3)]
    [TestCase(0, 2500, 1)]
    [TestCase(0, 1000, 0)]
    public void Late_packets_show_the_latency_that_is_needed(int latency, int delay, int needed)
    {
        LinkedPair pair = Run(latency, sync: true, delay, jitter: 0);
        SessionCounters master = MarginsOf(pair.Seat.Link!.Channel);
        Assert.That(
            (master.LatencyNeeded, LostBy(pair) > 0, master.MarginWorst < 0),
            Is.EqualTo((needed, needed > latency, needed > latency)));
        // Some at the end have not come yet.
        Assert.That(master.MarginCycles, Is.GreaterThan(pair.MasterCounters.Values.Cycles - (4 * Second)));
    }

    [Test]
    public void The_margin_is_what_is_left_of_the_latency()
    {
        LinkedPair pair = Run(latency: 5, sync: true, delay: 3000, jitter: 0);
        SessionCounters master = MarginsOf(pair.Seat.Link!.Channel), slave = MarginsOf(pair.SlaveLink.Channel);
        // The answer is found in the second cycle: three are left.
        Assert.That((master.MarginMedian, master.MarginUsual, master.MarginWorst), Is.EqualTo((15_999, 15_999, 15_999)));
        Assert.That((slave.LatencyNeeded, slave.MarginWorst), Is.EqualTo((1, pair.SlaveLink.Pacer.Patience / 1000)));
        Assert.That(master.MarginSeconds, Is.InRange(15, 25));
    }

    [Test]
    public void Each_copy_of_a_packet_needs_two_cycles_more()
    {
        var pair = new LinkedPair(ExampleSession.Parameters with
        {
            Capabilities = Capabilities.All & ~Capabilities.Resend,
            Copies = 2,
            Latency = 9,
        });
        pair.RunCycles(6 * Second);
        Assert.That(MarginsOf(pair.Seat.Link!.Channel).LatencyNeeded, Is.EqualTo(5));
    }

    [Test]
    public void What_was_sent_again_counts_when_it_has_come()
    {
        var pair = new LinkedPair(Session(latency: 6, sync: true));
        pair.AddResponder();
        pair.RunCycles(4 * Second);
        int before = MarginsOf(pair.Seat.Link!.Channel).LatencyNeeded;
        pair.Network.Loss = 0.01;
        pair.RunCycles(20 * Second);
        Assert.That(pair.MasterCounters.Values.Recovered, Is.Positive);
        Assert.That((before, MarginsOf(pair.Seat.Link!.Channel).LatencyNeeded), Is.EqualTo((1, 3)));
    }

    [Test]
    public void Ten_minutes_are_remembered_and_no_longer()
    {
        using CycleMargins margins = Begun(out long now);
        margins.Add(-PeriodNs, latency: 7, now);
        Fill(margins, ref now, minutes: 9);
        Assert.That((Described(margins).LatencyNeeded, Described(margins).MarginWorst), Is.EqualTo((7, -5333)));
        Fill(margins, ref now, minutes: 2);
        SessionCounters later = Described(margins);
        Assert.That((later.LatencyNeeded, later.MarginWorst, later.MarginMedian), Is.EqualTo((2, 10_000, 9999)));
        Assert.That(later.MarginSeconds, Is.InRange(535, 600));
    }

    [Test]
    public void Of_a_thousand_cycles_one_may_be_later()
    {
        using CycleMargins margins = Begun(out long now);
        for (int cycle = 0; cycle < 10_000; cycle++)
        {
            margins.Add(cycle % 1250 == 7 ? -20_000_000 : cycle % 3 == 0 ? 3 * PeriodNs : 2 * PeriodNs, latency: 1, now);
            now += PeriodNs;
        }
        SessionCounters found = Described(margins);
        Assert.That(found.MarginUsual, Is.EqualTo(2 * PeriodNs / 1000).Within(1));
        Assert.That(found.MarginMedian, Is.EqualTo(2 * PeriodNs / 1000).Within(1));
        Assert.That(found.MarginWorst, Is.EqualTo(-20_000));
    }

    [Test]
    public void Whatever_is_counted_nothing_is_allocated_or_thrown()
    {
        using CycleMargins margins = Begun(out long now);
        SessionCounters counters = default;
        long[] all = [long.MinValue / 16, -1, 0, 1, long.MaxValue / 16];
        margins.Add(0, 0, now);
        margins.Describe(ref counters);
        long before = GC.GetAllocatedBytesForCurrentThread();
        foreach (long margin in all)
        {
            for (int cycle = 0; cycle < 2 * Second; cycle++)
                margins.Add(margin, latency: int.MaxValue, now += PeriodNs);
            margins.Describe(ref counters);
        }
        long after = GC.GetAllocatedBytesForCurrentThread();
        Assert.That(after - before, Is.Zero);
        Assert.That((counters.LatencyNeeded, counters.MarginWorst), Is.EqualTo((int.MaxValue, int.MinValue)));
    }

    private static LinkedPair Run(int latency, bool sync, int delay, int jitter)
    {
        var pair = new LinkedPair(Session(latency, sync));
        pair.Network.Delay = delay * 1000L;
        pair.Network.Jitter = jitter * 1000L;
        pair.RunCycles(5 * Second); // how long packets are to be waited for is learned
        pair.Seat.ResetCounts();
        pair.RunCycles(15 * Second);
        return pair;
    }

    private static SessionParameters Session(int latency, bool sync) => ExampleSession.Parameters with
    {
        Capabilities = Capabilities.All & ~Capabilities.Redundancy,
        Latency = latency,
        SlaveSync = sync || latency == 0,
    };

    private static long LostBy(LinkedPair pair) => pair.Seat.Gaps + pair.Seat.Wrong;

    // Each end knows its part.
    private static int Needed(LinkedPair pair) =>
        Math.Max(MarginsOf(pair.Seat.Link!.Channel).LatencyNeeded, MarginsOf(pair.SlaveLink.Channel).LatencyNeeded);

    private static SessionCounters MarginsOf(LinkChannel channel) => Described(channel.Margins);

    private static SessionCounters Described(CycleMargins margins)
    {
        SessionCounters counters = default;
        margins.Describe(ref counters);
        return counters;
    }

    private static CycleMargins Begun(out long now)
    {
        var margins = new CycleMargins(Session(latency: 5, sync: true));
        for (int cycle = 0; cycle < 3 * Second; cycle++)
            margins.CountCycle();
        now = 3600 * VirtualClock.Second;
        return margins;
    }

    private static void Fill(CycleMargins margins, ref long now, int minutes)
    {
        for (long end = now + (minutes * 60 * VirtualClock.Second); now < end; now += PeriodNs)
            margins.Add(10_000_000, latency: 2, now);
    }
}

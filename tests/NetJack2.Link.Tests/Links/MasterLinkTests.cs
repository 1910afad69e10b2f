// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Links;
using NetJack2.Protocol.Extension;
using NetJack2.RealTime;
using NetJack2.World;

namespace NetJack2.Link.Tests.Links;

public class MasterLinkTests
{
    [Test]
    public void The_first_cycle_is_number_1()
    {
        var pair = new LinkedPair(ExampleSession.Parameters);
        var cycles = new List<byte>();
        pair.Network.Drop = (datagram, source, _) =>
        {
            if (source.Host == LinkedPair.MasterHost && datagram[11] == 's')
                cycles.Add(datagram[35]);
            return false;
        };
        pair.RunCycles(3);
        Assert.That(cycles.Take(3), Is.EqualTo(new byte[] { 1, 2, 3 }));
    }

    [Test]
    public void Until_the_latency_has_passed_the_return_is_silence_and_no_loss()
    {
        var pair = new LinkedPair(ExampleSession.Parameters with { Latency = 5, SlaveSync = true });
        pair.RunCycles(6);
        // The 5 ms with which sound begins are blended with the silence before.
        Assert.That((pair.Seat.Gaps, pair.Seat.Good, pair.Seat.Wrong), Is.EqualTo((5L * 2 * 256, 2L * 16, 2L * 240)));
        Assert.That((pair.MasterCounters.Values.Lost, pair.MasterCounters.Values.IncompleteCycles), Is.EqualTo((0L, 0L)));
    }

    [Test]
    [Property("Defect", "D-21")]
    public void A_slave_whose_first_answers_are_lost_has_the_agreed_latency_from_the_start([Values] bool isCompact, [Values] bool sync)
    {
        var pair = new LinkedPair(
            ExampleSession.Parameters with { Latency = 5, SlaveSync = sync, Capabilities = ExampleSession.CapabilitiesOf(isCompact) });
        pair.Network.Unplug(LinkedPair.SlaveHost);
        pair.RunCycles(4);
        pair.Network.Plug(LinkedPair.SlaveHost);
        // Where the answers may have no number, the second cycle is not sent before the first answer can come no more.
        if (!isCompact)
            pair.World.RunFor(2 * Durations.AbsenceNs);
        pair.WarmUp();
        pair.RunCycles(50);
        Assert.That((pair.Seat.Wrong, pair.Seat.Gaps), Is.EqualTo((0L, 0L)));
    }

    [Test]
    public void What_is_lost_is_counted([Values] bool isCompact)
    {
        var pair = new LinkedPair(ExampleSession.Parameters with { Capabilities = ExampleSession.CapabilitiesOf(isCompact) });
        pair.WarmUp();
        long before = pair.Network.LostCount;
        pair.Network.Loss = 0.02;
        pair.RunCycles(500);
        pair.Network.Loss = 0;
        pair.RunCycles(10);
        long lost = pair.Network.LostCount - before;
        // Where all packets of a kind are lost, how many they were is not known.
        Assert.That(pair.MasterCounters.Values.Lost + pair.SlaveCounters.Values.Lost, Is.InRange(lost * 8 / 10, lost));
    }

    [Test]
    public void A_refusal_by_the_slaves_host_is_counted_and_nothing_else()
    {
        var pair = new LinkedPair(ExampleSession.Parameters);
        pair.WarmUp();
        pair.SlaveLink.Channel.Dispose();
        pair.World.Remove(pair.Slave);
        pair.RunCycles(20);
        Assert.That(pair.MasterCounters.Refused, Is.Positive);
        pair.AssertNothingIsMisplaced();
        Assert.That(pair.MasterCounters.Values.Cycles, Is.EqualTo(pair.Master.Cycles));
    }

    [TestCase(true, 0, 2)]
    [TestCase(true, 30, 32)]
    [TestCase(false, 0, 6)]
    [TestCase(false, 30, 36)]
    public void The_window_holds_the_cycles_under_way(bool isCompact, int latency, int cycles)
        => Assert.That(
            MasterLink.WindowCycles(
                ExampleSession.Parameters with { Latency = latency, Capabilities = ExampleSession.CapabilitiesOf(isCompact) }),
            Is.EqualTo(cycles));
}

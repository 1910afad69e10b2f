// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Links;
using NetJack2.Link.Tests.Jack2;
using NetJack2.Models;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Transport;
using NetJack2.World;

namespace NetJack2.Link.Tests.Links;

/// <summary>One of the servers runs without a clock for a while; the session goes on.</summary>
public class FreewheelCyclesTests
{
    [Test]
    [Property("Defect", "D-53")]
    public void A_master_that_freewheels_sends_cycles_at_the_usual_pace_and_receives_silence([Values] bool isCompact)
    {
        var pair = new LinkedPair(
            ExampleSession.Parameters with { Capabilities = ExampleSession.CapabilitiesOf(isCompact), SlaveSync = true });
        pair.WarmUp();
        long cycles = pair.Slave.Cycles;
        MasterLink link = pair.Seat.Link!;
        pair.Master.Seats.Clear();
        long end = pair.World.Clock.Now + VirtualClock.Second;
        while (pair.World.Clock.Now < end)
        {
            pair.Seat.Ports.IncomingSamples(0).AsSpan().Fill(1);
            link.Freewheel(pair.Seat.Ports);
            Assert.That(pair.Seat.Ports.IncomingSamples(0), Is.All.Zero);
            pair.World.RunFor(pair.Master.PeriodNs / 20);
        }
        Assert.That(pair.Slave.Cycles - cycles, Is.EqualTo(187).Within(2), "a second's");
        Assert.That(pair.SlaveCounters.Values.IncompleteCycles, Is.Zero);

        pair.Master.Seats.Add(pair.Seat);
        pair.WarmUp();
        pair.RunCycles(100);
        Assert.That(pair.Seat.Gaps, Is.Zero);
        Assert.That(pair.Seat.Wrong, Is.Zero, "the latency is what it was");
        Assert.That(pair.Seat.Good, Is.GreaterThan(0));
    }

    [Test]
    [Property("Defect", "D-53")]
    public void A_slave_that_freewheels_answers_silence_and_is_back_at_once([Values(0, 5)] int latency, [Values] bool isCompact)
    {
        var pair = new LinkedPair(ExampleSession.Parameters with
        {
            Capabilities = ExampleSession.CapabilitiesOf(isCompact),
            Latency = latency,
            SlaveSync = true,
        });
        pair.WarmUp();
        long lost = pair.MasterCounters.Values.Lost;
        pair.Slave.IsFreewheeling = true;
        pair.RunCycles(200);
        Assert.That(pair.MasterCounters.Values.Lost, Is.EqualTo(lost), "each cycle is answered");
        Assert.That(pair.Seat.Wrong, Is.Zero);
        pair.Slave.IsFreewheeling = false;
        pair.RunCycles(latency + 2);
        pair.Seat.ResetCounts();
        pair.RunCycles(100);
        Assert.That(pair.Seat.Gaps, Is.Zero);
        Assert.That(pair.Seat.Wrong, Is.Zero);
    }

    [Test]
    public void A_server_that_freewheels_holds_up_no_start()
    {
        var shared = new SharedTransport(SharedTransport.Session);
        shared.Pair.RunCycles(20);
        shared.Pair.Slave.IsFreewheeling = true;
        shared.Master.Start();
        shared.Pair.RunCycles(12);
        Assert.That(shared.Master.State, Is.EqualTo(TransportState.Rolling));
        shared.Pair.Slave.IsFreewheeling = false;
        shared.ResetCounts();
        shared.Pair.RunCycles(20);
        Assert.That(shared.Compared, Is.GreaterThan(10));
        Assert.That(shared.Different, Is.Zero);
    }

    [Test]
    public void A_masters_export_is_disturbed_by_no_slave_and_stands_still_for_it()
    {
        var shared = new SharedTransport(SharedTransport.Session);
        shared.Master.Start();
        shared.Pair.RunCycles(40);
        MasterLink link = shared.Pair.Seat.Link!;
        shared.Pair.Master.Seats.Clear();
        shared.Slave.Ask(TransportCommand.Stop);
        shared.Slave.Ask(0u);
        for (int cycle = 0; cycle < 100; cycle++)
        {
            shared.Master.BeginCycle((_, _) => true);
            link.Freewheel(shared.Pair.Seat.Ports);
            shared.Pair.World.RunFor(shared.Pair.Master.PeriodNs);
        }
        Assert.That(shared.Master.Commands, Is.Empty);
        Assert.That(shared.Master.Locates, Is.Empty);
        Assert.That(shared.Slave.State, Is.EqualTo(TransportState.Stopped));
        shared.Pair.Master.Seats.Add(shared.Pair.Seat);
        shared.ResetCounts();
        shared.Pair.RunCycles(30);
        Assert.That(shared.Master.Commands, Is.Empty, "what was asked for meanwhile is over");
        Assert.That(shared.Slave.State, Is.EqualTo(TransportState.Rolling));
        Assert.That(shared.Different, Is.Zero);
    }
}

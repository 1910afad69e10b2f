// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Extension;
using NetJack2.World;

namespace NetJack2.Host.Tests.Border;

/// <summary>Defects in a cycle, in virtual time: the cycle is silent, and the next one goes on.</summary>
public sealed class FailingCycleTests
{
    private LinkedPair _pair = null!;

    [SetUp]
    public void Begin()
    {
        _pair = new LinkedPair(ExampleSession.Parameters with { Capabilities = Capabilities.All });
        _pair.Slave.IsGuarded = true;
        _pair.Seat.IsGuarded = true;
        _pair.WarmUp();
    }

    [Test]
    public void A_slave_whose_capture_port_throws_is_silent_for_a_cycle_and_goes_on([Values] bool isFirstPort)
    {
        bool hasFailed = false, wasSilent = false;
        _pair.Slave.Ports.IncomingFails = port => !hasFailed && port == (isFirstPort ? 0 : 1) && (hasFailed = true);
        _pair.Slave.Graph = ports =>
        {
            wasSilent |= hasFailed && ports.IncomingSamples(0).All(sample => sample == 0)
                && ports.IncomingSamples(1).All(sample => sample == 0);
            ports.Loop();
        };
        _pair.RunCycles(20);
        Assert.That((_pair.Slave.Faults.Count, wasSilent), Is.EqualTo((1L, true)));
        AssertGoesOn();
    }

    [Test]
    public void A_slave_whose_playback_port_throws_sends_nothing_for_a_cycle_and_goes_on()
    {
        bool hasFailed = false;
        _pair.Slave.Ports.OutgoingFails = _ => !hasFailed && (hasFailed = true);
        _pair.RunCycles(20);
        Assert.That(_pair.Slave.Faults.Count, Is.EqualTo(1));
        AssertGoesOn();
    }

    [Test]
    public void A_master_whose_port_throws_is_silent_for_a_cycle_and_goes_on()
    {
        bool hasFailed = false, wasSilent = false;
        _pair.Seat.Ports.IncomingFails = _ => !hasFailed && (hasFailed = true);
        _pair.Seat.AfterCycle = (ports, _) =>
            wasSilent |= hasFailed && ports.IncomingSamples(0).All(sample => sample == 0)
            && ports.IncomingSamples(1).All(sample => sample == 0);
        _pair.RunCycles(20);
        Assert.That((_pair.Seat.Faults.Count, wasSilent), Is.EqualTo((1L, true)));
        AssertGoesOn();
    }

    [Test]
    public void A_slave_that_fails_in_every_wait_runs_silent_cycles_at_its_pace_until_it_does_not()
    {
        int before = _pair.Slave.Cycles;
        _pair.SlaveSocket.Fails = true;
        _pair.RunCycles(100);
        Assert.That(_pair.Slave.Cycles - before, Is.EqualTo(100).Within(5), "no busy loop, and no silence of the server");
        Assert.That(_pair.Slave.Faults.Count, Is.EqualTo(100).Within(5), "one a period: in between the session is left alone");
        Assert.That(_pair.Slave.Ports.IncomingSamples(0), Is.All.Zero);
        _pair.SlaveSocket.Fails = false;
        AssertGoesOn();
    }

    // Whatever failed a few cycles ago: sound returns at its time, without a gap.
    private void AssertGoesOn()
    {
        _pair.RunCycles(40);
        _pair.Seat.ResetCounts();
        _pair.RunCycles(50);
        Assert.That((_pair.Seat.Wrong, _pair.Seat.Gaps), Is.EqualTo((0L, 0L)));
        Assert.That(_pair.Seat.Good, Is.EqualTo(50L * 2 * 256).Within(2 * 256));
    }
}

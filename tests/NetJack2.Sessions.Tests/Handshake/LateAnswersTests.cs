// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Models;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Handshake;

/// <summary>A slave that answers too late to be played is there: its session goes on.</summary>
[Property("Defect", "Fault-08")]
public class LateAnswersTests : ManagerTest
{
    private const int Seconds = 25;

    [TestCase(0, 20)]
    [TestCase(2, 20)]
    [TestCase(0, 5)]
    public void A_session_whose_answers_all_are_late_goes_on(int latency, int delay)
    {
        World.Network.Delay = delay * VirtualClock.Millisecond;
        SlaveStation slave = World.AddSlave(Studio.Request with { Latency = latency }, Studio.SlaveHost);
        World.RunFor(1000);
        World.RunFor(Seconds * 1000);
        Assert.That((Manager.Client.IsRunning, Manager.Client.Sessions, slave.Configurations), Is.EqualTo((true, 1, 1)));
        Assert.That(Manager.Client.Seat!.Link!.Counters.Values.Late, Is.Positive);
        Assert.That(Manager.Client.Seat!.Link!.Counters.Whole, Is.Zero, "otherwise the test tests nothing");
    }

    [TestCase(0)]
    [TestCase(5)]
    public void A_session_goes_on_while_the_master_freewheels(int latency)
    {
        SlaveStation slave = World.AddSlave(Studio.Request with { Latency = latency }, Studio.SlaveHost);
        World.RunFor(1000);
        SetFreewheel(true);
        World.RunFor(Seconds * 1000);
        Assert.That((Manager.Client.IsRunning, Manager.Client.Sessions, slave.Configurations), Is.EqualTo((true, 1, 1)));
        SetFreewheel(false);
        World.AssertAudioFlows(Manager.Client);
    }

    [Test]
    public void A_slave_whose_answers_were_late_returns_to_its_client_from_another_address()
    {
        _ = World.AddSlave(Studio.Request with { Latency = 2 }, Studio.SlaveHost, 0x0A000102);
        World.RunFor(1000);
        World.Server.Period = 128;
        World.Network.Delay = 30 * VirtualClock.Millisecond;
        World.RunFor(2000);
        World.Network.Unplug(Studio.SlaveHost);
        World.RunFor(4000);
        Assert.That((Manager.Clients.Count, Manager.Client.IsRunning), Is.EqualTo((1, true)));
    }

    [Test]
    public void A_slave_all_of_whose_answers_were_late_and_that_is_silent_then_keeps_its_client()
    {
        World.Network.Delay = 20 * VirtualClock.Millisecond;
        _ = World.AddSlave(Studio.Request with { Latency = 2 }, Studio.SlaveHost);
        World.RunFor(2000);
        World.Network.Unplug(Studio.SlaveHost);
        World.RunFor(10_000);
        Assert.That((Manager.Client.IsRunning, Manager.Client.IsClosed), Is.EqualTo((false, false)));
    }

    private void SetFreewheel(bool isFreewheeling)
    {
        Manager.IsFreewheeling = isFreewheeling;
        World.Server.IsFreewheeling = isFreewheeling;
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Handshake;

/// <summary>A slave or its master disconnects and returns: the slave has its client again.</summary>
public class ReconnectionTests
{
    private Studio _studio = null!;

    [SetUp]
    public void Begin() => _studio = new Studio();

    [Test]
    [Property("Defect", "D-56")]
    public void A_slave_that_restarts_gets_the_client_that_it_had([Values(0, 50, 500, 5000)] int pause)
    {
        ManagerStation manager = _studio.Manager;
        SlaveStation slave = _studio.AddSlave();
        _studio.RunFor(1000);
        slave.Close();
        _studio.RunFor(pause);
        SlaveStation again = _studio.AddSlave();
        Assert.That(_studio.MillisecondsUntil(() => again.Search.IsRunning), Is.LessThan(500));
        Assert.That(manager.Client.Sessions, Is.EqualTo(2));
        _studio.AssertAudioFlows(manager.Client);
    }

    [Test]
    [Property("Defect", "D-56")]
    public void A_slave_whose_host_crashed_gets_the_client_that_it_had()
    {
        ManagerStation manager = _studio.Manager;
        SlaveStation slave = _studio.AddSlave();
        _studio.RunFor(1000);
        _studio.Network.Unplug(Studio.SlaveHost);
        slave.Close();
        _studio.RunFor(300);
        _studio.Network.Plug(Studio.SlaveHost);
        SlaveStation again = _studio.AddSlave();
        Assert.That(_studio.MillisecondsUntil(() => again.Search.IsRunning), Is.LessThan(600));
        _studio.AssertAudioFlows(manager.Client);
    }

    [Test]
    public void A_slave_that_does_not_return_loses_its_client_after_half_a_minute()
    {
        ManagerStation manager = _studio.Manager;
        SlaveStation slave = _studio.AddSlave();
        _studio.RunFor(1000);
        slave.Close();
        _studio.RunFor(29_000);
        Assert.That((manager.Client.IsClosed, manager.Client.IsRunning, manager.Sessions.Count), Is.EqualTo((false, false, 1)));
        _studio.RunFor(3000);
        Assert.That((manager.Client.IsClosed, manager.Sessions.Count), Is.EqualTo((true, 0)));
    }

    [Test]
    public void A_master_that_disconnects_and_returns_is_received_again_within_a_second_and_a_half(
        [Values(300, 700, 3000, 10_000)] int absence)
    {
        ManagerStation manager = _studio.Manager;
        SlaveStation slave = _studio.AddSlave();
        _studio.RunFor(1000);
        _studio.Network.Unplug(Studio.MasterHost);
        int before = slave.Server.Cycles;
        _studio.RunFor(absence);
        Assert.That(slave.Server.Cycles - before, Is.EqualTo(absence * 48_000 / 256 / 1000).Within(5));
        _studio.Network.Plug(Studio.MasterHost);
        FakePorts ports = slave.Server.Ports;
        _studio.RunFor(1500);
        _studio.AssertAudioFlows(manager.Client);
        Assert.That(slave.Server.Ports.IncomingCount, Is.EqualTo(ports.IncomingCount));
    }
}

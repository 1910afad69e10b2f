// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Handshake;

/// <summary>A server that has the net driver and netmanager: a slave of one master, and the master of others.</summary>
[Property("Defect", "Fault-18")]
public class RelayServerTests
{
    private const uint RelayHost = 0x0A000020;
    private const ulong RelayServer = 20;

    private Studio _studio = null!;

    [SetUp]
    public void Begin() => _studio = new Studio();

    [Test]
    public void A_slave_is_never_served_by_the_manager_of_its_own_server()
    {
        (SlaveStation slave, ManagerStation manager) = _studio.AddRelay(RelayHost, RelayServer);
        _studio.RunFor(5000);
        Assert.That((slave.Search.IsRunning, manager.Sessions.Count), Is.EqualTo((false, 0)));
    }

    [Test]
    public void A_relay_that_loses_its_master_for_some_seconds_returns_to_it()
    {
        ManagerStation master = _studio.Manager;
        (SlaveStation slave, ManagerStation manager) = _studio.AddRelay(RelayHost, RelayServer);
        _studio.RunFor(500);
        Assert.That((slave.Search.IsRunning, manager.Sessions.Count), Is.EqualTo((true, 0)));
        _studio.Network.Unplug(Studio.MasterHost);
        _studio.RunFor(4000);
        _studio.Network.Plug(Studio.MasterHost);
        Assert.That(_studio.MillisecondsUntil(() => slave.Search.IsRunning), Is.LessThan(1000));
        Assert.That((manager.Sessions.Count, master.Clients.Count), Is.EqualTo((0, 1)));
        _studio.AssertAudioFlows(master.Client);
    }

    [Test]
    public void A_slave_of_the_relay_is_served_by_it([Values] bool startsFirst)
    {
        _ = _studio.Manager;
        var relay = new PeerAddress(RelayHost, ManagerStation.Port);
        SlaveStation? last = startsFirst ? _studio.AddSlave(Studio.Request with { Name = "last", Target = relay }, Studio.SlaveHost) : null;
        _studio.RunFor(1000);
        (SlaveStation slave, ManagerStation manager) = _studio.AddRelay(RelayHost, RelayServer);
        last ??= _studio.AddSlave(Studio.Request with { Name = "last", Target = relay }, Studio.SlaveHost);
        _studio.RunFor(1000);
        Assert.That((slave.Search.IsRunning, last.Search.IsRunning), Is.EqualTo((true, true)));
        _studio.AssertAudioFlows(manager.Client);
        _studio.AssertAudioFlows(_studio.Manager.Client);
    }
}

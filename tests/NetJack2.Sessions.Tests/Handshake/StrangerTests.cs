// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.Sessions.Handshake;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Handshake;

/// <summary>What hosts get of the master's server that begin sessions and do no more, or want all of its ports.</summary>
[NonParallelizable]
public class StrangerTests
{
    private readonly List<VirtualSocket> _sockets = [];
    private Studio _studio = null!;
    private ManagerStation _manager = null!;

    [SetUp]
    public void Begin()
    {
        _studio = new Studio();
        _manager = _studio.LoadManager();
    }

    [TearDown]
    public void End()
    {
        _sockets.ForEach(socket => socket.Dispose());
        _sockets.Clear();
    }

    [Test]
    [Property("Defect", "Fault-08")]
    public void A_client_whose_slave_never_sent_anything_is_not_kept()
    {
        BeginSession(Studio.Request with { Name = "ghost" }, Studio.StrangerHost);
        Assert.That(_manager.Client.IsRunning, Is.True);
        _studio.RunFor(2500);
        Assert.That((_manager.Client.IsClosed, _manager.Sessions.Count), Is.EqualTo((true, 0)));
        Assert.That(
            _manager.Log.Lines[^1], Does.Contain("Slave 'ghost' at 10.0.0.254").And.Contains("sent nothing; its client is removed"));
    }

    [Test]
    public void A_client_whose_slave_has_sent_cycles_is_kept_for_the_hold_time()
    {
        SlaveStation slave = _studio.AddSlave();
        _studio.RunFor(1000);
        _studio.Network.Unplug(Studio.SlaveHost);
        _studio.RunFor(20_000);
        Assert.That(_manager.Client.IsClosed, Is.False);
        _studio.Network.Plug(Studio.SlaveHost);
        Assert.That(_studio.MillisecondsUntil(() => slave.Search.IsRunning && _manager.Client.IsRunning), Is.LessThan(1000));
    }

    [Test]
    [Property("Defect", "Fault-08")]
    public void Slaves_leave_an_eighth_of_the_ports_to_programs_of_the_computer()
    {
        for (uint host = 0; host < 20; host++)
            BeginSession(Wide($"wide{host}", 250), Studio.StrangerHost + host);
        Assert.That(_manager.CountPorts().Used, Is.InRange(1500, 2048 - 256));
        Assert.That(_manager.Log.Warnings, Has.Some.Contains("256 are left to programs of this computer; see jackd -p"));
    }

    [Test]
    [Property("Defect", "Fault-08")]
    public void Slaves_at_one_address_have_half_of_the_ports_at_most()
    {
        BeginSession(Wide("first", 255) with { SendMidi = 255, ReturnMidi = 255 }, Studio.StrangerHost);
        Assert.That(_manager.Clients, Has.Count.EqualTo(1), "as much as one slave may ask for");
        BeginSession(Wide("second", 4), Studio.StrangerHost);
        Assert.That(_manager.Clients, Has.Count.EqualTo(1));
        Assert.That(_manager.Log.Warnings.Single(), Does.Contain("slaves at 10.0.0.254 would have 1028 of 2048 ports, more than half"));
        BeginSession(Wide("third", 4), Studio.SlaveHost);
        Assert.That(_manager.Clients, Has.Count.EqualTo(2));
    }

    [Test]
    [Property("Defect", "Fault-02")]
    public void Slaves_at_one_address_have_half_of_the_memory_at_most()
    {
        _studio.Server.Period = 8192;
        BeginSession(Wide("first", 250), Studio.StrangerHost);
        BeginSession(Wide("second", 250), Studio.StrangerHost);
        Assert.That(_manager.Clients.Count(client => client.IsRunning), Is.EqualTo(1));
        Assert.That(_manager.Log.Warnings.Single(), Does.Contain("Slave 'second' is rejected: no memory for 250 audio"));
        BeginSession(Wide("third", 250), Studio.SlaveHost);
        Assert.That(_manager.Clients.Count(client => client.IsRunning), Is.EqualTo(2));
    }

    [Test]
    public void A_slave_that_returns_needs_no_ports_that_it_has()
    {
        SlaveStation slave = _studio.AddSlave();
        _studio.RunFor(1000);
        _manager.LocalPorts = 2040;
        _studio.Network.Unplug(Studio.SlaveHost);
        _studio.RunFor(5000);
        _studio.Network.Plug(Studio.SlaveHost);
        Assert.That(_studio.MillisecondsUntil(() => slave.Search.IsRunning && _manager.Client.IsRunning), Is.LessThan(1000));
    }

    [Test]
    public void A_server_that_hides_its_number_of_ports_limits_nothing()
    {
        (_manager.MostPorts, _manager.LocalPorts) = (0, 5000);
        SlaveStation slave = _studio.AddSlave();
        Assert.That(_studio.MillisecondsUntil(() => slave.Search.IsRunning), Is.LessThan(700));
    }

    private static SlaveRequest Wide(string name, int channels) =>
        Studio.Request with { Name = name, SendAudio = channels, ReturnAudio = channels, SendMidi = 0, ReturnMidi = 0 };

    // An announcement and a START_MASTER, and nothing else.
    private void BeginSession(SlaveRequest request, uint host)
    {
        byte[] setup = new byte[644];
        VirtualSocket stranger = _studio.Network.Open(host);
        _sockets.Add(stranger);
        _ = stranger.SendTo(Studio.Announcement(request, _ => { }), Studio.GroupAddress);
        _studio.RunFor(20);
        Assert.That(stranger.ReceiveFrom(setup, out _, out PeerAddress master), Is.EqualTo(SocketStatus.Done));
        setup[15] = 2;
        _ = stranger.SendTo(setup, master);
        _studio.RunFor(20);
    }
}

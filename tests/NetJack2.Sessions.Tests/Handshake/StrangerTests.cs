// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Grammar;
using NetJack2.JackProbe.Junk;
using NetJack2.Link.Datagrams;
using NetJack2.Sessions.Handshake;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Handshake;

/// <summary>What hosts get of the master's server that begin sessions and do no more, or want all of its ports.</summary>
[NonParallelizable]
public class StrangerTests
{
    // The longest packet of a session with an MTU of 1500.
    private const int PartSize = 1472;

    private readonly List<VirtualSocket> _sockets = [];
    private readonly Random _random = new(1);
    private bool _sendsPart;
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
            _manager.Log.Lines[^1],
            Does.Contain("Slave 'ghost' at 10.0.0.254").And.Contains("has sent no whole answer; its client is removed"));
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
    public void A_slave_that_sends_a_part_of_an_answer_now_and_then_loses_its_client_soon()
    {
        VirtualSocket stranger = BeginSession(Studio.Request with { Name = "ghost" }, Studio.StrangerHost);
        for (int time = 0; time < 12 && _manager.Clients.Count == 1 && !_manager.Client.IsClosed; time++)
            SendPart(stranger);
        Assert.That((_manager.Client.IsClosed, _manager.Sessions.Count), Is.EqualTo((true, 0)));
        Assert.That(_manager.Log.Lines[^1], Does.Contain("has sent no whole answer; its client is removed"));
    }

    [Test]
    [Property("Defect", "Fault-08")]
    public void A_slave_that_has_answered_and_then_sends_a_part_now_and_then_is_disconnected()
    {
        SlaveStation slave = _studio.AddSlave();
        _studio.RunFor(1000);
        VirtualSocket socket = slave.Socket!;
        _studio.Network.Drop = (_, source, _) => source.Host == Studio.SlaveHost && !_sendsPart;
        for (int time = 0; time < 12 && _manager.Client.IsRunning; time++)
            SendPart(socket);
        Assert.That((_manager.Client.IsRunning, _manager.Client.IsClosed), Is.EqualTo((false, false)));
        Assert.That(_manager.Log.Lines, Has.Some.StartsWith("Slave 'bass' is disconnected; its client is kept for 30 s."));
    }

    [Test]
    public void A_slave_half_of_whose_packets_are_lost_keeps_its_session()
    {
        _ = _studio.AddSlave(Studio.Request with { SendAudio = 60, ReturnAudio = 60, SendMidi = 0, ReturnMidi = 0 }, Studio.SlaveHost);
        _studio.RunFor(1000);
        _studio.Network.Loss = 0.5;
        _studio.RunFor(25_000);
        Assert.That((_manager.Client.IsRunning, _manager.Client.Sessions), Is.EqualTo((true, 1)));
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

    // The first of the packets of the answer to the master's cycle, 1.9 seconds after the one before.
    private void SendPart(VirtualSocket slave)
    {
        _studio.RunFor(1900);
        if (_manager.Client.Seat?.Link is not { } link)
            return;
        long received = link.Counters.Values.Received;
        KnownSession session = KnownSession.Of(
            (Wire.SessionId, link.Channel.Session.SessionId), (Wire.Latency, 5u), (KnownSession.MasterBlock, 0x4E4A3243u),
            (KnownSession.MasterBlock + 4, 1u), (KnownSession.MasterBlock + KnownSession.Features, 1u), (Wire.SendMidi, 1u),
            (Wire.ReturnMidi, 1u));
        List<byte[]> answer;
        do
            answer = new CyclePhrases(session, _random).Compact('r', (uint)link.Counters.Values.Cycles - 1);
        while (answer.Count < 2 || answer[0].Length != PartSize);
        _sendsPart = true;
        _ = slave.SendTo(answer[0], ((VirtualSocket)link.Channel.Socket).Local);
        _sendsPart = false;
        _studio.RunFor(20);
        Assert.That(link.Counters.Values.Received, Is.EqualTo(received + 1));
    }

    // An announcement and a START_MASTER, and nothing else.
    private VirtualSocket BeginSession(SlaveRequest request, uint host)
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
        return stranger;
    }
}

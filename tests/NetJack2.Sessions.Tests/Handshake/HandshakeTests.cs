// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.Models;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.Sessions.Handshake;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Handshake;

/// <summary>A manager and slaves that look for it: how sessions begin, end and begin anew.</summary>
public class HandshakeTests
{
    private static readonly string[] s_namesakes = ["bass", "bass-01"];

    private Studio _studio = null!;

    [SetUp]
    public void Begin() => _studio = new Studio();

    [Test]
    public void A_slave_and_a_manager_find_each_other_at_once()
    {
        ManagerStation manager = _studio.Manager;
        SlaveStation slave = _studio.AddSlave();
        Assert.That(_studio.MillisecondsUntil(() => slave.Search.IsRunning && manager.Sessions.Count == 1), Is.LessThan(50));
        _studio.AssertAudioFlows(manager.Client);
        Assert.That(manager.Client.Name, Is.EqualTo("bass"));
        Assert.That(slave.Session, Is.EqualTo(new SessionParameters
        {
            Mtu = 1500,
            SessionId = manager.Client.Seat!.Session.SessionId,
            SendAudio = 2,
            ReturnAudio = 2,
            SendMidi = 1,
            ReturnMidi = 1,
            SampleRate = 48_000,
            Period = 256,
            SlaveSync = false,
            Latency = 5,
            Capabilities = Capabilities.All
                & ~(Capabilities.MtuProbing | Capabilities.Redundancy | Capabilities.Mesh | Capabilities.AutoLatency | Capabilities.Voice),
        }));
        Assert.That(manager.Client.Seat!.Session, Is.EqualTo(slave.Session));
    }

    [Test]
    public void A_slave_that_waits_finds_a_manager_within_half_a_second([Values(1000, 3050, 6150, 9990)] int waited)
    {
        SlaveStation slave = _studio.AddSlave();
        _studio.RunFor(waited);
        Assert.That(slave.Server.Cycles, Is.EqualTo(waited * 48_000 / 256 / 1000).Within(5));
        _ = _studio.LoadManager();
        Assert.That(_studio.MillisecondsUntil(() => slave.Search.IsRunning), Is.LessThan(500));
    }

    [Test]
    public void The_answer_to_any_announcement_finds_the_slaves_socket_open()
    {
        var sources = new List<PeerAddress>();
        SlaveStation slave = _studio.AddSlave();
        _studio.Network.Drop = (_, source, _) =>
        {
            sources.Add(source);
            return true;
        };
        for (int step = 0; step < 2000; step++)
        {
            int before = sources.Count;
            _studio.RunFor(10);
            if (sources.Count != before)
                Assert.That((slave.Socket!.IsOpen, slave.Socket.Local), Is.EqualTo((true, sources[^1])));
        }
        Assert.That(sources, Has.Count.InRange(60, 70));
    }

    [Test]
    public void A_slave_may_ask_for_as_many_ports_as_the_master_has()
    {
        _studio.Manager.Physical = new PhysicalPorts(AudioCapture: 8, AudioPlayback: 6, MidiCapture: 4, MidiPlayback: 3);
        SlaveStation slave = _studio.AddSlave(
            Studio.Request with { SendAudio = -1, ReturnAudio = -1, SendMidi = -1, ReturnMidi = -1 }, Studio.SlaveHost);
        _studio.RunFor(100);
        SessionParameters session = slave.Session!;
        Assert.That((session.SendAudio, session.ReturnAudio, session.SendMidi, session.ReturnMidi), Is.EqualTo((8, 6, 4, 3)));
    }

    [Test]
    public void A_slave_without_channels_is_rejected_with_the_reason()
    {
        _studio.Manager.Physical = default;
        SlaveStation slave = _studio.AddSlave(
            Studio.Request with { SendAudio = -1, ReturnAudio = -1, SendMidi = 0, ReturnMidi = 0 }, Studio.SlaveHost);
        _studio.RunFor(1000);
        Assert.That((slave.Search.IsRunning, _studio.Manager.Sessions.Count), Is.EqualTo((false, 0)));
        Assert.That(_studio.Manager.Log.Warnings[0], Does.Contain("no channel"));
    }

    [Test]
    [Property("Defect", "D-23, D-15")]
    public void A_slave_that_never_answers_and_a_bogus_one_delay_no_other()
    {
        ManagerStation manager = _studio.Manager;
        VirtualSocket bogus = _studio.Network.Open(Studio.StrangerHost);
        _ = bogus.SendTo(Studio.Announcement(Studio.Request with { Name = "mute" }, _ => { }), Studio.GroupAddress);
        _ = bogus.SendTo(Studio.Announcement(Studio.Request with { Name = "liar" }, wire => wire[604] = 0x80), Studio.GroupAddress);
        SlaveStation[] slaves =
        [
            .. Enumerable.Range(0, 4).Select(
                index => _studio.AddSlave(Studio.Request with { Name = $"slave{index}" }, 0x0A000010 + (uint)index)),
        ];
        Assert.That(_studio.MillisecondsUntil(() => slaves.All(slave => slave.Search.IsRunning)), Is.LessThan(50));
        _studio.RunFor(5000);
        Assert.That(manager.Clients.Select(client => client.Name), Is.EquivalentTo(slaves.Select((_, index) => $"slave{index}")));
        foreach (FakeClient client in manager.Clients)
            _studio.AssertAudioFlows(client);
        Assert.That(_studio.Server.LongestCycle, Is.Zero);
    }

    [Test]
    public void A_manager_that_is_loaded_again_finds_its_slaves_within_half_a_second()
    {
        _ = _studio.Manager;
        SlaveStation slave = _studio.AddSlave();
        _studio.RunFor(1000);
        _studio.Manager.Close();
        _studio.RunFor(20);
        ManagerStation again = _studio.LoadManager();
        Assert.That(_studio.MillisecondsUntil(() => again.Clients.Exists(client => client.IsRunning)), Is.LessThan(700));
        _studio.AssertAudioFlows(again.Client);
        Assert.That(slave.Configurations, Is.EqualTo(2));
    }

    [Test]
    [Property("Defect", "Fault-08")]
    public void A_master_that_ends_each_session_at_once_does_not_fill_the_log()
    {
        const int Sessions = 60;
        SlaveStation slave = _studio.AddSlave();
        long begunAt = _studio.World.Clock.Now;
        for (int count = 0; count < Sessions; count++)
        {
            ManagerStation manager = _studio.LoadManager();
            Assert.That(_studio.MillisecondsUntil(() => slave.Search.IsRunning), Is.LessThan(700));
            manager.Close();
            Assert.That(_studio.MillisecondsUntil(() => !slave.Search.IsRunning), Is.LessThan(700));
        }

        long tensOfSeconds = 1 + ((_studio.World.Clock.Now - begunAt) / (10 * VirtualClock.Second));
        foreach (string part in (string[])["Connected to", "is disconnected"])
            Assert.That(slave.Log.Lines.Count(line => line.Contains(part, StringComparison.Ordinal)), Is.InRange(10, 10 * tensOfSeconds));
    }

    [Test]
    [Property("Defect", "D-15")]
    public void A_slave_that_is_stopped_and_goes_on_costs_the_others_nothing()
    {
        ManagerStation manager = _studio.Manager;
        SlaveStation stopped = _studio.AddSlave();
        _ = _studio.AddSlave(Studio.Request with { Name = "drums" }, 0x0A000003);
        _studio.RunFor(1000);
        FakeClient drums = manager.Clients.Single(client => string.Equals(client.Name, "drums", StringComparison.Ordinal));
        drums.Seat!.ResetCounts();
        _studio.Network.Unplug(Studio.SlaveHost);
        _studio.RunFor(5000);
        _studio.Network.Plug(Studio.SlaveHost);
        _studio.RunFor(1000);
        Assert.That((drums.Seat.Wrong, drums.Seat.Gaps), Is.EqualTo((0L, 0L)));
        Assert.That((stopped.Search.IsRunning, manager.Clients.Count), Is.EqualTo((true, 2)));
    }

    [Test]
    [Property("Defect", "D-54")]
    public void A_change_of_the_masters_period_is_negotiated_at_once([Values(64, 512, 1024)] int period)
    {
        ManagerStation manager = _studio.Manager;
        SlaveStation slave = _studio.AddSlave();
        _studio.RunFor(1000);
        _studio.Server.Period = period;
        Assert.That(_studio.MillisecondsUntil(() => slave.Session?.Period == period), Is.LessThan(200));
        _studio.AssertAudioFlows(manager.Client);
        Assert.That((manager.Client.Sessions, slave.Session!.SessionId), Is.EqualTo((2, manager.Client.Seat!.Session.SessionId)));
    }

    [Test]
    [Property("Defect", "D-54")]
    public void A_change_of_the_period_is_negotiated_although_packets_get_lost([Values(1, 2, 3, 4, 5)] int seed)
    {
        _studio = new Studio(seed);
        ManagerStation manager = _studio.Manager;
        SlaveStation slave = _studio.AddSlave();
        _studio.RunFor(1000);
        _studio.Network.Loss = 0.5;
        _studio.Server.Period = 512;
        _studio.RunFor(3000);
        _studio.Network.Loss = 0;
        Assert.That(_studio.MillisecondsUntil(() => slave.Session?.Period == 512 && manager.Client.IsRunning), Is.LessThan(5000));
        _studio.RunFor(3000);
        _studio.AssertAudioFlows(manager.Client);
    }

    [Test]
    public void A_handshake_survives_lost_and_repeated_packets([Range(1, 10)] int seed)
    {
        _studio = new Studio(seed) { Network = { Loss = 0.4, Duplication = 0.4, Jitter = 50 * VirtualClock.Millisecond } };
        ManagerStation manager = _studio.Manager;
        SlaveStation slave = _studio.AddSlave();
        _studio.RunFor(8000);
        _studio.Network.Loss = 0;
        _studio.Network.Duplication = 0;
        _studio.Network.Jitter = 0;
        _studio.RunFor(4000);
        Assert.That(slave.Search.IsRunning, Is.True);
        _studio.AssertAudioFlows(manager.Client);
    }

    [Test]
    [Property("Defect", "D-28")]
    public void Two_slaves_of_one_name_on_one_host_have_a_client_each()
    {
        ManagerStation manager = _studio.Manager;
        SlaveStation first = _studio.AddSlave();
        _studio.RunFor(500);
        SlaveStation second = _studio.AddSlave(Studio.Request with { SendAudio = 4, ReturnAudio = 4 }, Studio.SlaveHost);
        Assert.That(_studio.MillisecondsUntil(() => second.Search.IsRunning), Is.LessThan(1000));
        Assert.That(manager.Clients.Select(client => client.Name), Is.EqualTo(s_namesakes));
        _studio.AssertAudioFlows(manager.Clients[0]);
        _studio.AssertAudioFlows(manager.Clients[1]);

        _studio.Server.Period = 512;
        Assert.That(_studio.MillisecondsUntil(() => first.Session?.Period == 512 && second.Session?.Period == 512), Is.LessThan(500));
        _studio.AssertAudioFlows(manager.Clients[0]);
        _studio.AssertAudioFlows(manager.Clients[1]);
        Assert.That((first.Session!.SendAudio, second.Session!.SendAudio), Is.EqualTo((2, 4)));
    }

    [Test]
    public void A_slave_on_the_masters_own_host_gets_a_port_of_its_own()
    {
        ManagerStation manager = _studio.Manager;
        SlaveStation slave = _studio.AddSlave(
            Studio.Request with { Target = new PeerAddress(Studio.MasterHost, 19_000) }, Studio.MasterHost);
        _studio.RunFor(500);
        Assert.That(slave.Search.IsRunning, Is.True);
        _studio.AssertAudioFlows(manager.Client);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Session;
using NetJack2.Sessions.Handshake;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Handshake;

/// <summary>What a manager makes of what comes to its port.</summary>
[NonParallelizable]
public class ManagerSessionsTests
{
    private static readonly PeerAddress s_stranger = new(Studio.StrangerHost, 5000);

    private Studio _studio = null!;
    private ManagerStation _manager = null!;

    [SetUp]
    public void Begin()
    {
        _studio = new Studio();
        _manager = _studio.LoadManager();
    }

    [TestCase(604, 0xFFFFFFFEu)]
    [TestCase(608, 0x80000000u)]
    [TestCase(612, 256u)]
    [TestCase(592, 40u)]
    [TestCase(592, 0u)]
    [TestCase(640, 31u)]
    [TestCase(628, 2u)]
    [TestCase(8, 7u)]
    [TestCase(16, 0u)]
    [Property("Defect", "D-01, D-02")]
    public void A_bad_announcement_is_reported_and_not_answered(int offset, uint value)
    {
        Receive(Studio.Announcement(Studio.Request, wire => BinaryPrimitives.WriteUInt32BigEndian(wire.AsSpan(offset), value)), s_stranger);
        Assert.That((_manager.Sessions.Count, _manager.Connections, _manager.Log.Warnings.Count), Is.EqualTo((0, 0, 1)));
    }

    [Test]
    [Property("Defect", "D-24")]
    public void A_name_without_an_end_and_with_control_characters_becomes_a_clients_name()
    {
        SlaveRequest request = Studio.Request with { Name = "a:b*c\u001b\n" + new string('x', 80) };
        _ = _studio.AddSlave(request, Studio.SlaveHost);
        _studio.RunFor(100);
        Assert.That(_manager.Client.Name, Is.EqualTo("a_b_c__" + new string('x', 24)));
    }

    [Test]
    public void An_announcement_that_comes_again_gets_the_same_offer_again()
    {
        var offers = new List<uint>();
        using VirtualSocket slave = _studio.Network.Open(Studio.SlaveHost, 19_000);
        byte[] buffer = new byte[700];
        for (int count = 0; count < 3; count++)
        {
            _ = slave.SendTo(Studio.Announcement(Studio.Request, _ => { }), Studio.GroupAddress);
            _studio.RunFor(20);
            while (slave.ReceiveFrom(buffer, out int length, out _) == SocketStatus.Done)
            {
                Assert.That(SessionValidator.CheckSetup(buffer.AsSpan(0, length)), Is.EqualTo(SessionFault.None));
                offers.Add(BinaryPrimitives.ReadUInt32BigEndian(buffer.AsSpan(596)));
            }
        }
        Assert.That(offers, Is.EqualTo(new[] { offers[0], offers[0], offers[0] }));
        Assert.That(_manager.Connections, Is.EqualTo(1));
    }

    [Test]
    public void Jack2_is_offered_nothing_that_it_does_not_know()
    {
        using VirtualSocket slave = _studio.Network.Open(Studio.SlaveHost, 19_000);
        byte[] announcement = Studio.Announcement(Studio.Request, wire => wire.AsSpan(336 + 192, 64).Fill(0x55));
        _ = slave.SendTo(announcement, Studio.GroupAddress);
        _studio.RunFor(20);
        byte[] offer = new byte[700];
        Assert.That(slave.ReceiveFrom(offer, out int length, out _), Is.EqualTo(SocketStatus.Done));
        Assert.That(length, Is.EqualTo(644));
        Assert.That(offer[80..336], Is.EqualTo((byte[])[.. "studio"u8, .. new byte[250]]));
    }

    [Test]
    [Property("Defect", "Fault-06")]
    public void Session_ids_are_random_numbers_of_32_bits()
    {
        for (int index = 0; index < 60; index++)
            _ = _studio.AddSlave(Studio.Request with { Name = $"slave{index}" }, 0x0A010000 + (uint)index);
        _studio.RunFor(1000);
        uint[] ids = [.. _manager.Clients.Select(client => client.Seat!.Session.SessionId)];
        Assert.That(ids, Has.Length.EqualTo(60).And.Unique);
        // Of 60 random numbers all lie in one half of the range once in 2^59 runs.
        Assert.That((ids.Max() > 0x8000_0000, ids.Min() < 0x8000_0000), Is.EqualTo((true, true)));
        Assert.That(
            Enumerable.Range(0, 32).Where(bit => ids.All(id => (id >> bit & 1) == (ids[0] >> bit & 1))),
            Is.Empty,
            "bits that never change");
    }

    [Test]
    [Property("Defect", "D-23")]
    public void An_offer_without_an_answer_is_forgotten_after_three_seconds_and_no_client_is_made()
    {
        using VirtualSocket mute = _studio.Network.Open(Studio.SlaveHost, 19_000);
        _ = mute.SendTo(Studio.Announcement(Studio.Request, _ => { }), Studio.GroupAddress);
        _studio.RunFor(2900);
        Assert.That(_manager.Sessions.Count, Is.EqualTo(1));
        _studio.RunFor(300);
        Assert.That((_manager.Sessions.Count, _manager.Clients.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    [Property("Defect", "D-05")]
    public void A_duplicated_start_stops_no_session()
    {
        _studio.Network.Duplication = 1;
        _ = _studio.AddSlave();
        _studio.RunFor(500);
        _studio.AssertAudioFlows(_manager.Client);
        Assert.That(_manager.Client.Sessions, Is.EqualTo(1));
    }

    [TestCase(Studio.StrangerHost, true)]
    [TestCase(Studio.SlaveHost, true)]
    [TestCase(Studio.MasterHost, false)]
    [Property("Defect", "D-04")]
    public void KILL_MASTER_is_obeyed_from_this_host_only(uint host, bool goesOn)
    {
        _ = _studio.AddSlave();
        _studio.RunFor(500);
        SessionPacket kill = SessionPacket.Create(SessionPacketId.KillMaster);
        kill.SessionId = _manager.Client.Seat!.Session.SessionId;
        _manager.Sessions.Receive(SessionPacket.AsBytes(kill), new PeerAddress(host, 5000));
        Assert.That(_manager.Client.IsRunning, Is.EqualTo(goesOn));
        if (goesOn)
            _studio.AssertAudioFlows(_manager.Client);
    }

    [Test]
    [Property("Defect", "D-04")]
    public void KILL_MASTER_ends_the_session_that_it_names_and_no_other()
    {
        _ = _studio.AddSlave();
        _studio.RunFor(500);
        SessionPacket kill = SessionPacket.Create(SessionPacketId.KillMaster);
        kill.SessionId = _manager.Client.Seat!.Session.SessionId + 1;
        _manager.Sessions.Receive(SessionPacket.AsBytes(kill), new PeerAddress(Studio.MasterHost, 5000));
        Assert.That(_manager.Client.IsRunning, Is.True);
    }

    [Test]
    [Property("Defect", "D-56")]
    public void Forged_announcements_of_a_slave_that_runs_disturb_it_not()
    {
        _ = _studio.AddSlave();
        _studio.RunFor(500);
        _manager.Client.Seat!.ResetCounts();
        for (int count = 0; count < 50; count++)
        {
            _manager.Sessions.Receive(
                Studio.Announcement(Studio.Request, _ => { }), new PeerAddress(Studio.SlaveHost, (ushort)(6000 + count)));
            _studio.RunFor(30);
        }
        Assert.That((_manager.Client.Seat.Wrong, _manager.Client.Seat.Gaps, _manager.Client.Sessions), Is.EqualTo((0L, 0L, 1)));
    }

    [Test]
    [Property("Defect", "D-23, D-55")]
    public void There_are_64_slaves_at_most_and_invented_ones_keep_no_real_one_away()
    {
        for (int index = 0; index < 100; index++)
            Receive(Studio.Announcement(Studio.Request with { Name = $"bogus{index}" }, _ => { }), s_stranger);
        Assert.That(_manager.Sessions.Count, Is.EqualTo(ManagerLimits.MostSlaves));
        Assert.That(_manager.Log.Warnings[0], Does.Contain("64"));
        SlaveStation slave = _studio.AddSlave();
        Assert.That(_studio.MillisecondsUntil(() => slave.Search.IsRunning), Is.LessThan(700));
    }

    [Test]
    [Property("Defect", "D-55")]
    public void A_slave_beyond_the_limit_is_rejected_and_a_flood_of_them_is_reported_a_few_times()
    {
        _manager = Reload(new ManagerLimits { MaxSlaves = 1 });
        SlaveStation served = _studio.AddSlave();
        _studio.RunFor(500);
        SlaveStation refused = _studio.AddSlave(Studio.Request with { Name = "drums" }, Studio.StrangerHost);
        _studio.RunFor(9000);
        Assert.That((served.Search.IsRunning, refused.Search.IsRunning, _manager.Sessions.Count), Is.EqualTo((true, false, 1)));
        Assert.That(
            _manager.Log.Warnings, Has.Count.EqualTo(5).And.All.Contain("the limit -N 1 is reached"));
        _studio.AssertAudioFlows(_manager.Client);

        served.Close();
        Assert.That(_studio.MillisecondsUntil(() => refused.Search.IsRunning), Is.InRange(30_000, 33_000), "when the first is given up");
    }

    [Test]
    [Property("Defect", "D-56")]
    public void The_client_of_a_disconnected_slave_waits_for_the_hold_time()
    {
        _manager = Reload(new ManagerLimits { HoldSeconds = 5 });
        SlaveStation slave = _studio.AddSlave();
        _studio.RunFor(500);
        slave.Close();
        Assert.That(_studio.MillisecondsUntil(() => _manager.Client.IsClosed), Is.InRange(5000, 7200));
        Assert.That(_manager.Sessions.Count, Is.Zero);
    }

    [Test]
    public void An_announcement_from_where_no_way_leads_costs_a_slave_neither_its_client_nor_its_return()
    {
        var elsewhere = new PeerAddress(0x0A0A0A0A, 19_000);
        _manager.Unreachable.Add(elsewhere.Host);
        _ = _studio.AddSlave();
        _studio.RunFor(500);
        FakeClient client = _manager.Client;
        _studio.Network.Unplug(Studio.SlaveHost);
        _studio.RunFor(3000);
        Receive(Studio.Announcement(Studio.Request, _ => { }), elsewhere);
        _studio.RunFor(500);
        Assert.That(client.IsClosed, Is.False);
        _studio.Network.Plug(Studio.SlaveHost);
        _studio.RunFor(1500);
        Assert.That(_manager.Client, Is.SameAs(client));
        _studio.AssertAudioFlows(client);
    }

    [Test]
    [Property("Defect", "D-53")]
    public void While_the_server_freewheels_clients_neither_come_nor_go()
    {
        _manager = Reload(new ManagerLimits { HoldSeconds = 5 });
        SlaveStation slave = _studio.AddSlave();
        _studio.RunFor(500);
        FakeClient client = _manager.Client;
        _manager.IsFreewheeling = true;
        slave.Close();
        _ = _studio.AddSlave(Studio.Request with { Name = "drums" }, Studio.StrangerHost);
        _studio.RunFor(12_000);
        Assert.That((_manager.Client, client.IsClosed), Is.EqualTo((client, false)));
        _manager.IsFreewheeling = false;
        _ = _studio.AddSlave();
        _studio.RunFor(1000);
        Assert.That((_manager.Clients.Count, client.IsClosed), Is.EqualTo((2, false)));
        _studio.AssertAudioFlows(client);
        _studio.AssertAudioFlows(_manager.Clients[1]);
    }

    [TestCase(true)]
    [TestCase(false)]
    [Property("Defect", "Fault-15")]
    public void A_slave_that_announces_itself_once_is_served_when_that_is_possible(bool isFreewheeling)
    {
        _manager = Reload(new ManagerLimits { MaxSlaves = isFreewheeling ? 64 : 1, HoldSeconds = 5 });
        SlaveStation served = _studio.AddSlave();
        _studio.RunFor(500);
        _manager.IsFreewheeling = isFreewheeling;
        using VirtualSocket once = _studio.Network.Open(Studio.StrangerHost, 19_000);
        _ = once.SendTo(Studio.Announcement(Studio.Request with { Name = "once" }, _ => { }), Studio.GroupAddress);
        _studio.RunFor(3000);
        byte[] offer = new byte[644];
        Assert.That(once.ReceiveFrom(offer, out _, out _), Is.EqualTo(SocketStatus.Empty));
        _manager.IsFreewheeling = false;
        if (!isFreewheeling)
            served.Close();
        _studio.RunFor(isFreewheeling ? 200 : 8000);
        Assert.That(once.ReceiveFrom(offer, out _, out _), Is.EqualTo(SocketStatus.Done));
        Assert.That(SessionValidator.CheckSetup(offer), Is.EqualTo(SessionFault.None));
    }

    [Test]
    [Property("Defect", "Fault-32")]
    public void A_slave_that_restarts_while_the_server_freewheels_for_longer_than_the_hold_time_keeps_its_client()
    {
        _manager = Reload(new ManagerLimits { HoldSeconds = 5 });
        SlaveStation slave = _studio.AddSlave();
        _studio.RunFor(500);
        FakeClient client = _manager.Client;
        _manager.IsFreewheeling = true;
        slave.Close();
        _studio.RunFor(1000);
        _ = _studio.AddSlave();
        _studio.RunFor(12_050);
        _manager.IsFreewheeling = false;
        _studio.RunFor(1000);
        Assert.That((_manager.Client, client.IsClosed), Is.EqualTo((client, false)));
        _studio.AssertAudioFlows(client);
    }

    [Test]
    [Property("Defect", "Fault-32")]
    public void A_slave_that_returns_and_cannot_have_its_ports_keeps_its_client_and_is_reported_once()
    {
        SlaveStation slave = _studio.AddSlave();
        _studio.RunFor(500);
        FakeClient client = _manager.Client;
        client.CanPrepare = false;
        slave.Close();
        SlaveStation greedy = _studio.AddSlave(Studio.Request with { SendAudio = 64 }, Studio.SlaveHost);
        _studio.RunFor(5000);
        Assert.That(_manager.Log.Warnings.Single(), Is.EqualTo("Slave 'bass' is rejected: JACK gives no client or no ports for it"));
        Assert.That((_manager.Client, client.IsClosed), Is.EqualTo((client, false)));
        greedy.Close();
        client.CanPrepare = true;
        _ = _studio.AddSlave();
        Assert.That(
            _studio.MillisecondsUntil(() => client.IsRunning), Is.LessThan(600), "it asks for something else: there is no need to wait");
        _studio.AssertAudioFlows(client);
    }

    [Test]
    [Property("Defect", "Fault-32")]
    public void A_slave_that_restarts_with_other_options_while_it_is_offered_a_session_is_offered_another_one()
    {
        using VirtualSocket slave = _studio.Network.Open(Studio.SlaveHost, 19_000);
        foreach (int channels in (int[])[2, 4])
        {
            _ = slave.SendTo(Studio.Announcement(Studio.Request with { SendAudio = channels }, _ => { }), Studio.GroupAddress);
            _studio.RunFor(500);
            byte[] offer = new byte[644];
            Assert.That(slave.ReceiveFrom(offer, out _, out _), Is.EqualTo(SocketStatus.Done));
            Assert.That(BinaryPrimitives.ReadUInt32BigEndian(offer.AsSpan(604)), Is.EqualTo(channels));
        }
    }

    [Test]
    [Property("Defect", "Fault-32")]
    public void A_namesake_does_not_disturb_a_slave_whose_periods_are_longer_than_a_tenth_of_a_second()
    {
        _studio.Server.Period = 8192;
        _ = _studio.AddSlave();
        _studio.RunFor(3000);
        _manager.Client.Seat!.ResetCounts();
        for (int count = 0; count < 100; count++)
        {
            _manager.Sessions.Receive(
                Studio.Announcement(Studio.Request, _ => { }), new PeerAddress(Studio.SlaveHost, (ushort)(6000 + count)));
            _studio.RunFor(30);
        }
        Assert.That((_manager.Client.Seat.Wrong, _manager.Client.Seat.Gaps, _manager.Client.Sessions), Is.EqualTo((0L, 0L, 1)));
        Assert.That(_manager.Client.Seat.Good, Is.Positive);
    }

    [Test]
    [Property("Defect", "Fault-08")]
    public void A_host_that_announces_the_name_of_a_slave_that_pauses_does_not_get_its_client([Values(250, 1500)] int pause)
    {
        _ = _studio.AddSlave();
        _studio.RunFor(500);
        _studio.Network.Unplug(Studio.SlaveHost);
        ushort port = 6000;
        for (int time = 0; time < pause; time += 16)
        {
            Receive(Studio.Announcement(Studio.Request, _ => { }), s_stranger with { Port = port++ });
            _studio.RunFor(16);
        }
        _studio.Network.Plug(Studio.SlaveHost);
        _studio.RunFor(1500);
        Assert.That((_manager.Clients.Count, _manager.Client.Name), Is.EqualTo((1, "bass")));
        Assert.That(_manager.Client.Seat!.Session.SlaveSync, Is.False);
        Assert.That(_manager.Log.Lines, Has.None.Contains(s_stranger.Host.ToString()));
        _studio.AssertAudioFlows(_manager.Client);
    }

    [Test]
    [Property("Defect", "Fault-08")]
    public void Sessions_that_a_stranger_begins_and_leaves_are_few_and_keep_no_real_slave_away()
    {
        byte[] setup = new byte[644];
        var sockets = new List<VirtualSocket>();
        for (int count = 0; count < 150; count++)
        {
            VirtualSocket stranger = _studio.Network.Open(Studio.StrangerHost);
            sockets.Add(stranger);
            _ = stranger.SendTo(Studio.Announcement(Studio.Request with { Name = $"ghost{count}" }, _ => { }), Studio.GroupAddress);
            _studio.RunFor(20);
            if (stranger.ReceiveFrom(setup, out _, out PeerAddress master) == SocketStatus.Done)
            {
                setup[15] = 2;
                _ = stranger.SendTo(setup, master);
            }
            _studio.RunFor(20);
        }
        Assert.That(_manager.Clients, Has.Count.EqualTo(16));
        Assert.That(_manager.Log.Warnings, Has.Count.EqualTo(5).And.All.Contains("slaves at 10.0.0.254 have clients"));
        Assert.That(_manager.Log.Lines, Has.Count.LessThanOrEqualTo(2 * 16));
        SlaveStation slave = _studio.AddSlave();
        Assert.That(_studio.MillisecondsUntil(() => slave.Search.IsRunning && _manager.Clients[^1].IsRunning), Is.LessThan(700));
        sockets.ForEach(socket => socket.Dispose());
    }

    [Test]
    [Property("Defect", "D-55")]
    public void A_slave_that_gets_no_ports_is_reported_a_few_times()
    {
        _manager.Physical = new PhysicalPorts(0, 0, 0, 0);
        byte[] announcement = Studio.Announcement(
            Studio.Request with { SendAudio = 0, ReturnAudio = 0, SendMidi = -1, ReturnMidi = 0 }, _ => { });
        for (int count = 0; count < 100; count++)
            Receive(announcement, s_stranger);
        Assert.That(_manager.Log.Warnings, Has.Count.InRange(1, 5));
    }

    [Test]
    [Property("Defect", "D-55")]
    public void A_flood_of_junk_is_not_answered_and_reported_a_few_times()
    {
        var random = new Random(1);
        for (int count = 0; count < 5000; count++)
        {
            byte[] junk = new byte[random.Next(2) == 0 ? 644 : random.Next(0, 1472)];
            random.NextBytes(junk);
            if (junk.Length == 644)
                "params\0\0\0\0\0\x08\0\0\0\0"u8.CopyTo(junk);
            Receive(junk, s_stranger);
        }
        Assert.That((_manager.Sessions.Count, _studio.Network.SentCount), Is.EqualTo((0, 0L)));
        Assert.That(_manager.Log.Warnings, Has.Count.LessThanOrEqualTo(5));
    }

    [Test]
    [Property("Defect", "D-17")]
    public void Junk_and_announcements_that_come_again_allocate_nothing()
    {
        _ = _studio.AddSlave();
        _studio.RunFor(500);
        byte[] again = Studio.Announcement(Studio.Request, _ => { });
        byte[] bad = Studio.Announcement(Studio.Request with { Name = "bad" }, wire => wire[592] = 1);
        byte[] offered = Studio.Announcement(Studio.Request with { Name = "mute" }, _ => { });
        byte[] junk = new byte[644];
        byte[] buffer = new byte[644];
        SessionPacket kill = SessionPacket.Create(SessionPacketId.KillMaster);
        kill.SessionId = _manager.Client.Seat!.Session.SessionId;
        byte[] killBytes = SessionPacket.AsBytes(kill).ToArray();
        using VirtualSocket mute = _studio.Network.Open(Studio.StrangerHost, 5000);
        for (int round = 0; round < 5; round++)
            Flood();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Flood();
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);

        void Flood()
        {
            for (int count = 0; count < 200; count++)
            {
                _manager.Sessions.Receive(again, new PeerAddress(Studio.SlaveHost, 19_000));
                _manager.Sessions.Receive(bad, s_stranger);
                _manager.Sessions.Receive(offered, s_stranger);
                _manager.Sessions.Receive(junk, s_stranger);
                _manager.Sessions.Receive(killBytes, s_stranger);
                while (mute.ReceiveFrom(buffer, out _, out _) == SocketStatus.Done)
                    continue;
                _studio.RunFor(1);
            }
        }
    }

    [Test]
    public void A_manager_that_closes_closes_its_clients()
    {
        _ = _studio.AddSlave();
        _studio.RunFor(500);
        _manager.Close();
        Assert.That((_manager.Client.IsClosed, _manager.Sessions.Count, _studio.Server.Seats.Count), Is.EqualTo((true, 0, 0)));
    }

    private ManagerStation Reload(ManagerLimits limits)
    {
        _manager.Close();
        return _studio.LoadManager(limits);
    }

    private void Receive(byte[] datagram, PeerAddress source) => _manager.Sessions.Receive(datagram, source);
}

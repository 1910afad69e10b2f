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
    public void A_bad_announcement_is_told_and_answered_by_nothing(int offset, uint value)
    {
        Take(Studio.Announcement(Studio.Request, wire => BinaryPrimitives.WriteUInt32BigEndian(wire.AsSpan(offset), value)), s_stranger);
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
            _ = slave.TrySend(Studio.Announcement(Studio.Request, _ => { }), Studio.GroupAddress);
            _studio.RunFor(20);
            while (slave.TryReceive(buffer, out int length, out _) == SocketStatus.Done)
            {
                Assert.That(SessionValidator.CheckSetup(buffer.AsSpan(0, length)), Is.EqualTo(SessionFault.None));
                offers.Add(BinaryPrimitives.ReadUInt32BigEndian(buffer.AsSpan(596)));
            }
        }
        Assert.That(offers, Is.EqualTo(new uint[] { 1, 1, 1 }));
        Assert.That(_manager.Connections, Is.EqualTo(1));
    }

    [Test]
    public void An_original_is_offered_nothing_that_it_does_not_know()
    {
        using VirtualSocket slave = _studio.Network.Open(Studio.SlaveHost, 19_000);
        byte[] announcement = Studio.Announcement(Studio.Request, wire => wire.AsSpan(336 + 192, 64).Fill(0x55));
        _ = slave.TrySend(announcement, Studio.GroupAddress);
        _studio.RunFor(20);
        byte[] offer = new byte[700];
        Assert.That(slave.TryReceive(offer, out int length, out _), Is.EqualTo(SocketStatus.Done));
        Assert.That(length, Is.EqualTo(644));
        Assert.That(offer[80..336], Is.EqualTo((byte[])[.. "studio"u8, .. new byte[250]]));
    }

    [Test]
    [Property("Defect", "D-23")]
    public void An_offer_without_an_answer_is_forgotten_after_three_seconds_and_no_client_is_made()
    {
        using VirtualSocket mute = _studio.Network.Open(Studio.SlaveHost, 19_000);
        _ = mute.TrySend(Studio.Announcement(Studio.Request, _ => { }), Studio.GroupAddress);
        _studio.RunFor(2900);
        Assert.That(_manager.Sessions.Count, Is.EqualTo(1));
        _studio.RunFor(300);
        Assert.That((_manager.Sessions.Count, _manager.Clients.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    [Property("Defect", "D-05")]
    public void A_start_that_comes_twice_hangs_nobody()
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
        kill.SessionId = 1;
        _manager.Sessions.Take(SessionPacket.AsBytes(kill), new PeerAddress(host, 5000));
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
        kill.SessionId = 2;
        _manager.Sessions.Take(SessionPacket.AsBytes(kill), new PeerAddress(Studio.MasterHost, 5000));
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
            _manager.Sessions.Take(Studio.Announcement(Studio.Request, _ => { }), new PeerAddress(Studio.SlaveHost, (ushort)(6000 + count)));
            _studio.RunFor(30);
        }
        Assert.That((_manager.Client.Seat.Wrong, _manager.Client.Seat.Gaps, _manager.Client.Sessions), Is.EqualTo((0L, 0L, 1)));
    }

    [Test]
    [Property("Defect", "D-23, D-55")]
    public void There_are_64_slaves_at_most_and_invented_ones_keep_no_real_one_away()
    {
        for (int index = 0; index < 100; index++)
            Take(Studio.Announcement(Studio.Request with { Name = $"bogus{index}" }, _ => { }), s_stranger);
        Assert.That(_manager.Sessions.Count, Is.EqualTo(ManagerLimits.MostSlaves));
        Assert.That(_manager.Log.Warnings[0], Does.Contain("64"));
        SlaveStation slave = _studio.AddSlave();
        Assert.That(_studio.MillisecondsUntil(() => slave.Search.IsRunning), Is.LessThan(700));
    }

    [Test]
    [Property("Defect", "D-55")]
    public void One_slave_more_than_allowed_is_refused_and_a_flood_of_them_is_told_a_few_times()
    {
        _manager = Reload(new ManagerLimits { MaxSlaves = 1 });
        SlaveStation served = _studio.AddSlave();
        _studio.RunFor(500);
        SlaveStation refused = _studio.AddSlave(Studio.Request with { Name = "drums" }, Studio.StrangerHost);
        _studio.RunFor(9000);
        Assert.That((served.Search.IsRunning, refused.Search.IsRunning, _manager.Sessions.Count), Is.EqualTo((true, false, 1)));
        Assert.That(_manager.Log.Warnings, Has.Count.EqualTo(5).And.All.Contain("1 are served or waited for already, as many as -N allows"));
        _studio.AssertAudioFlows(_manager.Client);

        served.Close();
        Assert.That(_studio.MillisecondsUntil(() => refused.Search.IsRunning), Is.InRange(30_000, 33_000), "when the first is given up");
    }

    [Test]
    [Property("Defect", "D-56")]
    public void The_client_of_a_slave_that_is_gone_waits_as_long_as_it_is_told_to()
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
        Take(Studio.Announcement(Studio.Request, _ => { }), elsewhere);
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

    [Test]
    [Property("Defect", "D-55")]
    public void A_slave_that_can_have_nothing_is_told_about_a_few_times()
    {
        _manager.Physical = new PhysicalPorts(0, 0, 0, 0);
        byte[] announcement = Studio.Announcement(Studio.Request with { SendAudio = 0, ReturnAudio = 0, SendMidi = -1, ReturnMidi = 0 }, _ => { });
        for (int count = 0; count < 100; count++)
            Take(announcement, s_stranger);
        Assert.That(_manager.Log.Warnings, Has.Count.InRange(1, 5));
    }

    [Test]
    [Property("Defect", "D-55")]
    public void A_flood_of_junk_is_answered_by_nothing_and_told_a_few_times()
    {
        var random = new Random(1);
        for (int count = 0; count < 5000; count++)
        {
            byte[] junk = new byte[random.Next(2) == 0 ? 644 : random.Next(0, 1472)];
            random.NextBytes(junk);
            if (junk.Length == 644)
                "params\0\0\0\0\0\x08\0\0\0\0"u8.CopyTo(junk);
            Take(junk, s_stranger);
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
        kill.SessionId = 1;
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
                _manager.Sessions.Take(again, new PeerAddress(Studio.SlaveHost, 19_000));
                _manager.Sessions.Take(bad, s_stranger);
                _manager.Sessions.Take(offered, s_stranger);
                _manager.Sessions.Take(junk, s_stranger);
                _manager.Sessions.Take(killBytes, s_stranger);
                while (mute.TryReceive(buffer, out _, out _) == SocketStatus.Done)
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

    private void Take(byte[] datagram, PeerAddress source) => _manager.Sessions.Take(datagram, source);
}

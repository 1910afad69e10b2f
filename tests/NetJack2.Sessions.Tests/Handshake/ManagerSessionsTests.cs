// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Session;
using NetJack2.Sessions.Handshake;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Handshake;

/// <summary>How a manager answers the packets that reach its port.</summary>
public class ManagerSessionsTests : ManagerTest
{
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
        Receive(Studio.Announcement(Studio.Request, wire => BinaryPrimitives.WriteUInt32BigEndian(wire.AsSpan(offset), value)), Stranger);
        Assert.That((Manager.Sessions.Count, Manager.Connections, Manager.Log.Warnings.Count), Is.EqualTo((0, 0, 1)));
    }

    [Test]
    [Property("Defect", "D-24")]
    public void A_name_without_an_end_and_with_control_characters_becomes_a_clients_name()
    {
        SlaveRequest request = Studio.Request with { Name = "a:b*c\u001b\n" + new string('x', 80) };
        _ = World.AddSlave(request, Studio.SlaveHost);
        World.RunFor(100);
        Assert.That(Manager.Client.Name, Is.EqualTo("a_b_c__" + new string('x', 24)));
    }

    [Test]
    public void An_announcement_that_comes_again_gets_the_same_offer_again()
    {
        var offers = new List<uint>();
        using VirtualSocket slave = World.Network.Open(Studio.SlaveHost, 19_000);
        byte[] buffer = new byte[700];
        for (int count = 0; count < 3; count++)
        {
            _ = slave.SendTo(Studio.Announcement(Studio.Request, _ => { }), Studio.GroupAddress);
            World.RunFor(20);
            while (slave.ReceiveFrom(buffer, out int length, out _) == SocketStatus.Done)
            {
                Assert.That(SessionValidator.CheckSetup(buffer.AsSpan(0, length)), Is.EqualTo(SessionFault.None));
                offers.Add(BinaryPrimitives.ReadUInt32BigEndian(buffer.AsSpan(596)));
            }
        }
        Assert.That(offers, Is.EqualTo(new[] { offers[0], offers[0], offers[0] }));
        Assert.That(Manager.Connections, Is.EqualTo(1));
    }

    [Test]
    public void Jack2_is_offered_nothing_that_it_does_not_know()
    {
        using VirtualSocket slave = World.Network.Open(Studio.SlaveHost, 19_000);
        byte[] announcement = Studio.Announcement(Studio.Request, wire => wire.AsSpan(336 + 192, 64).Fill(0x55));
        _ = slave.SendTo(announcement, Studio.GroupAddress);
        World.RunFor(20);
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
            _ = World.AddSlave(Studio.Request with { Name = $"slave{index}" }, 0x0A010000 + (uint)index);
        World.RunFor(1000);
        uint[] ids = [.. Manager.Clients.Select(client => client.Seat!.Session.SessionId)];
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
        using VirtualSocket mute = World.Network.Open(Studio.SlaveHost, 19_000);
        _ = mute.SendTo(Studio.Announcement(Studio.Request, _ => { }), Studio.GroupAddress);
        World.RunFor(2900);
        Assert.That(Manager.Sessions.Count, Is.EqualTo(1));
        World.RunFor(300);
        Assert.That((Manager.Sessions.Count, Manager.Clients.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    [Property("Defect", "Fault-32")]
    public void A_slave_that_restarts_with_other_options_while_it_is_offered_a_session_is_offered_another_one()
    {
        using VirtualSocket slave = World.Network.Open(Studio.SlaveHost, 19_000);
        foreach (int channels in (int[])[2, 4])
        {
            _ = slave.SendTo(Studio.Announcement(Studio.Request with { SendAudio = channels }, _ => { }), Studio.GroupAddress);
            World.RunFor(500);
            byte[] offer = new byte[644];
            Assert.That(slave.ReceiveFrom(offer, out _, out _), Is.EqualTo(SocketStatus.Done));
            Assert.That(BinaryPrimitives.ReadUInt32BigEndian(offer.AsSpan(604)), Is.EqualTo(channels));
        }
    }

    [Test]
    [Property("Defect", "D-05")]
    public void A_duplicated_start_stops_no_session()
    {
        World.Network.Duplication = 1;
        _ = World.AddSlave();
        World.RunFor(500);
        World.AssertAudioFlows(Manager.Client);
        Assert.That(Manager.Client.Sessions, Is.EqualTo(1));
    }

    [TestCase(Studio.StrangerHost, true)]
    [TestCase(Studio.SlaveHost, true)]
    [TestCase(Studio.MasterHost, false)]
    [Property("Defect", "D-04")]
    public void KILL_MASTER_is_obeyed_from_this_host_only(uint host, bool goesOn)
    {
        _ = World.AddSlave();
        World.RunFor(500);
        SessionPacket kill = SessionPacket.Create(SessionPacketId.KillMaster);
        kill.SessionId = Manager.Client.Seat!.Session.SessionId;
        Manager.Sessions.Receive(SessionPacket.AsBytes(kill), new PeerAddress(host, 5000));
        Assert.That(Manager.Client.IsRunning, Is.EqualTo(goesOn));
        if (goesOn)
            World.AssertAudioFlows(Manager.Client);
    }

    [Test]
    [Property("Defect", "D-04")]
    public void KILL_MASTER_ends_the_session_that_it_names_and_no_other()
    {
        _ = World.AddSlave();
        World.RunFor(500);
        SessionPacket kill = SessionPacket.Create(SessionPacketId.KillMaster);
        kill.SessionId = Manager.Client.Seat!.Session.SessionId + 1;
        Manager.Sessions.Receive(SessionPacket.AsBytes(kill), new PeerAddress(Studio.MasterHost, 5000));
        Assert.That(Manager.Client.IsRunning, Is.True);
    }

    [Test]
    public void A_manager_that_closes_closes_its_clients()
    {
        _ = World.AddSlave();
        World.RunFor(500);
        Manager.Close();
        Assert.That((Manager.Client.IsClosed, Manager.Sessions.Count, World.Server.Seats.Count), Is.EqualTo((true, 0, 0)));
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Protocol.Session;
using NetJack2.Sessions.Handshake;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Handshake;

/// <summary>A slave whose address changes, or that has several, continues in the client that is kept for it.</summary>
[Property("Defect", "Fault-08")]
public class AnotherAddressTests : ManagerTest
{
    private const uint OtherHost = 0x0A000102, ThirdHost = 0x0A000202;

    private static readonly string[] s_two = ["bass", "bass-01"];

    [Test]
    public void A_slave_whose_address_changes_continues_in_its_client()
    {
        _ = World.AddSlave(Studio.Request, Studio.SlaveHost, OtherHost);
        World.RunFor(500);
        World.Network.Unplug(Studio.SlaveHost);
        Assert.That(World.MillisecondsUntil(() => Manager.Client.Sessions == 2), Is.LessThan(2800));
        World.AssertAudioFlows(Manager.Client);
        Assert.That(Manager.Log.Lines, Has.Some.StartsWith("Slave 'bass' reconnects from another address: 10.0.1.2:"));
        Assert.That((Manager.Clients.Count, Manager.Sessions.Count), Is.EqualTo((1, 1)));
    }

    [Test]
    public void A_slave_that_has_two_other_addresses_continues_in_its_client()
    {
        _ = World.AddSlave(Studio.Request, Studio.SlaveHost, OtherHost, ThirdHost);
        World.RunFor(500);
        World.Network.Unplug(Studio.SlaveHost);
        Assert.That(World.MillisecondsUntil(() => Manager.Client.Sessions == 2), Is.LessThan(2800));
        World.AssertAudioFlows(Manager.Client);
        Assert.That((Manager.Clients.Count, Manager.Sessions.Count), Is.EqualTo((1, 1)));
    }

    [TestCase(1)]
    [TestCase(2)]
    public void A_slave_whose_address_changes_continues_in_its_client_where_its_own_place_is_the_last(int most)
    {
        Reload(new ManagerLimits { MaxSlaves = most });
        if (most == 2)
        {
            _ = World.AddSlave(Studio.Request with { Name = "drums" }, Studio.StrangerHost);
            World.RunFor(500);
        }
        _ = World.AddSlave(Studio.Request, Studio.SlaveHost, OtherHost);
        World.RunFor(500);
        FakeClient bass = Manager.Clients[^1];
        World.Network.Unplug(Studio.SlaveHost);
        Assert.That(World.MillisecondsUntil(() => bass.Sessions == 2), Is.LessThan(2800));
        World.AssertAudioFlows(bass);
        Assert.That((Manager.Clients.Count, Manager.Sessions.Count), Is.EqualTo((most, most)));
    }

    [Test]
    public void One_without_a_proof_waits_there_until_the_client_is_no_longer_kept()
    {
        Reload(new ManagerLimits { MaxSlaves = 1 });
        SlaveStation slave = World.AddSlave();
        World.RunFor(500);
        slave.Close();
        World.RunFor(3000);
        SlaveStation restarted = World.AddSlave(Studio.Request, OtherHost);
        World.RunFor(20_000);
        Assert.That((Manager.Clients.Count, Manager.Client.IsRunning, restarted.Search.IsRunning), Is.EqualTo((1, false, false)));
        Assert.That(Manager.Log.Warnings, Has.Some.EndsWith(
            "is rejected: the manager's limit -N 1 is reached; a smaller -w frees the places of disconnected slaves earlier"));
        World.RunFor(25_000);
        Assert.That((Manager.Clients.Count, Manager.Clients[0].IsClosed, restarted.Search.IsRunning), Is.EqualTo((2, true, true)));
    }

    // It announces itself from both at once, and a restarted one has no proof.
    [Test]
    public void A_slave_with_two_addresses_that_restarts_again_and_again_keeps_its_client([Values(300, 700, 1500, 5000)] int pause)
    {
        SlaveStation slave = World.AddSlave(Studio.Request, Studio.SlaveHost, OtherHost);
        World.RunFor(500);
        for (int restart = 1; restart <= 4; restart++)
        {
            slave.Close();
            World.RunFor(pause);
            slave = World.AddSlave(Studio.Request, Studio.SlaveHost, OtherHost);
            World.RunFor(4000 + restart);
            Assert.That((Manager.Clients.Count, Manager.Client.IsRunning), Is.EqualTo((1, true)), $"restart {restart}");
        }
        World.AssertAudioFlows(Manager.Client);
    }

    [Test]
    public void It_does_so_again_after_a_change_of_the_period_and_if_its_answer_is_lost()
    {
        _ = World.AddSlave(Studio.Request, Studio.SlaveHost, OtherHost);
        World.RunFor(500);
        World.Server.Period = 128;
        World.RunFor(1000);
        int lost = 0;
        World.Network.Drop = (datagram, source, _) => source.Host == OtherHost && SessionPacket.IsHandshake(datagram)
            && MemoryMarshal.AsRef<SessionPacket>(datagram).PacketId == SessionPacketId.StartMaster && lost++ == 0;
        World.Network.Unplug(Studio.SlaveHost);
        Assert.That(World.MillisecondsUntil(() => Manager.Client.IsRunning && lost > 1), Is.LessThan(4000));
        World.AssertAudioFlows(Manager.Client);
        World.Network.Plug(Studio.SlaveHost);
        World.Network.Unplug(OtherHost);
        World.RunFor(4000);
        World.AssertAudioFlows(Manager.Client);
    }

    [Test]
    public void A_slave_that_has_restarted_continues_at_its_address_and_at_another_one_as_another_slave()
    {
        SlaveStation slave = World.AddSlave();
        World.RunFor(500);
        slave.Close();
        World.RunFor(3000);
        SlaveStation restarted = World.AddSlave();
        Assert.That(World.MillisecondsUntil(() => restarted.Search.IsRunning && Manager.Client.IsRunning), Is.LessThan(700));
        restarted.Close();
        World.RunFor(3000);
        _ = World.AddSlave(Studio.Request, OtherHost);
        World.RunFor(1000);
        Assert.That(Manager.Clients.Select(client => client.Name), Is.EqualTo(s_two));
        Assert.That((Manager.Clients[0].IsRunning, Manager.Clients[1].Sessions), Is.EqualTo((false, 1)));
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Session;
using NetJack2.Sessions.Handshake;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Handshake;

/// <summary>What a manager keeps for a slave that is disconnected or has to wait, and for how long.</summary>
public class DisconnectedSlaveTests : ManagerTest
{
    private const int HostNameOffset = 336;

    [Test]
    [Property("Defect", "D-56")]
    public void The_client_of_a_disconnected_slave_waits_for_the_hold_time()
    {
        Reload(new ManagerLimits { HoldSeconds = 5 });
        SlaveStation slave = World.AddSlave();
        World.RunFor(500);
        slave.Close();
        Assert.That(World.MillisecondsUntil(() => Manager.Client.IsClosed), Is.EqualTo(5221), "after it was missed for 0.2 s");
        Assert.That(Manager.Sessions.Count, Is.Zero);
    }

    [Test]
    public void An_announcement_from_where_no_way_leads_costs_a_slave_neither_its_client_nor_its_return()
    {
        var elsewhere = new PeerAddress(0x0A0A0A0A, 19_000);
        Manager.Unreachable.Add(elsewhere.Host);
        _ = World.AddSlave();
        World.RunFor(500);
        FakeClient client = Manager.Client;
        World.Network.Unplug(Studio.SlaveHost);
        World.RunFor(3000);
        Receive(Studio.Announcement(Studio.Request, _ => { }), elsewhere);
        World.RunFor(500);
        Assert.That(client.IsClosed, Is.False);
        World.Network.Plug(Studio.SlaveHost);
        World.RunFor(1500);
        Assert.That(Manager.Client, Is.SameAs(client));
        World.AssertAudioFlows(client);
    }

    [Test]
    [Property("Defect", "D-53")]
    public void While_the_server_freewheels_clients_neither_come_nor_go()
    {
        Reload(new ManagerLimits { HoldSeconds = 5 });
        SlaveStation slave = World.AddSlave();
        World.RunFor(500);
        FakeClient client = Manager.Client;
        Manager.IsFreewheeling = true;
        slave.Close();
        _ = World.AddSlave(Studio.Request with { Name = "drums" }, Studio.StrangerHost);
        World.RunFor(12_000);
        Assert.That((Manager.Client, client.IsClosed), Is.EqualTo((client, false)));
        Manager.IsFreewheeling = false;
        _ = World.AddSlave();
        World.RunFor(1000);
        Assert.That((Manager.Clients.Count, client.IsClosed), Is.EqualTo((2, false)));
        World.AssertAudioFlows(client);
        World.AssertAudioFlows(Manager.Clients[1]);
    }

    [TestCase(true)]
    [TestCase(false)]
    [Property("Defect", "Fault-15")]
    public void A_slave_that_announces_itself_once_is_served_when_that_is_possible(bool isFreewheeling)
    {
        Reload(new ManagerLimits { MaxSlaves = isFreewheeling ? 64 : 1, HoldSeconds = 5 });
        SlaveStation served = World.AddSlave();
        World.RunFor(500);
        Manager.IsFreewheeling = isFreewheeling;
        using VirtualSocket once = World.Network.Open(Studio.StrangerHost, 19_000);
        _ = once.SendTo(Studio.Announcement(Studio.Request with { Name = "once" }, WithoutBlock), Studio.GroupAddress);
        World.RunFor(3000);
        byte[] offer = new byte[644];
        Assert.That(once.ReceiveFrom(offer, out _, out _), Is.EqualTo(SocketStatus.Empty));
        Manager.IsFreewheeling = false;
        if (!isFreewheeling)
            served.Close();
        World.RunFor(isFreewheeling ? 200 : 8000);
        Assert.That(once.ReceiveFrom(offer, out _, out _), Is.EqualTo(SocketStatus.Done));
        Assert.That(SessionValidator.CheckSetup(offer), Is.EqualTo(SessionFault.None));
    }

    // On two computers: two ports of one could be one slave that was restarted.
    [Test]
    [Property("Defect", "Fault-15")]
    public void Two_slaves_of_one_name_that_announce_themselves_once_get_the_next_places()
    {
        Reload(new ManagerLimits { MaxSlaves = 2, HoldSeconds = 5 });
        SlaveStation[] served = [World.AddSlave(), World.AddSlave(Studio.Request with { Name = "drums" }, Studio.StrangerHost + 5)];
        World.RunFor(500);
        using VirtualSocket first = World.Network.Open(Studio.StrangerHost, 19_000);
        using VirtualSocket second = World.Network.Open(Studio.StrangerHost + 1, 19_000);
        byte[] announcement = Studio.Announcement(Studio.Request with { Name = "once" }, WithoutBlock);
        _ = first.SendTo(announcement, Studio.GroupAddress);
        announcement[HostNameOffset] = (byte)'x';
        _ = second.SendTo(announcement, Studio.GroupAddress);
        World.RunFor(3000);
        Assert.That(Offers(first) + Offers(second), Is.Zero);
        Assert.That(Manager.Log.Warnings, Has.Count.EqualTo(2).And.All.Contains("is rejected: the limit -N 2 is reached"));
        served[0].Close();
        World.RunFor(8000);
        served[1].Close();
        World.RunFor(8000);
        Assert.That((Offers(first) > 0, Offers(second) > 0), Is.EqualTo((true, true)));
    }

    private static int Offers(VirtualSocket socket)
    {
        byte[] offer = new byte[644];
        int count = 0;
        while (socket.ReceiveFrom(offer, out _, out _) == SocketStatus.Done)
            count += SessionValidator.CheckSetup(offer) == SessionFault.None ? 1 : 0;
        return count;
    }

    [Test]
    [Property("Defect", "Fault-32")]
    public void A_slave_that_restarts_while_the_server_freewheels_for_longer_than_the_hold_time_keeps_its_client()
    {
        Reload(new ManagerLimits { HoldSeconds = 5 });
        SlaveStation slave = World.AddSlave();
        World.RunFor(500);
        FakeClient client = Manager.Client;
        Manager.IsFreewheeling = true;
        slave.Close();
        World.RunFor(1000);
        _ = World.AddSlave();
        World.RunFor(12_050);
        Manager.IsFreewheeling = false;
        World.RunFor(1000);
        Assert.That((Manager.Client, client.IsClosed), Is.EqualTo((client, false)));
        World.AssertAudioFlows(client);
    }

    [Test]
    [Property("Defect", "Fault-32")]
    public void A_slave_that_returns_and_cannot_have_its_ports_keeps_its_client_and_is_reported_once()
    {
        SlaveStation slave = World.AddSlave();
        World.RunFor(500);
        FakeClient client = Manager.Client;
        client.CanPrepare = false;
        slave.Close();
        SlaveStation greedy = World.AddSlave(Studio.Request with { SendAudio = 64 }, Studio.SlaveHost);
        World.RunFor(5000);
        Assert.That(Manager.Log.Warnings.Single(), Is.EqualTo("Slave 'bass' is rejected: JACK gives no client or no ports for it"));
        Assert.That((Manager.Client, client.IsClosed), Is.EqualTo((client, false)));
        greedy.Close();
        client.CanPrepare = true;
        _ = World.AddSlave();
        Assert.That(
            World.MillisecondsUntil(() => client.IsRunning), Is.LessThan(600), "it asks for something else: there is no need to wait");
        World.AssertAudioFlows(client);
    }

    // As jack2 and PipeWire.
    private static void WithoutBlock(byte[] announcement) => announcement.AsSpan(528, 64).Clear();
}

// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Handshake;

/// <summary>What gets the client that is kept for a slave: at its address the slave, elsewhere what proves that it is the slave.</summary>
[Property("Defect", "Fault-08")]
public class AnotherAddressTests : ManagerTest
{
    private const uint OtherHost = 0x0A000102;

    private static readonly string[] s_two = ["bass", "bass-01"];

    private readonly List<VirtualSocket> _sockets = [];
    private SessionPacket _start;

    [TearDown]
    public void End()
    {
        _sockets.ForEach(socket => socket.Dispose());
        _sockets.Clear();
    }

    [Test]
    public void A_host_that_begins_a_session_under_the_name_of_a_silent_slave_gets_a_client_of_its_own([Values] bool isJack2)
    {
        SlaveStation slave = World.AddSlave();
        World.RunFor(500);
        World.Network.Unplug(Studio.SlaveHost);
        World.RunFor(5000);
        BeginSession(Studio.StrangerHost, isJack2, _ => { });
        AssertClients();
        World.Network.Plug(Studio.SlaveHost);
        Assert.That(World.MillisecondsUntil(() => slave.Search.IsRunning && Manager.Clients[0].IsRunning), Is.LessThan(1000));
        World.AssertAudioFlows(Manager.Clients[0]);
    }

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
        AssertClients();
    }

    [TestCase(0UL, 0u)]
    [TestCase(1UL, 0u)]
    [TestCase(0UL, 1u)]
    public void A_proof_that_is_wrong_gets_no_client(ulong proofChange, uint idChange)
    {
        ulong key = 0;
        uint id = 0;
        World.Network.Drop = (datagram, source, _) =>
        {
            if (source.Host == Studio.SlaveHost && SessionPacket.IsHandshake(datagram)
                && MemoryMarshal.AsRef<SessionPacket>(datagram) is { PacketId: SessionPacketId.StartMaster } start)
                (key, id) = (CapabilityBlock.ReadKey(start.MasterHost).Key, start.SessionId);
            return false;
        };
        _ = World.AddSlave();
        World.RunFor(500);
        World.Network.Unplug(Studio.SlaveHost);
        World.RunFor(5000);
        Assert.That(key, Is.Not.Zero);
        BeginSession(Studio.StrangerHost, isJack2: false, field =>
        {
            // The proof of the slave's own session: right for none that begins. With the key it would be right.
            CapabilityBlock.WriteKey(field, key: 1, id + idChange);
            CapabilityBlock.WriteProof(
                field, proofChange + SessionProof.Of(key, id, proofChange + idChange == 0 ? id : _start.SessionId));
        });
        AssertClients();
    }

    [Test]
    public void A_slave_that_runs_is_not_replaced_even_with_a_proof()
    {
        ulong key = 0;
        uint id = 0;
        World.Network.Drop = (datagram, _, _) =>
        {
            if (SessionPacket.IsHandshake(datagram)
                && MemoryMarshal.AsRef<SessionPacket>(datagram) is { PacketId: SessionPacketId.StartMaster } start && key == 0)
                (key, id) = (CapabilityBlock.ReadKey(start.MasterHost).Key, start.SessionId);
            return false;
        };
        _ = World.AddSlave();
        World.RunFor(500);
        for (int time = 0; time < 10; time++)
        {
            BeginSession(Studio.StrangerHost, isJack2: false, field =>
            {
                CapabilityBlock.WriteKey(field, key: 1, id);
                CapabilityBlock.WriteProof(field, SessionProof.Of(key, id, _start.SessionId));
            });
        }
        Assert.That(Manager.Clients[0].Sessions, Is.EqualTo(1));
        World.AssertAudioFlows(Manager.Clients[0]);
    }

    private void AssertClients()
    {
        Assert.That(Manager.Clients.Select(client => client.Name), Is.EqualTo(s_two));
        Assert.That(Manager.Clients[0].Sessions, Is.LessThanOrEqualTo(2));
        Assert.That((Manager.Clients[0].IsRunning, Manager.Clients[1].Sessions), Is.EqualTo((false, 1)));
    }

    // As the slave of Studio.Request on its computer.
    private void BeginSession(HostAddress host, bool isJack2, Action<Span<byte>> prove)
    {
        byte[] buffer = new byte[SessionPacket.Size];
        VirtualSocket socket = World.Network.Open(host);
        _sockets.Add(socket);
        byte[] announcement = Studio.Announcement(Studio.Request, _ => { });
        if (isJack2)
            announcement.AsSpan(336 + 192, 64).Clear();
        // The first one may be taken for the slave's own, by another way.
        for (int time = 0; time < 2; time++)
        {
            _ = socket.SendTo(announcement, Studio.GroupAddress);
            World.RunFor(200);
        }
        PeerAddress master = default;
        while (socket.ReceiveFrom(buffer, out _, out PeerAddress source) == SocketStatus.Done)
            master = source;
        if (master == default)
            return;
        _start = MemoryMarshal.Read<SessionPacket>(buffer);
        _start.PacketId = SessionPacketId.StartMaster;
        prove(_start.MasterHost);
        _ = socket.SendTo(SessionPacket.AsBytes(_start), master);
        World.RunFor(20);
    }
}

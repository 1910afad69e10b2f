// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Handshake;

/// <summary>The client that is kept for a slave goes, at another address, only to what proves that it is the slave.</summary>
[Property("Defect", "Fault-08")]
public class ImpostorTests : ManagerTest
{
    private static readonly string[] s_two = ["bass", "bass-01"];

    private static readonly PeerAddress s_relay = new(Studio.StrangerHost, ManagerStation.Port);

    private readonly List<VirtualSocket> _sockets = [];
    private PeerAddress? _announcer;
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
                field, proofChange + Proof(key, id, proofChange + idChange == 0 ? id : _start.SessionId));
        });
        AssertClients();
    }

    // With the key of its first session: while it is disconnected the proof is right.
    [Test]
    public void A_slave_that_runs_is_not_replaced_even_with_a_proof([Values] bool runs)
    {
        List<(ulong Key, uint Id)> sessions = [];
        World.Network.Drop = (datagram, source, _) =>
        {
            if (source.Host == Studio.SlaveHost && SessionPacket.IsHandshake(datagram)
                && MemoryMarshal.AsRef<SessionPacket>(datagram) is { PacketId: SessionPacketId.StartMaster } start)
                sessions.Add((CapabilityBlock.ReadKey(start.MasterHost).Key, start.SessionId));
            return false;
        };
        _ = World.AddSlave();
        World.RunFor(500);
        World.Network.Unplug(Studio.SlaveHost);
        World.RunFor(3000);
        if (runs)
            World.Network.Plug(Studio.SlaveHost);
        World.RunFor(1000);
        Assert.That((sessions.Count, Manager.Client.IsRunning), Is.EqualTo((runs ? 2 : 1, runs)));
        (ulong key, uint id) = sessions[0];
        bool isOffered = BeginSession(Studio.StrangerHost, isJack2: false, field => Prove(field, key, id, _start.SessionId));
        Assert.That((isOffered, Manager.Clients[0].IsRunning, Manager.Clients[0].Sessions), Is.EqualTo((true, true, 2)));
        Assert.That(Manager.Clients.Select(client => client.Name), Is.EqualTo(runs ? s_two : s_two[..1]));
        if (runs)
            World.AssertAudioFlows(Manager.Clients[0]);
    }

    [Test]
    public void A_proof_that_a_slave_gives_to_another_host_gets_that_host_no_client()
    {
        _ = World.AddSlave();
        World.RunFor(500);
        World.Network.Drop = (_, source, target) =>
        {
            if (source.Host == Studio.SlaveHost && target.Host.IsMulticast)
                _announcer = source;
            return (source.Host == Studio.SlaveHost && target != s_relay) || (target.Host == Studio.SlaveHost && source != s_relay);
        };
        World.RunFor(4000);
        Assert.That(Manager.Client.IsRunning, Is.False);
        bool isProved = false;
        Assert.That(BeginSession(Studio.StrangerHost, isJack2: false, field => isProved = AskSlave(field)), Is.True);
        Assert.That(isProved, Is.True, "the slave has answered the other host");
        AssertClients();
    }

    private void AssertClients()
    {
        Assert.That(Manager.Clients.Select(client => client.Name), Is.EqualTo(s_two));
        Assert.That(Manager.Clients[0].Sessions, Is.LessThanOrEqualTo(2));
        Assert.That((Manager.Clients[0].IsRunning, Manager.Clients[1].Sessions), Is.EqualTo((false, 1)));
    }

    // As the slave of Studio.Request on its computer.
    private bool BeginSession(HostAddress host, bool isJack2, Action<Span<byte>> prove)
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
            return false;
        _start = MemoryMarshal.Read<SessionPacket>(buffer);
        _start.PacketId = SessionPacketId.StartMaster;
        prove(_start.MasterHost);
        _ = socket.SendTo(SessionPacket.AsBytes(_start), master);
        World.RunFor(20);
        return true;
    }

    private static void Prove(Span<byte> field, ulong key, uint id, uint sessionId)
    {
        CapabilityBlock.WriteKey(field, key: 1, id);
        CapabilityBlock.WriteProof(field, Proof(key, id, sessionId));
    }

    private static ulong Proof(ulong key, uint id, uint sessionId)
    {
        HostAddress manager = Studio.MasterHost;
        return SessionProof.Of(key, id, sessionId, manager.High, manager.Low);
    }

    // A host that offers the slave the session that the manager has offered to it, and has the slave prove itself for that.
    private bool AskSlave(Span<byte> field)
    {
        VirtualSocket relay = World.Network.Open(s_relay.Host, s_relay.Port);
        _sockets.Add(relay);
        SessionPacket setup = _start;
        setup.PacketId = SessionPacketId.SlaveSetup;
        byte[] answer = new byte[SessionPacket.Size];
        for (int time = 0; time < 200; time++)
        {
            if (_announcer is { } slave)
                _ = relay.SendTo(SessionPacket.AsBytes(setup), slave);
            World.RunFor(10);
            if (relay.ReceiveFrom(answer, out int length, out _) != SocketStatus.Done || length != SessionPacket.Size)
                continue;
            SessionPacket start = MemoryMarshal.Read<SessionPacket>(answer);
            if (start.PacketId != SessionPacketId.StartMaster)
                continue;
            ReadOnlySpan<byte> proof = start.MasterHost;
            proof.CopyTo(field);
            return CapabilityBlock.ReadProof(field) != 0;
        }
        return false;
    }
}

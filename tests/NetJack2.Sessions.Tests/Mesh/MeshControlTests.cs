// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Mesh;
using NetJack2.Sessions.Handshake;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Mesh;

/// <summary>What strangers and hostile members send to a manager and to members.</summary>
public sealed class MeshControlTests
{
    private static readonly PeerAddress s_manager = new(Studio.MasterHost, ManagerStation.Port);

    /// <summary>With a wrong key, a wrong session, or from another host there is no answer, and nothing changes.</summary>
    [TestCase(1ul, 0u, 0u)]
    [TestCase(0ul, 1u, 0u)]
    [TestCase(0ul, 0u, 99u)]
    public void OnlyASlaveWithItsKeyIsAnswered(ulong wrongKey, uint wrongSession, uint otherHost)
    {
        var rig = new Rig(slaves: 2);
        _ = rig.Join();
        MeshSession session = rig.Slaves[0].Published!.Value;
        VirtualSocket socket = rig.Studio.Network.Open(Rig.HostOf(0) + otherHost);
        byte[] packet = new byte[MeshPacket.LongestSize];
        JoinPacket.Write(packet, session.SessionId + wrongSession, session.Key + wrongKey, 1, MeshWorld.End(audio: 200), 0);
        _ = socket.SendTo(packet, s_manager);
        Span<byte> leave = packet.AsSpan(0, MeshPacket.Size);
        MeshPacket.Write(leave, MeshPacketKind.Leave, session.SessionId + wrongSession, session.Key + wrongKey, 2);
        _ = socket.SendTo(leave, s_manager);
        rig.Studio.RunFor(100);
        Assert.That(socket.ReceiveFrom(packet, out _, out _), Is.EqualTo(SocketStatus.Empty));
        Assert.That(rig.IsWhole, Is.True);
        rig.AssertAudioFlows();
    }

    /// <summary>No answer is longer than its question, whatever is asked.</summary>
    [Test]
    public void AnAnswerIsNoLongerThanItsQuestion()
    {
        var rig = new Rig(slaves: 12, MeshWorld.End(audio: 1));
        _ = rig.Join();
        MeshSession session = rig.Slaves[0].Published!.Value;
        VirtualSocket socket = rig.Studio.Network.Open(Rig.HostOf(0), MeshStation.Port);
        rig.Meshes[0].Close();
        rig.Studio.RunFor(100);
        byte[] answer = new byte[2000];
        while (socket.ReceiveFrom(answer, out _, out _) == SocketStatus.Done)
        {
        }
        int answers = 0;
        for (int length = 0; length <= MeshPacket.LongestSize; length++)
        {
            byte[] packet = new byte[Math.Max(length, JoinPacket.Size)];
            JoinPacket.Write(packet, session.SessionId, session.Key, (uint)length, MeshWorld.End(), (uint)(length % 70));
            _ = socket.SendTo(packet.AsSpan(0, length), s_manager);
            rig.Studio.RunFor(2);
            while (socket.ReceiveFrom(answer, out int answered, out _) == SocketStatus.Done)
            {
                // What the others still send to the one that has left is none.
                if (!MeshPacket.IsMesh(answer.AsSpan(0, answered)))
                    continue;
                answers++;
                Assert.That(answered, Is.LessThanOrEqualTo(length));
            }
        }
        Assert.That(answers, Is.EqualTo(MeshPacket.LongestSize - JoinPacket.Size + 1));
    }

    /// <summary>200 000 changed packets to a manager and to a member: the other members receive each other's audio exactly.</summary>
    [TestCaseSource(typeof(FuzzBudget), nameof(FuzzBudget.Seeds))]
    public void HostileControlPacketsChangeNothing(int seed)
    {
        var rig = new Rig(slaves: 3);
        _ = rig.Join();
        rig.Studio.RunFor(1000);
        var random = new Random(seed);
        MeshSession session = rig.Slaves[2].Published!.Value;
        MeshSeat innocent = rig.Meshes[0].Seat("m1")!;
        innocent.ResetCounts();
        var member = new PeerAddress(Rig.HostOf(2), MeshStation.Port);
        byte[] packet = new byte[MeshPacket.LongestSize];
        int most = FuzzBudget.Share(0.1);
        for (int count = 0; count < most; count++)
        {
            JoinPacket.Write(packet, session.SessionId, session.Key, (uint)count, MeshWorld.End(), 0);
            if (random.Next(2) == 0)
            {
                RosterEntry entry = RosterEntry.Create(1, 77, MeshWorld.End(), new byte[16], 19_001, "m1"u8);
                RosterPacket.Write(
                    packet, System.Runtime.InteropServices.MemoryMarshal.Read<MeshPacket>(packet), (uint)random.Next(3), 2, 1, 0, [entry]);
            }
            int changes = random.Next(1, 4);
            for (int change = 0; change < changes; change++)
                packet[random.Next(random.Next(2) == 0 ? 172 : packet.Length)] = (byte)random.Next(256);
            int length = random.Next(4) == 0 ? random.Next(packet.Length) : random.Next(2) == 0 ? packet.Length : JoinPacket.Size;
            rig.Studio.Network.Forge(packet.AsSpan(0, length), member, s_manager);
            rig.Studio.Network.Forge(packet.AsSpan(0, length), s_manager, member);
            if (count % 50 == 0)
                rig.Studio.RunFor(10);
        }
        Assert.That(innocent, Is.SameAs(rig.Meshes[0].Seat("m1")), "the innocent link is not ended");
        Assert.That((innocent.Gaps, innocent.Wrong), Is.EqualTo((0L, 0L)));
        // Who knows the key of one member can invent peers for it, whose clients stay for a while; the true ones are played all the same.
        MeshSeat? Attacked() => rig.Meshes[2].Seat("m0");
        Assert.That(rig.Studio.MillisecondsUntil(() => Attacked()?.Link.IsPeerThere == true), Is.LessThan(2000));
        rig.Studio.RunFor(1000);
        Attacked()!.ResetCounts();
        rig.Studio.RunFor(500);
        Assert.That((Attacked()!.Gaps, Attacked()!.Wrong, Attacked()!.Good > 0), Is.EqualTo((0L, 0L, true)));
    }

    /// <summary>An entry is read as it was written; with a number out of range it is none.</summary>
    [Test]
    public void EntriesAreValidated()
    {
        MeshEnd end = MeshWorld.End(audio: 255, midi: 3, latency: 30);
        Assert.That(RosterEntry.Create(63, 5, end, new byte[16], 19_001, "bass"u8).TryRead(out MeshEnd read), Is.True);
        Assert.That(read, Is.EqualTo(end));
        foreach (MeshEnd wrong in new[]
        {
            end with { ToAudio = 256 }, end with { FromMidi = -1 }, end with { Latency = 0 }, end with { Latency = 31 },
            end with { Mtu = 575 }, end with { Mtu = 9001 }, end with { Kilobits = 64 },
            end with { Encoder = (Protocol.Session.SampleEncoder)2 },
        })
            Assert.That(RosterEntry.Create(1, 5, wrong, new byte[16], 19_001, "bass"u8).TryRead(out _), Is.False, wrong.ToString());
        Assert.That(RosterEntry.Create(1, 0, end, new byte[16], 19_001, "bass"u8).TryRead(out _), Is.False, "no link");
        Assert.That(RosterEntry.Create(1, 5, end, new byte[16], 0, "bass"u8).TryRead(out _), Is.False, "no port");
        Assert.That(RosterEntry.Create(1, 5, end, new byte[16], 19_001, ""u8).TryRead(out _), Is.False, "no name");
    }

    /// <summary>Names from the network are cleaned; one of 255 bytes is cut.</summary>
    [Test]
    public void NamesAreCleaned()
    {
        var rig = new Rig(slaves: 1);
        rig.Add("a:b*c\u001b[31m" + new string('x', 40));
        _ = rig.Join();
        string name = rig.Meshes[0].Clients.Single().Name;
        Assert.That(name, Does.Not.Contain(':').And.Not.Contain('*').And.Not.Contain('\u001b'));
        Assert.That(System.Text.Encoding.UTF8.GetByteCount(name), Is.LessThanOrEqualTo(31));
        rig.AssertAudioFlows();
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Mesh;
using NetJack2.Sessions.Handshake;
using NetJack2.Sessions.Mesh;
using NetJack2.Sessions.Rig;
using NetJack2.Sessions.Tests.Connections;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Mesh;

/// <summary>Machines that ask too much, and machines that do not answer, cost the others little.</summary>
public sealed class RequestLoadTests
{
    private static readonly PeerAddress s_manager = new(Studio.MasterHost, ManagerStation.Port);

    private Rig _rig = null!;

    private MeshStation First => _rig.Meshes[0];

    [SetUp]
    public void Join()
    {
        _rig = new Rig(slaves: 3);
        foreach (MeshStation mesh in _rig.Meshes)
        {
            mesh.Jack.Add("syn:out", isSource: true);
            mesh.Jack.Add("rec:in", isSource: false);
        }
        _ = _rig.Join();
        _rig.Studio.RunFor(1000);
    }

    /// <summary>A member that asks without a pause is answered 50 times a second, and others as always.</summary>
    [Test]
    public void AMemberMayAskSoOften()
    {
        MeshSession session = _rig.Slaves[2].Published!.Value;
        var member = new PeerAddress(Rig.HostOf(2), MeshStation.Port);
        byte[] packet = new byte[MeshPacket.LongestSize];
        int replies = 0;
        _rig.Studio.Network.Drop = (datagram, _, target) =>
        {
            replies += target == member && MeshPacket.Is(datagram, MeshPacketKind.Reply, 0) ? 1 : 0;
            return false;
        };
        for (uint count = 0; count < 10_000; count++)
        {
            RequestPacket.WriteRequest(packet, session.SessionId, session.Key, count, RequestWords.Write("machines", "0"));
            _rig.Studio.Network.Forge(packet, member, s_manager);
            if (count % 5 == 0)
                _rig.Studio.RunFor(5);
        }
        Assert.That(replies, Is.InRange(500, 560), "in ten seconds, and at once");
        Assert.That(new Musician(_rig, First.Desk).Ask("machines", "0"), Is.LessThan(200));
    }

    /// <summary>A request that its member does not wait for any more is not done later.</summary>
    [Test]
    public void ARequestThatHasWaitedTooLongIsNotDone()
    {
        Deafen(1);
        MeshDesk desk = _rig.Studio.Manager.Desk;
        Musician last = new(_rig, desk);
        foreach (int slow in (int[])[2, 3])
        {
            for (int count = 0; count < slow; count++)
                desk.Submit(new Musician(_rig, desk), RequestWords.Write(RequestWords.Ports, "m1", "0"));
            string request = slow == 2 ? RequestWords.Connect : RequestWords.Disconnect;
            _ = last.Ask(request, "m0/syn:out", "m2/rec:in");
            Assert.That(last.Status, Is.EqualTo(slow == 2 ? RequestStatus.Done : RequestStatus.Refused));
        }
        Assert.That(last.Words.Single(), Does.Contain("try again"));
        _rig.Studio.RunFor(20_000);
        Assert.That(First.Jack.Connections, Has.Count.EqualTo(1));
    }

    /// <summary>Patches to a machine that does not answer do not keep others waiting.</summary>
    [Test]
    public void AMachineThatDoesNotAnswerHoldsNoOtherPatch()
    {
        var file = new FakeFile
        {
            Text = string.Concat(Enumerable.Range(0, 8).Select(number => $"m0\tsyn:out\tm1\trec:in{number}\taudio\t1\n"))
                + "m0\tsyn:out\tm2\trec:in\taudio\t1\n",
        };
        _rig.Studio.Manager.Close();
        _rig.Studio.RunFor(5000);
        Deafen(1);
        _ = _rig.Studio.LoadManager(new PatchStore(file, _rig.Studio.World.Clock, new RecordingLog()));
        _ = _rig.Join();
        _rig.Studio.RunFor(15_000);
        Assert.That(First.Jack.Connections, Is.EquivalentTo([("syn:out", "m2:to_peer_1")]));
    }

    /// <summary>A patch that waits is tried less and less often, up to once a minute.</summary>
    [Test]
    public void APatchThatWaitsCostsLittle()
    {
        var musician = new Musician(_rig, First.Desk);
        _ = musician.Do(RequestWords.Connect, "m0/syn:out", "m1/rec:in");
        FakePortServer jack = _rig.Meshes[1].Jack;
        _rig.Meshes[1].Close();
        _rig.Studio.RunFor(2000);
        jack.Remove("rec:in");
        _rig.Meshes[1] = new MeshStation(_rig.Studio.World, _rig.Slaves[1], Rig.HostOf(1), MeshWorld.End(), jack);
        int requests = 0;
        _rig.Studio.Network.Drop = (datagram, _, target) =>
        {
            requests += target.Host == Rig.HostOf(1) && MeshPacket.Is(datagram, MeshPacketKind.Request, 0) ? 1 : 0;
            return false;
        };
        _rig.Studio.RunFor(600_000);
        Assert.That(requests, Is.InRange(12, 16));
    }

    /// <summary>One machine cannot fill the book, and what cannot be made costs no writing.</summary>
    [Test]
    public void AMachineHasSoManyPatches()
    {
        var file = new FakeFile
        {
            Text = string.Concat(Enumerable.Range(0, 256).Select(number => $"m0\tp{number}\taway\tq\taudio\t{1 + (number % 255)}\n")),
        };
        _rig.Studio.Manager.Close();
        _rig.Studio.RunFor(5000);
        _ = _rig.Studio.LoadManager(new PatchStore(file, _rig.Studio.World.Clock, new RecordingLog()));
        _ = _rig.Join();
        _rig.Studio.RunFor(1000);
        var musician = new Musician(_rig, First.Desk);
        Assert.That(musician.Fail(RequestWords.Connect, "m0/syn:out", "m1/rec:in"), Does.Contain("'m0' has 256 patches"));
        Assert.That(musician.Fail(RequestWords.Connect, "m1/syn:out", "m0/rec:in"), Does.Contain("'m0' has 256 patches"));
        _rig.Meshes[2].Jack.Refuses = true;
        Assert.That(musician.Fail(RequestWords.Connect, "m1/syn:out", "m2/rec:in"), Does.Contain("refuses"));
        _rig.Studio.RunFor(2000);
        Assert.That(file.Writes, Is.Zero);
        _rig.Meshes[2].Jack.Refuses = false;
        _ = musician.Do(RequestWords.Connect, "m1/syn:out", "m2/rec:in");
        _rig.Studio.RunFor(2000);
        Assert.That(file.Writes, Is.EqualTo(1));
    }

    /// <summary>Patches with the longest names are listed with their problems; longer names are no ports, whatever machines send.</summary>
    [Test]
    public void EachPatchFitsIntoAReply()
    {
        string port = new('p', 319), input = new('q', 319);
        First.Jack.Add(port, isSource: true);
        _rig.Meshes[1].Jack.Add(input, isSource: false);
        First.Jack.Add($"{port}p", isSource: true);
        var musician = new Musician(_rig, First.Desk);
        _ = musician.Ask(RequestWords.Connect, $"m0/{port}p", "m1/rec:in");
        Assert.That((musician.Status, musician.Words), Is.EqualTo((RequestStatus.UnknownPort, new[] { "m0", $"{port}p" })));
        _ = musician.Do(RequestWords.Connect, $"m0/{port}", $"m1/{input}");
        _ = musician.Do(RequestWords.Connect, "m0/syn:out", "m1/rec:in");
        First.Jack.IsFreewheeling = true;
        _ = musician.Fail(RequestWords.Disconnect, $"m0/{port}", $"m1/{input}");
        Assert.That(musician.List(3, RequestWords.Patches).Select(words => words[0]), Is.EqualTo([$"m0/{port}", "m0/syn:out"]));
    }

    private void Deafen(int machine) => _rig.Studio.Network.Drop = (datagram, _, target) =>
        target.Host == Rig.HostOf(machine) && MeshPacket.Is(datagram, MeshPacketKind.Request, 0);
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Mesh;
using NetJack2.Sessions.Handshake;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Mesh;

/// <summary>Requests with bad words, from strangers, again, too late, and from hostile members.</summary>
public sealed class RequestTests
{
    private static readonly PeerAddress s_manager = new(Studio.MasterHost, ManagerStation.Port);

    /// <summary>What cannot be connected is refused with a reason, and nothing changes.</summary>
    [TestCase("m0/syn:out", "m1/rec:out", "'rec:out' is an output")]
    [TestCase("m0/syn:in", "m1/rec:in", "'syn:in' is an input")]
    [TestCase("m0/syn:out", "m1/box:in", "'m0/syn:out' is for audio and 'm1/box:in' for MIDI")]
    [TestCase("m0/syn:out", "m0/rec:in", "both ports are of 'm0'")]
    public void WhatCannotBeIsRefused(string from, string to, string reason)
    {
        Rig rig = NewRig(2);
        Assert.That(At(rig, 1).Fail(RequestWords.Connect, from, to), Does.Contain(reason));
        Assert.That(rig.Meshes.SelectMany(mesh => mesh.Jack.Connections), Is.Empty);
    }

    /// <summary>A name that does not exist is given back, whatever it is made of.</summary>
    [TestCase("syn")]
    [TestCase("*")]
    [TestCase("")]
    [TestCase("syn:out\n")]
    [TestCase("/:*\u001b[31m\u202e")]
    [TestCase("255")]
    public void UnknownNamesAreGivenBack(string name)
    {
        Rig rig = NewRig(2);
        string port = name is "255" ? new string('ü', 127) : name;
        Musician musician = At(rig, 0);
        _ = musician.Ask(RequestWords.Connect, "m0/syn:out", $"m1/{port}");
        Assert.That((musician.Status, musician.Words), Is.EqualTo((RequestStatus.UnknownPort, new[] { "m1", port })));
        _ = musician.Ask(RequestWords.Connect, $"m0/{port}", "m1/rec:in");
        Assert.That((musician.Status, musician.Words), Is.EqualTo((RequestStatus.UnknownPort, new[] { "m0", port })));
        string machine = port.Replace("/", "", StringComparison.Ordinal);
        _ = musician.Ask(RequestWords.Connect, "m0/syn:out", $"{machine}/rec:in");
        Assert.That((musician.Status, musician.Words), Is.EqualTo((RequestStatus.UnknownMachine, new[] { machine })));
        _ = musician.Ask(RequestWords.Ports, machine, "0");
        Assert.That(musician.Status, Is.EqualTo(RequestStatus.UnknownMachine));
    }

    /// <summary>Ports with such names are connected, if they exist; the longest machine's name counts.</summary>
    [Test]
    public void AnyNameOfAPortIsConnected()
    {
        Rig rig = NewRig(1);
        rig.Add("m0/a b");
        AddPorts(rig.Meshes[1].Jack);
        _ = rig.Join();
        Musician musician = At(rig, 0);
        foreach (string port in new[] { "a/b:c*:d", "Flügel: \u00fcber\t1", new string('x', 255) })
        {
            rig.Meshes[1].Jack.Add(port, isSource: true);
            _ = musician.Do(RequestWords.Connect, $"m0/a b/{port}", "m0/rec:in");
            Assert.That(rig.Meshes[1].Jack.Connections, Is.EquivalentTo([(port, "m0:to_peer_1")]));
            _ = musician.Do(RequestWords.Disconnect, $"m0/a b/{port}", "m0/rec:in");
        }
    }

    /// <summary>Requests that this version does not know, and broken ones, are refused.</summary>
    [TestCase("paint", "m0/syn:out")]
    [TestCase("machines")]
    [TestCase("machines", "-1")]
    [TestCase("ports", "m0", "0x1")]
    [TestCase("patches", "99999999999")]
    [TestCase("connect", "m0/syn:out")]
    [TestCase("")]
    public void UnknownRequestsAreRefused(params string[] words)
    {
        Rig rig = NewRig(1);
        Assert.That(At(rig, 0).Fail(words), Does.Contain("does not know"));
    }

    /// <summary>A request is done once: not again when it is replayed, and not when an older one comes later.</summary>
    [Test]
    public void ARequestIsDoneOnce()
    {
        Rig rig = NewRig(2);
        var seen = new List<(byte[] Datagram, PeerAddress Source, PeerAddress Target)>();
        rig.Studio.Network.Drop = (datagram, source, target) =>
        {
            if (RequestPacket.TryOpen(datagram, MeshPacketKind.Request, out _, out _))
                seen.Add((datagram.ToArray(), source, target));
            return false;
        };
        Musician musician = At(rig, 0);
        _ = musician.Do(RequestWords.Connect, "m0/syn:out", "m1/rec:in");
        _ = musician.Do(RequestWords.Disconnect, "m0/syn:out", "m1/rec:in");
        int changes = rig.Meshes.Sum(mesh => mesh.Jack.Changes);
        Assert.That(changes, Is.EqualTo(4));
        foreach (var (datagram, source, target) in seen.Concat(seen.AsEnumerable().Reverse()).ToArray())
            rig.Studio.Network.Forge(datagram, source, target);
        rig.Studio.RunFor(2000);
        Assert.That(rig.Meshes.Sum(mesh => mesh.Jack.Changes), Is.EqualTo(changes));
        Assert.That(musician.List(3, RequestWords.Patches), Is.Empty);
    }

    /// <summary>With a wrong key, a wrong session, from another host or another port there is no answer, and nothing changes.</summary>
    [TestCase(1ul, 0u, 0u, (ushort)0)]
    [TestCase(0ul, 1u, 0u, (ushort)0)]
    [TestCase(0ul, 0u, 99u, (ushort)0)]
    [TestCase(0ul, 0u, 0u, (ushort)1)]
    public void StrangersAreNotAnswered(ulong wrongKey, uint wrongSession, uint otherHost, ushort otherPort)
    {
        Rig rig = NewRig(2);
        MeshSession session = rig.Slaves[0].Published!.Value;
        var source = new PeerAddress(Rig.HostOf(0) + otherHost, (ushort)(MeshStation.Port + otherPort));
        VirtualSocket socket = rig.Studio.Network.Open(source.Host, (ushort)(source.Port + 7));
        int replies = 0;
        rig.Studio.Network.Drop = (datagram, _, _) =>
        {
            replies += MeshPacket.Is(datagram, MeshPacketKind.Reply, 0) ? 1 : 0;
            return false;
        };
        byte[] packet = new byte[MeshPacket.LongestSize];
        RequestPacket.WriteRequest(
            packet, session.SessionId + wrongSession, session.Key + wrongKey, uint.MaxValue / 4,
            RequestWords.Write(RequestWords.Connect, "m0/syn:out", "m1/rec:in"));
        rig.Studio.Network.Forge(packet, source, s_manager);
        _ = socket.SendTo(packet, s_manager);
        var member = new PeerAddress(Rig.HostOf(0), MeshStation.Port);
        RequestPacket.WriteRequest(
            packet, session.SessionId + wrongSession, session.Key + wrongKey, uint.MaxValue / 4,
            RequestWords.Write("join", "syn:out", "m1", "out", "1"));
        rig.Studio.Network.Forge(packet, otherHost == 0 && otherPort == 0 ? s_manager : source, member);
        rig.Studio.RunFor(2000);
        Assert.That(replies, Is.Zero, "to whatever address");
        Assert.That(rig.Meshes.Sum(mesh => mesh.Jack.Changes), Is.Zero);
    }

    /// <summary>No reply is longer than its request, and there are no more replies than requests.</summary>
    [Test]
    public void ThereIsNothingToAmplify()
    {
        Rig rig = NewRig(2);
        while (rig.Meshes[1].Jack.Names.Count() < 300)
            rig.Meshes[1].Jack.Add($"many:port_{rig.Meshes[1].Jack.Names.Count()}", isSource: true);
        int asked = 0, answered = 0;
        rig.Studio.Network.Drop = (datagram, _, _) =>
        {
            asked += MeshPacket.Is(datagram, MeshPacketKind.Request, MeshPacket.LongestSize) ? 1 : 0;
            if (MeshPacket.Is(datagram, MeshPacketKind.Reply, 0))
            {
                answered++;
                Assert.That(datagram.Length, Is.LessThanOrEqualTo(MeshPacket.LongestSize));
            }
            return false;
        };
        Assert.That(At(rig, 0).List(3, RequestWords.Ports, "m1"), Has.Count.EqualTo(300));
        Assert.That((answered > 10, answered <= asked), Is.EqualTo((true, true)));

        MeshSession session = rig.Slaves[0].Published!.Value;
        byte[] packet = new byte[MeshPacket.LongestSize];
        answered = 0;
        for (int length = 0; length < packet.Length; length++)
        {
            RequestPacket.WriteRequest(
                packet, session.SessionId, session.Key, 0x7000_0000 + (uint)length, RequestWords.Write("machines", "0"));
            rig.Studio.Network.Forge(packet.AsSpan(0, length), new PeerAddress(Rig.HostOf(0), MeshStation.Port), s_manager);
            rig.Studio.Network.Forge(packet.AsSpan(0, length), s_manager, new PeerAddress(Rig.HostOf(0), MeshStation.Port));
        }
        rig.Studio.RunFor(1000);
        Assert.That(answered, Is.Zero, "a request that is not as long as the longest reply has none");
    }

    /// <summary>200 000 changed requests and replies, with the right key: only what a member may ask for happens, audio goes on.</summary>
    [TestCaseSource(typeof(FuzzBudget), nameof(FuzzBudget.Seeds))]
    public void HostileRequestsBreakNothing(int seed)
    {
        Rig rig = NewRig(3);
        var random = new Random(seed);
        MeshSession session = rig.Slaves[2].Published!.Value;
        MeshSeat innocent = rig.Meshes[0].Seat("m1")!;
        innocent.ResetCounts();
        var member = new PeerAddress(Rig.HostOf(2), MeshStation.Port);
        byte[] packet = new byte[MeshPacket.LongestSize];
        string[][] questions =
        [
            ["machines", "0"], ["ports", "m1", "0"], ["patches", "0"], ["connect", "m0/syn:out", "m1/rec:in"],
            ["disconnect", "m0/syn:out", "m1/rec:in"], ["list", "0"], ["look", "syn:out", "m1", "out"], ["join", "rec:in", "m1", "in", "1"],
            ["part", "rec:in", "", "in", "255"],
        ];
        int most = FuzzBudget.Share(0.05);
        for (int count = 0; count < most; count++)
        {
            byte[] words = RequestWords.Write(questions[random.Next(questions.Length)]);
            RequestPacket.WriteRequest(packet, session.SessionId, session.Key, (uint)count, words);
            if (random.Next(3) == 0)
                _ = RequestPacket.WriteReply(
                    packet, System.Runtime.InteropServices.MemoryMarshal.Read<MeshPacket>(packet), (RequestStatus)random.Next(4), words);
            for (int change = random.Next(0, 4); change > 0; change--)
                packet[random.Next(random.Next(2) == 0 ? 80 : packet.Length)] = (byte)random.Next(256);
            rig.Studio.Network.Forge(packet, member, s_manager);
            rig.Studio.Network.Forge(packet, s_manager, member);
            if (count % 20 == 0)
                rig.Studio.RunFor(10);
        }
        rig.Studio.RunFor(3000);
        Assert.That((innocent.Gaps, innocent.Wrong), Is.EqualTo((0L, 0L)));
        List<string[]> patches = At(rig, 0).List(3, RequestWords.Patches);
        Assert.That(rig.Meshes[0].Jack.Connections, Has.Count.EqualTo(patches.Count(words => words[0] is "m0/syn:out")));
        Assert.That(rig.Meshes[1].Jack.Connections, Has.Count.EqualTo(patches.Count(words => words[1] is "m1/rec:in")));
        Assert.That(At(rig, 0).List(3, RequestWords.Machines), Has.Count.EqualTo(4), "innocent members are served");
    }

    /// <summary>What a hostile machine replies fits into the reply to the one that asks, and into the list of patches.</summary>
    [Test]
    public void AMachineMayReplyAnything([Values] bool isRefusal, [Values("", "ü", "x\0", "\0", "1\0")] string text)
    {
        Rig rig = NewRig(2);
        byte[] answer = new byte[MeshPacket.LongestSize];
        byte[] words = new byte[RequestPacket.MostWords];
        for (int place = 0; text.Length != 0 && place + 3 < words.Length;)
            place += System.Text.Encoding.UTF8.GetBytes(text, words.AsSpan(place));
        byte[] look = RequestWords.Write(RequestWords.Audio, "11");
        var member = new PeerAddress(Rig.HostOf(1), MeshStation.Port);
        bool isFirst = true;
        rig.Studio.Network.Drop = (datagram, source, target) =>
        {
            if (target != member || !RequestPacket.TryOpen(datagram, MeshPacketKind.Request, out RequestPacket request, out _))
                return false;
            int length = isFirst
                ? RequestPacket.WriteReply(answer, request.Header, RequestStatus.Done, look)
                : RequestPacket.WriteReply(answer, request.Header, isRefusal ? RequestStatus.Refused : RequestStatus.Done, words);
            isFirst = false;
            rig.Studio.Network.Forge(answer.AsSpan(0, length), member, s_manager);
            return true;
        };
        Musician musician = At(rig, 0);
        _ = musician.Ask(RequestWords.Connect, "m0/syn:out", "m1/rec:in");
        Assert.That(musician.Status, Is.EqualTo(isRefusal ? RequestStatus.Refused : RequestStatus.Done));
        Assert.That(musician.List(3, RequestWords.Patches).Single()[2], isRefusal ? Does.StartWith("it is being removed") : Is.Empty);
        _ = musician.Ask(RequestWords.Ports, "m1", "0");
        _ = musician.Ask(RequestWords.Connect, "m0/syn:out", "m1/other");
        Assert.That(musician.List(3, RequestWords.Machines), Has.Count.EqualTo(3));
    }

    /// <summary>More requests than there is room for are refused at once, and none is forgotten.</summary>
    [Test]
    public void TooManyRequestsAreRefused()
    {
        Rig rig = NewRig(1);
        Musician[] crowd = [.. Enumerable.Range(0, 100).Select(_ => At(rig, 0))];
        foreach (Musician musician in crowd)
            rig.Meshes[0].Desk.Submit(musician, RequestWords.Write("machines", "0"));
        rig.Studio.RunFor(5000);
        Assert.That(crowd.Count(musician => musician.Status == RequestStatus.Done && musician.Words.Length == 7), Is.EqualTo(16));
        Assert.That(crowd.Count(musician => musician.Status == RequestStatus.Refused), Is.EqualTo(84));
    }

    private static Rig NewRig(int slaves)
    {
        var rig = new Rig(slaves);
        foreach (MeshStation mesh in rig.Meshes)
            AddPorts(mesh.Jack);
        _ = rig.Join();
        rig.Studio.RunFor(1000);
        return rig;
    }

    private static void AddPorts(FakePortServer jack)
    {
        jack.Add("syn:out", isSource: true);
        jack.Add("syn:in", isSource: false);
        jack.Add("rec:out", isSource: true);
        jack.Add("rec:in", isSource: false);
        jack.Add("box:in", isSource: false, isMidi: true);
    }

    private static Musician At(Rig rig, int machine) => new(rig, rig.Meshes[machine].Desk);
}

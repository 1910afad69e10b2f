// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Mesh;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Mesh;

/// <summary>Ports of the whole rig, connected by name from any machine of it.</summary>
public sealed class PatchTests
{
    private const string Synth = "zyn:out_1", Recorder = "ardour:in_3", Keys = "keys:midi", Box = "box:midi";

    /// <summary>A third machine connects two others, and what it has made is the same for all.</summary>
    [Test]
    public void AThirdMachineConnectsTwoOthers()
    {
        Rig rig = NewRig(3);
        Musician third = At(rig, 2);
        string[] through = third.Do(RequestWords.Connect, $"m0/{Synth}", $"m1/{Recorder}");
        Assert.That(through, Is.EqualTo(["m1:to_peer_1", "m0:from_peer_1"]));
        Assert.That(rig.Meshes[0].Jack.Connections, Is.EquivalentTo(new[] { (Synth, "m1:to_peer_1") }));
        Assert.That(rig.Meshes[1].Jack.Connections, Is.EquivalentTo(new[] { ("m0:from_peer_1", Recorder) }));
        foreach (Musician musician in Everybody(rig))
            Assert.That(musician.List(3, RequestWords.Patches).Single(), Is.EqualTo(new[] { $"m0/{Synth}", $"m1/{Recorder}", "" }));

        _ = At(rig, 1).Do(RequestWords.Disconnect, $"m0/{Synth}", $"m1/{Recorder}");
        Assert.That(rig.Meshes.SelectMany(mesh => mesh.Jack.Connections), Is.Empty);
        Assert.That(third.List(3, RequestWords.Patches), Is.Empty);
        Assert.That(third.Fail(RequestWords.Disconnect, $"m0/{Synth}", $"m1/{Recorder}"), Does.Contain("no patch"));
        rig.AssertAudioFlows();
    }

    /// <summary>With the master a patch uses the ports of the session.</summary>
    [Test]
    public void APatchWithTheMasterUsesTheSession()
    {
        Rig rig = NewRig(1);
        Musician musician = At(rig, 0);
        _ = musician.Do(RequestWords.Connect, $"m0/{Synth}", $"master/{Recorder}");
        _ = musician.Do(RequestWords.Connect, $"master/{Keys}_out", $"m0/{Box}_in");
        Assert.That(rig.Meshes[0].Jack.Connections, Is.EquivalentTo(new[]
        {
            (Synth, "system:playback_1"), ("system:midi_capture_1", $"{Box}_in"),
        }));
        Assert.That(rig.Studio.Manager.Jack.Connections, Is.EquivalentTo(new[]
        {
            ("m0:from_slave_1", Recorder), ($"{Keys}_out", "m0:midi_to_slave_1"),
        }));
    }

    /// <summary>Each patch takes another port; ports that are in use otherwise are left alone.</summary>
    [Test]
    public void EachPatchTakesAFreePort()
    {
        Rig rig = NewRig(2, MeshWorld.End(audio: 3, midi: 1));
        FakePortServer there = rig.Meshes[1].Jack;
        _ = there.TryConnect("m0:from_peer_1", "system:playback_1");
        Musician musician = At(rig, 0);
        Assert.That(musician.Do(RequestWords.Connect, $"m0/{Synth}", $"m1/{Recorder}")[0], Is.EqualTo("m1:to_peer_2"));
        Assert.That(musician.Do(RequestWords.Connect, $"m0/{Synth}", "m1/system:playback_2")[0], Is.EqualTo("m1:to_peer_3"));
        string problem = musician.Fail(RequestWords.Connect, $"m0/{Synth}", "m1/system:playback_1");
        Assert.That(problem, Does.Contain("all 3 audio ports").And.Contain("-P").And.Contain("-C"));
        // MIDI has ports of its own, and so has the other direction.
        Assert.That(musician.Do(RequestWords.Connect, $"m0/{Keys}_out", $"m1/{Box}_in")[0], Is.EqualTo("m1:midi_to_peer_1"));
        Assert.That(musician.Do(RequestWords.Connect, $"m1/{Synth}", $"m0/{Recorder}")[0], Is.EqualTo("m0:to_peer_1"));
        Assert.That(musician.Fail(RequestWords.Connect, $"m0/{Keys}_out", $"m1/{Box}_in2"), Does.Contain("-o").And.Contain("-i"));
        _ = musician.Do(RequestWords.Disconnect, $"m0/{Synth}", $"m1/{Recorder}");
        Assert.That(musician.Do(RequestWords.Connect, $"m0/{Synth}", "m1/system:playback_1")[0], Is.EqualTo("m1:to_peer_2"));
    }

    /// <summary>Making a patch once more changes nothing, and makes what was disconnected by hand.</summary>
    [Test]
    public void ThePatchIsMadeOnce()
    {
        Rig rig = NewRig(2);
        Musician musician = At(rig, 1);
        string[] first = musician.Do(RequestWords.Connect, $"m0/{Synth}", $"m1/{Recorder}");
        Assert.That(musician.Do(RequestWords.Connect, $"m0/{Synth}", $"m1/{Recorder}"), Is.EqualTo(first));
        Assert.That(rig.Meshes[0].Jack.Changes, Is.EqualTo(1));
        _ = rig.Meshes[0].Jack.TryDisconnect(Synth, "m1:to_peer_1");
        rig.Studio.RunFor(5000);
        Assert.That(rig.Meshes[0].Jack.Connections, Is.Empty, "what users disconnect stays so");
        _ = musician.Do(RequestWords.Connect, $"m0/{Synth}", $"m1/{Recorder}");
        Assert.That(rig.Meshes[0].Jack.Connections, Has.Count.EqualTo(1));
    }

    /// <summary>A machine that disconnects and reconnects has its patch again, on both machines.</summary>
    [Test]
    public void AMachineThatComesBackHasItsPatchAgain([Values(0, 1)] int machine, [Values(1_000, 40_000)] int away)
    {
        Rig rig = NewRig(3);
        Musician musician = At(rig, 2);
        _ = musician.Do(RequestWords.Connect, $"m0/{Synth}", $"m1/{Recorder}");
        rig.Meshes[machine].Close();
        rig.Studio.RunFor(away);
        Assert.That(musician.List(3, RequestWords.Patches).Single()[2], Does.Contain($"'m{machine}'"));

        // Its server has been started again; the synth comes later.
        FakePortServer jack = new();
        rig.Meshes[machine] = new MeshStation(rig.Studio.World, rig.Slaves[machine], Rig.HostOf(machine), MeshWorld.End(), jack);
        rig.Studio.RunFor(5_000);
        Assert.That(musician.List(3, RequestWords.Patches).Single()[2], Does.Contain("no port"));
        AddPorts(jack);
        rig.Studio.RunFor(4_000);
        Assert.That(rig.Meshes[0].Jack.Connections, Is.EquivalentTo(new[] { (Synth, "m1:to_peer_1") }));
        Assert.That(rig.Meshes[1].Jack.Connections, Is.EquivalentTo(new[] { ("m0:from_peer_1", Recorder) }));
        Assert.That(musician.List(3, RequestWords.Patches).Single()[2], Is.Empty);
    }

    /// <summary>A patch that cannot be made at one end is not made at the other.</summary>
    [Test]
    public void APatchIsMadeAtBothEndsOrAtNone()
    {
        Rig rig = NewRig(2);
        rig.Meshes[1].Jack.Refuses = true;
        Musician musician = At(rig, 0);
        Assert.That(musician.Fail(RequestWords.Connect, $"m0/{Synth}", $"m1/{Recorder}"), Does.Contain("'m1'").And.Contain("refuses"));
        Assert.That(rig.Meshes[0].Jack.Connections, Is.Empty);
        Assert.That(musician.List(3, RequestWords.Patches), Is.Empty);
        rig.Meshes[1].Jack.Refuses = false;
        rig.Meshes[0].Jack.IsFreewheeling = true;
        Assert.That(musician.Fail(RequestWords.Connect, $"m0/{Synth}", $"m1/{Recorder}"), Does.Contain("freewheels"));
    }

    /// <summary>Machines: the master, members, and slaves without netmesh.</summary>
    [Test]
    public void AllMachinesAreListed()
    {
        Rig rig = NewRig(2);
        _ = rig.Studio.AddSlave(Studio.Request with { Name = "old" }, Rig.HostOf(9));
        _ = rig.Studio.AddSlave(Studio.Request with { Name = "master" }, Rig.HostOf(10));
        rig.Studio.RunFor(2000);
        List<string[]> machines = At(rig, 0).List(3, RequestWords.Machines);
        Assert.That(machines.Select(words => $"{words[0]} {words[1]}"), Is.EquivalentTo(
            ["master master", "m0 mesh", "m1 mesh", "old slave", "master-slave slave"]));
        Assert.That(machines.Single(words => words[0] is "m1")[2], Is.EqualTo("10.0.0.3"));
        Assert.That(At(rig, 0).Fail(RequestWords.Ports, "old", "0"), Does.Contain("through the master only"));
        Assert.That(At(rig, 0).Fail(RequestWords.Connect, $"m0/{Synth}", "old/system:playback_1"), Does.Contain("through the master only"));
    }

    /// <summary>A list of 1024 ports with the longest names arrives whole: 342 pages, each within a step of an idle netmesh.</summary>
    [Test]
    public void ALongListArrivesWhole()
    {
        Rig rig = NewRig(2);
        FakePortServer jack = rig.Meshes[1].Jack;
        while (jack.Names.Count() < 1024)
            jack.Add($"client:{new string('ü', 155)}{jack.Names.Count():0000}", isSource: true);
        long before = rig.Studio.World.Clock.Now;
        List<string[]> ports = At(rig, 0).List(3, RequestWords.Ports, "m1");
        Assert.That(ports.Select(words => words[0]), Is.EqualTo(jack.Names));
        Assert.That(rig.Studio.World.Clock.Now - before, Is.LessThan(25 * 1_000_000_000L));
        Assert.That(At(rig, 0).Do(RequestWords.Ports, "m1", "99999"), Is.EqualTo(["1024"]));
    }

    /// <summary>With loss, reordering and repeated packets each request is done once.</summary>
    [Test]
    public void RequestsSurviveABadNetwork()
    {
        Rig rig = NewRig(3);
        (rig.Studio.Network.Loss, rig.Studio.Network.Duplication, rig.Studio.Network.Jitter) = (0.2, 0.3, 3_000_000);
        Musician musician = At(rig, 2);
        for (int round = 0; round < 10; round++)
        {
            _ = musician.Do(RequestWords.Connect, $"m0/{Synth}", $"m1/{Recorder}");
            Assert.That(rig.Meshes[0].Jack.Connections, Has.Count.EqualTo(1));
            _ = musician.Do(RequestWords.Disconnect, $"m0/{Synth}", $"m1/{Recorder}");
            Assert.That(rig.Meshes[0].Jack.Connections, Is.Empty);
        }
        Assert.That(rig.Meshes[0].Jack.Changes, Is.EqualTo(20));
    }

    /// <summary>A machine that does not answer costs a request a second, and is named.</summary>
    [Test]
    public void AMachineThatDoesNotAnswerIsNamed()
    {
        Rig rig = NewRig(3);
        rig.Studio.Network.Unplug(Rig.HostOf(1));
        Musician musician = At(rig, 0);
        long time = musician.Ask(RequestWords.Connect, $"m0/{Synth}", $"m1/{Recorder}");
        Assert.That(musician.Words.Single(), Does.Contain("'m1'").And.Contain("does not answer"));
        Assert.That(time, Is.LessThan(2000));
        rig.Studio.Network.Unplug(Studio.MasterHost);
        Assert.That(musician.Fail(RequestWords.Machines, "0"), Does.Contain("the session with the master has ended"));
    }

    /// <summary>Without a session there is nothing to ask.</summary>
    [Test]
    public void WithoutAMasterThereIsNoRig()
    {
        Rig rig = NewRig(1);
        rig.Studio.Manager.Close();
        rig.Studio.RunFor(10_000);
        Assert.That(At(rig, 0).Fail(RequestWords.Machines, "0"), Does.Contain("no mesh"));
    }

    /// <summary>While nothing is asked, there is not a packet more.</summary>
    [Test]
    public void WithoutRequestsNothingIsSent()
    {
        Rig rig = NewRig(2);
        int requests = 0;
        rig.Studio.Network.Drop = (datagram, _, _) =>
        {
            requests += RequestPacket.TryOpen(datagram, MeshPacketKind.Request, out _, out _)
                || RequestPacket.TryOpen(datagram, MeshPacketKind.Reply, out _, out _) ? 1 : 0;
            return false;
        };
        rig.Studio.RunFor(5000);
        Assert.That(requests, Is.Zero);
        _ = At(rig, 0).Do(RequestWords.Connect, $"m0/{Synth}", $"m1/{Recorder}");
        Assert.That(requests, Is.Positive);
        requests = 0;
        rig.Studio.RunFor(5000);
        Assert.That(requests, Is.Zero, "a patch that is connected needs none");
    }

    private static Rig NewRig(int slaves, MeshEnd? end = null)
    {
        var rig = new Rig(slaves, end);
        rig.JoinWith(AddPorts);
        return rig;
    }

    private static void AddPorts(FakePortServer jack)
    {
        jack.Resize("system:playback_", 2, isSource: false, isMidi: false);
        jack.Resize("system:capture_", 2, isSource: true, isMidi: false);
        jack.Resize("system:midi_capture_", 1, isSource: true, isMidi: true);
        jack.Add(Synth, isSource: true);
        jack.Add(Recorder, isSource: false);
        jack.Add($"{Keys}_out", isSource: true, isMidi: true);
        jack.Add($"{Box}_in", isSource: false, isMidi: true);
        jack.Add($"{Box}_in2", isSource: false, isMidi: true);
    }

    private static Musician At(Rig rig, int machine) => new(rig, rig.Meshes[machine].Desk);

    private static IEnumerable<Musician> Everybody(Rig rig) =>
        rig.Meshes.Select(mesh => new Musician(rig, mesh.Desk)).Append(new Musician(rig, rig.Studio.Manager.Desk));
}

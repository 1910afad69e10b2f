// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Mesh;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Mesh;

/// <summary>A name stands for one machine, whatever others come and go.</summary>
public sealed class MachineNameTests
{
    /// <summary>The patches of a slave with the name of the master's computer are never made on the master.</summary>
    [Test]
    public void TheMasterDoesNotGetTheSoundOfASlave([Values("studio", "master")] string name)
    {
        Rig rig = NewRig("m0", name);
        string machine = name is "master" ? "master-slave" : name;
        Musician musician = new(rig, rig.Meshes[0].Desk);
        _ = musician.Do(RequestWords.Connect, "m0/syn:out", $"{machine}/rec:in");
        rig.Meshes[1].Close();
        rig.Slaves[1].Close();
        rig.Studio.RunFor(60_000);
        Assert.That(rig.Studio.Manager.Jack.Connections, Is.Empty);
        Assert.That(musician.List(3, RequestWords.Patches).Single()[2], Does.Contain($"no machine '{machine}'"));
    }

    /// <summary>A slave with the name of the master, or of its computer, does not take over the master's patches.</summary>
    [Test]
    public void ASlaveDoesNotGetTheSoundOfTheMaster([Values("studio", "master", "master-slave")] string name)
    {
        Rig rig = NewRig("m0");
        Musician musician = new(rig, rig.Meshes[0].Desk);
        _ = musician.Do(RequestWords.Connect, "m0/syn:out", "master/rec:in");
        int changes = rig.Studio.Manager.Jack.Changes;
        rig.Add(name);
        AddPorts(rig.Meshes[1].Jack);
        rig.Studio.RunFor(10_000);
        Assert.That(rig.Meshes[1].Jack.Connections, Is.Empty);
        Assert.That(rig.Studio.Manager.Jack.Changes, Is.EqualTo(changes));
        Assert.That(musician.List(3, RequestWords.Patches).Single()[2], Is.Empty);
    }

    /// <summary>Slaves whose names could become each other's have different ones, and each is asked itself.</summary>
    [Test]
    public void EachMachineHasANameOfItsOwn()
    {
        string[] names = ["master", "master-slave", "master-slave-slave", "master-01", "slave"];
        Rig rig = NewRig(names);
        for (int index = 0; index < names.Length; index++)
            rig.Meshes[index].Jack.Add($"only:{names[index]}", isSource: true);
        rig.Studio.RunFor(1000);
        Musician musician = new(rig, rig.Meshes[0].Desk);
        string[] expected = ["master-slave", "master-slave-slave", "master-slave-slave-slave", "master-01", "slave"];
        Assert.That(
            musician.List(3, RequestWords.Machines).Select(words => words[0]), Is.EquivalentTo((string[])["master", .. expected]));
        for (int index = 0; index < names.Length; index++)
        {
            Assert.That(
                musician.List(3, RequestWords.Ports, expected[index]).Select(words => words[0]),
                Has.One.EqualTo($"only:{names[index]}").And.None.EqualTo($"only:{names[(index + 1) % names.Length]}"));
        }
        _ = musician.Do(RequestWords.Connect, "master-slave/syn:out", "master-slave-slave/rec:in");
        int changes = rig.Meshes[0].Jack.Changes;
        rig.Studio.RunFor(10_000);
        Assert.That(rig.Meshes[0].Jack.Changes, Is.EqualTo(changes), "it is not made again and again");
    }

    /// <summary>What a member calls a peer by the name of its client is listed by its name in the rig.</summary>
    [Test]
    public void LinksHaveTheNamesOfTheMachines()
    {
        Rig rig = NewRig("m0", "master", "master-slave");
        rig.Studio.RunFor(1000);
        Musician musician = new(rig, rig.Meshes[0].Desk);
        Assert.That(
            musician.List(2, RequestWords.Links, "m0").Skip(1).Select(words => string.Join(' ', words)),
            Is.EquivalentTo(["master-slave 1", "master-slave-slave 1"]));
    }

    private static Rig NewRig(params string[] names)
    {
        var rig = new Rig(slaves: 0);
        foreach (string name in names)
            rig.Add(name);
        rig.JoinWith(AddPorts);
        return rig;
    }

    private static void AddPorts(FakePortServer jack)
    {
        jack.Resize("system:playback_", 2, isSource: false, isMidi: false);
        jack.Add("syn:out", isSource: true);
        jack.Add("rec:in", isSource: false);
    }
}

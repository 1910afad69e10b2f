// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Mesh;
using NetJack2.Sessions.Rig;
using NetJack2.Sessions.Tests.Connections;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Mesh;

/// <summary>Patches of a file: what is missing is waited for.</summary>
public sealed class PatchLoadTests
{
    private const string Synth = "zyn:out_1", Recorder = "ardour:in_3";
    private const string From = $"m0/{Synth}", To = $"m1/{Recorder}";

    private Rig _rig = null!;
    private Musician _musician = null!;

    private string Problem => _musician.List(3, RequestWords.Patches).Single()[2];

    [SetUp]
    public void Join()
    {
        _rig = new Rig(slaves: 1);
        _rig.JoinWith(AddPorts);
        _musician = new Musician(_rig, _rig.Meshes[0].Desk);
    }

    [Test]
    public void A_machine_that_comes_later_is_connected()
    {
        Assert.That(_musician.Do(RequestWords.Load, From, To), Is.EqualTo(["there is no machine 'm1' in the rig"]));
        Assert.That(_musician.Do(RequestWords.Load, From, To), Is.EqualTo(["there is no machine 'm1' in the rig"]), "and once more");
        _rig.Studio.RunFor(60_000);
        Assert.That(_rig.Meshes[0].Jack.Connections, Is.Empty);
        _rig.Add("m1");
        AddPorts(_rig.Meshes[1].Jack);
        _ = _rig.Join();
        _rig.Studio.RunFor(3000);
        AssertConnected();
        Assert.That(_musician.Do(RequestWords.Load, From, To), Is.EqualTo(["m1:to_peer_1", "m0:from_peer_1"]), "as connect replies");
    }

    [Test]
    public void A_program_that_is_started_later_is_connected([Values] bool isSource)
    {
        AddSecond();
        FakePortServer jack = _rig.Meshes[isSource ? 0 : 1].Jack;
        jack.Remove(isSource ? Synth : Recorder);
        Assert.That(_musician.Do(RequestWords.Load, From, To).Single(), Does.Contain("no port").And.Contain(isSource ? Synth : Recorder));
        _rig.Studio.RunFor(10_000);
        Assert.That(Problem, Does.Contain("no port"));
        _rig.Studio.RunFor(100_000);
        jack.Add(isSource ? Synth : Recorder, isSource);
        _rig.Studio.RunFor(3000);
        AssertConnected();
    }

    /// <summary>Also on the master, which has no netmesh.</summary>
    [Test]
    public void A_program_that_is_started_again_is_connected_again([Values("m0", "m1", "master")] string machine)
    {
        AddSecond();
        FakePortServer jack = machine is "master" ? _rig.Studio.Manager.Jack : _rig.Meshes[machine is "m0" ? 0 : 1].Jack;
        (string from, string to) = machine is "m1" ? (From, To) : ($"m0/{Synth}", $"master/{Recorder}");
        string port = machine is "m0" ? Synth : Recorder;
        _ = _musician.Do(RequestWords.Connect, from, to);
        Assert.That(jack.Connections, Has.Count.EqualTo(1));
        jack.Remove(port);
        _rig.Studio.RunFor(5000);
        Assert.That(Problem, Does.Contain("no port").And.Contain(port));
        jack.Add(port, isSource: machine is "m0");
        _rig.Studio.RunFor(3000);
        Assert.That(Problem, Is.Empty);
        Assert.That(jack.Connections, Has.Count.EqualTo(1));
    }

    /// <summary>Also one that is back before the manager looks, among others whose turn comes later.</summary>
    [Test]
    public void Programs_that_are_started_again_in_a_moment_are_connected_again(
        [Values("m0", "m1", "master")] string machine, [Values(0, 130, 260, 390)] int phaseMs)
    {
        const int Patches = 8;
        _rig.Add("m1", MeshWorld.End(audio: Patches));
        _rig.Meshes[0].Close();
        _rig.Meshes[0] = new MeshStation(
            _rig.Studio.World, _rig.Slaves[0], Rig.HostOf(0), MeshWorld.End(audio: Patches), _rig.Meshes[0].Jack);
        _musician = new Musician(_rig, _rig.Meshes[0].Desk);
        _ = _rig.Join();
        _rig.Studio.RunFor(1000);
        FakePortServer jack = machine is "master" ? _rig.Studio.Manager.Jack : _rig.Meshes[machine is "m0" ? 0 : 1].Jack;
        foreach (MeshStation mesh in _rig.Meshes)
            mesh.Jack.Resize("system:playback_", Patches, isSource: false, isMidi: false);
        foreach (FakePortServer one in (FakePortServer[])[_rig.Meshes[0].Jack, _rig.Meshes[1].Jack, _rig.Studio.Manager.Jack])
        {
            one.Resize("syn:out_", Patches, isSource: true, isMidi: false);
            one.Resize("rec:in_", Patches, isSource: false, isMidi: false);
        }
        _rig.Studio.Manager.Jack.Resize("m0:from_slave_", Patches, isSource: true, isMidi: false);
        string end = machine is "m0" ? "m1" : machine;
        for (int number = 1; number <= Patches; number++)
            _ = _musician.Do(RequestWords.Connect, $"m0/syn:out_{number}", $"{end}/rec:in_{number}");
        Assert.That(jack.Connections, Has.Count.EqualTo(Patches));
        _rig.Studio.RunFor(2000 + phaseMs);
        string prefix = machine is "m0" ? "syn:out_" : "rec:in_";
        jack.Resize(prefix, 0, isSource: false, isMidi: false);
        _rig.Studio.RunFor(600);
        jack.Resize(prefix, Patches, isSource: machine is "m0", isMidi: false);
        _rig.Studio.RunFor(6000);
        Assert.That(_musician.List(3, RequestWords.Patches).Select(words => words[2]), Is.All.Empty);
        Assert.That(jack.Connections, Has.Count.EqualTo(Patches));
    }

    /// <summary>Between two reports of its machine.</summary>
    [Test]
    public void A_program_that_was_there_for_a_moment_is_missed()
    {
        AddSecond();
        FakePortServer jack = _rig.Meshes[1].Jack;
        jack.Remove(Recorder);
        _rig.Studio.RunFor(2000);
        jack.Add(Recorder, isSource: false);
        _ = _musician.Do(RequestWords.Connect, From, To);
        jack.Remove(Recorder);
        _rig.Studio.RunFor(3000);
        Assert.That(Problem, Does.Contain("no port"));
        jack.Add(Recorder, isSource: false);
        _rig.Studio.RunFor(3000);
        AssertConnected();
    }

    /// <summary>Ports of other programs come and go all the time.</summary>
    [Test]
    public void What_a_user_has_disconnected_stays_so_when_other_ports_come()
    {
        AddSecond();
        _ = _musician.Do(RequestWords.Connect, From, To);
        _ = _rig.Meshes[0].Jack.TryDisconnect(Synth, "m1:to_peer_1");
        _rig.Meshes[0].Jack.Add("other:out", isSource: true);
        _rig.Studio.RunFor(5000);
        Assert.That(_rig.Meshes[0].Jack.Connections, Is.Empty);
        Assert.That(Problem, Does.Contain("it was disconnected on 'm0'"));
    }

    [Test]
    public void A_patch_that_waits_is_removed_at_once()
    {
        _ = _musician.Do(RequestWords.Load, From, To);
        _ = _musician.Do(RequestWords.Disconnect, From, To);
        Assert.That(_musician.List(3, RequestWords.Patches), Is.Empty);
        AddSecond();
        _rig.Studio.RunFor(3000);
        Assert.That(_rig.Meshes[0].Jack.Connections, Is.Empty);
    }

    [Test]
    public void A_patch_that_is_being_removed_is_wanted_again()
    {
        AddSecond();
        _ = _musician.Do(RequestWords.Connect, From, To);
        _rig.Studio.Network.Unplug(Rig.HostOf(1));
        _rig.Studio.RunFor(10_000);
        _ = _musician.Do(RequestWords.Disconnect, From, To);
        Assert.That(Problem, Does.StartWith(RequestWords.Removal));
        Assert.That(_musician.Do(RequestWords.Load, From, To).Single(), Does.Contain("'m1'"));
        Assert.That(Problem, Does.Not.StartWith(RequestWords.Removal));
        _rig.Studio.Network.Plug(Rig.HostOf(1));
        _rig.Studio.RunFor(15_000);
        AssertConnected();
    }

    [Test]
    public void A_patch_that_waits_outlives_the_manager()
    {
        var file = new FakeFile();
        Restart(file);
        _ = _musician.Do(RequestWords.Load, From, To);
        Restart(file);
        Assert.That(Problem, Does.Contain("'m1'"));
        Assert.That(file.Text.Split('\n')[1], Is.EqualTo($"m0\t{Synth}\tm1\t{Recorder}\taudio\t0"));
        AddSecond();
        _rig.Studio.RunFor(3000);
        AssertConnected();
    }

    /// <summary>What no machine and no program that comes later can change.</summary>
    [TestCase($"m0/{Synth}", $"m0/{Recorder}", "both ports are of 'm0'")]
    [TestCase($"gone/{Synth}", $"gone/{Recorder}", "both ports are of 'gone'")]
    [TestCase($"m0/{Recorder}", $"master/{Recorder}", "is an input: a patch goes from an output to an input")]
    [TestCase($"m0/{Synth}", $"master/{Synth}", "is an output: a patch goes from an output to an input")]
    [TestCase($"m0/{Synth}", "master/box:midi_in", "is for audio and 'master/box:midi_in' for MIDI")]
    public void What_can_never_be_connected_is_refused(string from, string to, string reason)
    {
        _rig.Studio.Manager.Jack.Add("box:midi_in", isSource: false, isMidi: true);
        Assert.That(_musician.Fail(RequestWords.Load, from, to), Does.Contain(reason));
        Assert.That(_musician.List(3, RequestWords.Patches), Is.Empty);
    }

    [TestCase("", "a:b")]
    [TestCase("m1", "")]
    [TestCase("72", "a:b")]
    [TestCase("m1", "320")]
    public void Names_that_nothing_can_have_are_not_waited_for(string machine, string port)
    {
        static string Grow(string text) => int.TryParse(text, out int length) ? new string('x', length) : text;
        _ = _musician.Ask(RequestWords.Load, From, $"{Grow(machine)}/{Grow(port)}");
        Assert.That(_musician.Status, Is.Not.EqualTo(RequestStatus.Done));
        Assert.That(_musician.List(3, RequestWords.Patches), Is.Empty);
    }

    [Test]
    public void One_machine_does_not_fill_the_book()
    {
        for (int number = 0; number < PatchBook.MostPatches / 4; number++)
            _ = _musician.Do(RequestWords.Load, $"gone/p:{number}", $"master/{Recorder}");
        Assert.That(_musician.Fail(RequestWords.Load, "gone/p:x", $"master/{Recorder}"), Does.Contain("'gone' has 256 patches already"));
    }

    /// <summary>Whatever names a slave makes up.</summary>
    [Test]
    public void Machines_that_are_not_there_do_not_fill_the_book()
    {
        AddSecond();
        for (int number = 0; number < PatchBook.MostPatches / 2; number++)
            _ = _musician.Do(RequestWords.Load, $"g{number}/x:{number}", number % 2 == 0 ? $"h{number}/y" : $"master/{Recorder}");
        Assert.That(_musician.Fail(RequestWords.Load, "g/x", "h/y"), Does.Contain("512 patches with machines that are not there"));
        _ = _musician.Do(RequestWords.Connect, From, To);
        _ = _musician.Do(RequestWords.Disconnect, "g0/x:0", "h0/y");
        _ = _musician.Do(RequestWords.Load, "g/x", "h/y");
    }

    /// <summary>Before it is there, the name ends at the first slash.</summary>
    [Test]
    public void A_machine_with_a_slash_in_its_name_is_connected_when_it_comes()
    {
        const string There = $"foh/1/{Recorder}";
        Assert.That(_musician.Do(RequestWords.Load, From, There), Is.EqualTo(["there is no machine 'foh' in the rig"]));
        _rig.Add("foh/1");
        AddPorts(_rig.Meshes[1].Jack);
        _ = _rig.Join();
        _rig.Studio.RunFor(4000);
        Assert.That(Problem, Is.Empty);
        Assert.That(_rig.Meshes[1].Jack.Connections, Is.EquivalentTo([("m0:from_peer_1", Recorder)]));
    }

    private static void AddPorts(FakePortServer jack)
    {
        jack.Resize("system:playback_", 2, isSource: false, isMidi: false);
        jack.Add(Synth, isSource: true);
        jack.Add(Recorder, isSource: false);
    }

    private void AddSecond()
    {
        _rig.Add("m1");
        AddPorts(_rig.Meshes[1].Jack);
        _ = _rig.Join();
        _rig.Studio.RunFor(1000);
    }

    private void AssertConnected()
    {
        Assert.That(Problem, Is.Empty);
        Assert.That(_rig.Meshes[0].Jack.Connections, Is.EquivalentTo([(Synth, "m1:to_peer_1")]));
        Assert.That(_rig.Meshes[1].Jack.Connections, Is.EquivalentTo([("m0:from_peer_1", Recorder)]));
    }

    private void Restart(FakeFile file)
    {
        _rig.Studio.Manager.Close();
        _rig.Studio.RunFor(5000);
        _ = _rig.Studio.LoadManager(new PatchStore(file, _rig.Studio.World.Clock, new RecordingLog()));
        _ = _rig.Join();
        _rig.Studio.RunFor(2000);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Mesh;
using NetJack2.Sessions.Rig;
using NetJack2.Sessions.Tests.Connections;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Mesh;

/// <summary>Patches while users and machines change what they are made of.</summary>
public sealed class PatchChangeTests
{
    private const string Synth = "zyn:out", Recorder = "ardour:in", Other = "other:in";
    private const string From = $"m0/{Synth}", To = $"m1/{Recorder}";

    private Rig _rig = null!;
    private Musician _musician = null!;

    private FakePortServer Here => _rig.Meshes[0].Jack;

    private FakePortServer There => _rig.Meshes[1].Jack;

    private string Problem => _musician.List(3, RequestWords.Patches).Single()[2];

    [SetUp]
    public void Connect()
    {
        _rig = new Rig(slaves: 3);
        foreach (MeshStation mesh in _rig.Meshes)
            AddPorts(mesh.Jack);
        _ = _rig.Join();
        _rig.Studio.RunFor(1000);
        _musician = new Musician(_rig, _rig.Meshes[2].Desk);
    }

    /// <summary>A patch with a machine that has gone is removed, and nothing is left when the machine reconnects.</summary>
    [Test]
    public void APatchWithAMachineThatIsAwayIsRemoved([Values(10_000, 40_000)] int awayMs)
    {
        _ = _musician.Do(RequestWords.Connect, From, To);
        _rig.Studio.Network.Unplug(Rig.HostOf(1));
        _rig.Studio.RunFor(awayMs);
        _ = _musician.Do(RequestWords.Disconnect, From, To);
        Assert.That(Here.Connections, Is.Empty);
        Assert.That(There.Connections, Has.Count.EqualTo(1), "it cannot be asked");
        Assert.That(Problem, Does.StartWith("it is being removed").And.Contain("'m1'"));
        _rig.Studio.Network.Plug(Rig.HostOf(1));
        _rig.Studio.RunFor(15_000);
        Assert.That(There.Connections, Is.Empty);
        Assert.That(_musician.List(3, RequestWords.Patches), Is.Empty);
    }

    /// <summary>A machine that never reconnects is not waited for when the patch is disconnected once more.</summary>
    [Test]
    public void AMachineThatNeverComesBackIsForgotten()
    {
        _ = _musician.Do(RequestWords.Connect, From, To);
        _rig.Studio.Network.Unplug(Rig.HostOf(1));
        _rig.Studio.RunFor(40_000);
        _ = _musician.Do(RequestWords.Disconnect, From, To);
        _ = _musician.Do(RequestWords.Disconnect, From, To);
        Assert.That(_musician.List(3, RequestWords.Patches), Is.Empty);
    }

    /// <summary>What cannot be disconnected now is disconnected later.</summary>
    [Test]
    public void AFreewheelingServerIsDisconnectedLater()
    {
        _ = _musician.Do(RequestWords.Connect, From, To);
        Here.IsFreewheeling = true;
        Assert.That(_musician.Fail(RequestWords.Disconnect, From, To), Does.Contain("'m0'").And.Contain("freewheels"));
        Assert.That(There.Connections, Is.Empty);
        Assert.That(Problem, Does.StartWith("it is being removed").And.Contain("freewheels"));
        Assert.That(_musician.Fail(RequestWords.Disconnect, From, To), Does.Contain("freewheels"));
        Here.IsFreewheeling = false;
        _rig.Studio.RunFor(5000);
        Assert.That(Here.Connections, Is.Empty);
        Assert.That(_musician.List(3, RequestWords.Patches), Is.Empty);
    }

    /// <summary>A patch that is being removed is made again when it is asked for.</summary>
    [Test]
    public void APatchThatIsBeingRemovedIsMadeAgain()
    {
        _ = _musician.Do(RequestWords.Connect, From, To);
        Here.IsFreewheeling = true;
        _ = _musician.Fail(RequestWords.Disconnect, From, To);
        Here.IsFreewheeling = false;
        _ = _musician.Do(RequestWords.Connect, From, To);
        _rig.Studio.RunFor(10_000);
        Assert.That(Problem, Is.Empty);
        AssertConnected(channel: 1);
    }

    /// <summary>A machine that does not answer loses its end when it answers again.</summary>
    [Test]
    public void AMachineThatDoesNotAnswerIsDisconnectedLater()
    {
        _ = _musician.Do(RequestWords.Connect, From, To);
        _rig.Studio.Network.Unplug(Rig.HostOf(1));
        Assert.That(_musician.Fail(RequestWords.Disconnect, From, To), Does.Contain("'m1'").And.Contain("does not answer"));
        _rig.Studio.Network.Plug(Rig.HostOf(1));
        _rig.Studio.RunFor(10_000);
        Assert.That(There.Connections, Is.Empty);
        Assert.That(_musician.List(3, RequestWords.Patches), Is.Empty);
    }

    /// <summary>A manager that has forgotten a patch takes the ports of it that are connected: the sound does not come twice.</summary>
    [Test]
    public void AForgottenPatchIsNotMadeTwice()
    {
        Here.Add("second:out", isSource: true);
        _ = _musician.Do(RequestWords.Connect, "m0/second:out", $"m1/{Other}");
        _ = _musician.Do(RequestWords.Connect, From, To);
        _ = _musician.Do(RequestWords.Disconnect, "m0/second:out", $"m1/{Other}");
        Restart(null);
        Assert.That(_musician.List(3, RequestWords.Patches), Is.Empty);
        _ = _musician.Do(RequestWords.Connect, From, To);
        AssertConnected(channel: 2);
    }

    /// <summary>While a machine has not all its ports, nothing is changed on the other one, where a user disconnects the patch.</summary>
    [Test]
    public void AWaitingPatchLeavesTheOtherEndAlone()
    {
        _ = _musician.Do(RequestWords.Connect, From, To);
        There.Remove(Recorder);
        Rejoin(1);
        _rig.Studio.RunFor(3000);
        _ = Here.TryDisconnect(Synth, "m1:to_peer_1");
        int changes = Here.Changes;
        _rig.Studio.RunFor(100_000);
        Assert.That(Problem, Does.Contain("no port"));
        There.Add(Recorder, isSource: false);
        _rig.Studio.RunFor(61_000);
        Assert.That(Here.Changes, Is.EqualTo(changes));
        Assert.That(There.Connections, Is.Empty);
        Assert.That(Problem, Does.Contain("disconnected on 'm0'"));
        _ = _musician.Do(RequestWords.Connect, From, To);
        AssertConnected(channel: 1);
        Assert.That(Problem, Is.Empty);
    }

    /// <summary>A program that is started again on one machine while the other one is away gets its patch again.</summary>
    [Test]
    public void APortThatComesBackIsConnected()
    {
        _ = _musician.Do(RequestWords.Connect, From, To);
        Here.Remove(Synth);
        Rejoin(1);
        _rig.Studio.RunFor(5000);
        Assert.That(Problem, Does.Contain("no port").And.Contain("'m0'"));
        Here.Add(Synth, isSource: true);
        _rig.Studio.RunFor(10_000);
        AssertConnected(channel: 1);
    }

    /// <summary>A stored patch does not take a port that a user has given to something else meanwhile.</summary>
    [Test]
    public void APortThatIsInUseIsNotTaken()
    {
        var file = new FakeFile();
        Restart(file);
        _ = _musician.Do(RequestWords.Connect, From, To);
        _rig.Studio.Manager.Close();
        _ = There.TryDisconnect("m0:from_peer_1", Recorder);
        _ = There.TryConnect("m0:from_peer_1", Other);
        Restart(file);
        Assert.That(Here.Connections, Is.EquivalentTo([(Synth, "m1:to_peer_2")]));
        Assert.That(There.Connections, Is.EquivalentTo([("m0:from_peer_1", Other), ("m0:from_peer_2", Recorder)]));
        _rig.Studio.RunFor(1000);
        Assert.That(file.Text, Does.EndWith("\taudio\t2\n"));
    }

    /// <summary>A patch whose port there is no more takes another one that is free.</summary>
    [Test]
    public void AMachineMayComeBackWithFewerPorts()
    {
        _ = There.TryConnect("m0:from_peer_1", Other);
        Assert.That(_musician.Do(RequestWords.Connect, From, To)[0], Is.EqualTo("m1:to_peer_2"));
        FakePortServer jack = There;
        _rig.Meshes[1].Close();
        _rig.Studio.RunFor(2000);
        _rig.Meshes[1] = new MeshStation(_rig.Studio.World, _rig.Slaves[1], Rig.HostOf(1), MeshWorld.End(audio: 1), jack);
        _rig.Studio.RunFor(10_000);
        AssertConnected(channel: 1);
        Assert.That(Problem, Is.Empty);
    }

    private static void AddPorts(FakePortServer jack)
    {
        jack.Add(Synth, isSource: true);
        jack.Add(Recorder, isSource: false);
        jack.Add(Other, isSource: false);
    }

    private void AssertConnected(int channel)
    {
        Assert.That(Here.Connections, Is.EquivalentTo([(Synth, $"m1:to_peer_{channel}")]));
        Assert.That(There.Connections, Is.EquivalentTo([($"m0:from_peer_{channel}", Recorder)]));
    }

    private void Rejoin(int machine)
    {
        FakePortServer jack = _rig.Meshes[machine].Jack;
        _rig.Meshes[machine].Close();
        _rig.Studio.RunFor(2000);
        _rig.Meshes[machine] = new MeshStation(_rig.Studio.World, _rig.Slaves[machine], Rig.HostOf(machine), MeshWorld.End(), jack);
    }

    private void Restart(FakeFile? file)
    {
        _rig.Studio.Manager.Close();
        _rig.Studio.RunFor(5000);
        _ = file is null
            ? _rig.Studio.LoadManager() : _rig.Studio.LoadManager(new PatchStore(file, _rig.Studio.World.Clock, new RecordingLog()));
        _ = _rig.Join();
        _rig.Studio.RunFor(3000);
    }
}

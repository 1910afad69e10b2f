// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Mesh;
using NetJack2.Sessions.Rig;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Mesh;

/// <summary>Options of a slave's session that are set from any machine of the rig.</summary>
public sealed class SetTests
{
    private Rig _rig = null!;

    [SetUp]
    public void Join()
    {
        _rig = new Rig(slaves: 3);
        _rig.JoinWith(jack =>
        {
            jack.Add("syn:out", isSource: true);
            jack.Add("rec:in", isSource: false);
        });
    }

    // The last one is at the slave itself, whose session ends.
    [Test]
    public void It_can_be_asked_for_at_each_machine([Values(-1, 0, 1)] int place)
    {
        IRequestDesk desk = place < 0 ? _rig.Studio.Manager.Desk : _rig.Meshes[place].Desk;
        SlaveStation slave = _rig.Slaves[1];
        FakeClient client = ClientOf("m1");
        Assert.That(new Musician(_rig, desk).Do(RequestWords.Set, "m1", "l", "3"), Is.Empty);
        _rig.Studio.RunFor(1000);
        Assert.That(slave.Session?.Latency, Is.EqualTo(3));
        Assert.That((ClientOf("m1"), client.IsClosed, client.Seat!.Session.Latency), Is.EqualTo((client, false, 3)));
        Assert.That(_rig.Slaves.Select(other => other.Session!.Latency), Is.EqualTo([5, 3, 5]));
        _rig.Studio.AssertAudioFlows(client);
    }

    [Test]
    public void Patches_and_the_mesh_stay()
    {
        Musician musician = new(_rig, _rig.Meshes[2].Desk);
        _ = musician.Do(RequestWords.Connect, "m0/syn:out", "m1/rec:in");
        (int changes, MeshStation.Client[] clients) = (_rig.Meshes[1].Jack.Changes, [.. _rig.Meshes[1].Clients]);
        _ = musician.Do(RequestWords.Set, "m1", "l", "3");
        _rig.Studio.RunFor(3000);
        Assert.That(_rig.IsWhole, Is.True);
        Assert.That(_rig.Meshes[1].Clients, Is.EqualTo(clients));
        Assert.That(_rig.Meshes[1].Jack.Changes, Is.EqualTo(changes), "connections are not touched");
        Assert.That(
            musician.List(3, RequestWords.Patches).Select(words => string.Join('|', words)), Is.EqualTo(["m0/syn:out|m1/rec:in|"]));
        _rig.AssertAudioFlows();
    }

    [TestCase("m7", RequestStatus.UnknownMachine, "m7")]
    [TestCase("", RequestStatus.UnknownMachine, "")]
    [TestCase("Bühne\u001b[31m", RequestStatus.UnknownMachine, "Bühne\u001b[31m")]
    [TestCase("master", RequestStatus.Refused, "'master' has no session of its own: each slave has one, name a slave")]
    [TestCase("plain", RequestStatus.Refused, "'plain' has no netmesh that has joined: its options are set where it is started")]
    public void Machines_without_such_options_are_refused(string machine, RequestStatus status, string word)
    {
        _ = _rig.Studio.AddSlave(Studio.Request with { Name = "plain" }, Rig.HostOf(9));
        _rig.Studio.RunFor(1000);
        var musician = new Musician(_rig, _rig.Meshes[0].Desk);
        _ = musician.Ask(RequestWords.Set, machine, "l", "3");
        Assert.That((musician.Status, musician.Words), Is.EqualTo((status, new[] { word })));
    }

    // The slave decides, and its words come as they are.
    [TestCase("l", "")]
    [TestCase("l", "-1")]
    [TestCase("l", "auto:x")]
    [TestCase("l", "99999999999")]
    [TestCase("l", "ü\u001b[31m\n")]
    [TestCase("", "3")]
    [TestCase("l", "3", "x", "y")]
    public void What_a_slave_does_not_accept_is_refused(params string[] options)
    {
        var musician = new Musician(_rig, _rig.Meshes[0].Desk);
        Assert.That(musician.Fail([RequestWords.Set, "m1", .. options]), Is.EqualTo("'m1': must be a number"));
        Assert.That(_rig.Meshes[1].Options.Wishes, Is.EqualTo(new[] { options }));
        _rig.Studio.RunFor(1000);
        Assert.That(ClientOf("m1").Sessions, Is.EqualTo(1));
    }

    // It would take no settings until that has ended.
    [Test]
    public void A_slave_that_freewheels_is_not_set()
    {
        _rig.Meshes[1].Jack.IsFreewheeling = true;
        var musician = new Musician(_rig, _rig.Meshes[0].Desk);
        Assert.That(
            musician.Fail(RequestWords.Set, "m1", "l", "3"), Is.EqualTo("'m1': its server freewheels; try again when that has ended"));
        Assert.That(_rig.Meshes[1].Options.Wishes, Is.Empty);
    }

    [TestCase("m1")]
    [TestCase("m1", "l")]
    [TestCase("m1", "l", "3", "R")]
    public void Words_that_are_no_pairs_are_refused(params string[] words)
    {
        Assert.That(
            new Musician(_rig, _rig.Meshes[0].Desk).Fail([RequestWords.Set, .. words]), Does.EndWith(RequestWords.NotKnown));
        Assert.That(_rig.Meshes[1].Options.Wishes, Is.Empty);
    }

    // As a machine does that has no such options, the master too.
    [Test]
    public void A_slave_of_an_earlier_version_does_not_know_it()
    {
        var requests = new MachineRequests(new FakePortServer(), _rig.Meshes[0].Peers);
        var reply = new WordWriter(new byte[RequestPacket.MostWords]);
        Assert.That(requests.Do(RequestWords.Write(RequestWords.Set, "l", "3"), ref reply), Is.EqualTo(RequestStatus.Refused));
        Assert.That(RequestWords.Read(reply.Words).Single(), Does.EndWith(RequestWords.NotKnown));
    }

    private FakeClient ClientOf(string name) => _rig.Studio.Manager.Clients
        .Single(client => !client.IsClosed && string.Equals(client.Name, name, StringComparison.Ordinal));
}

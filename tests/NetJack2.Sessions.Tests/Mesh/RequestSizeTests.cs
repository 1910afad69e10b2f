// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text;
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Mesh;
using NetJack2.Sessions.Rig;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Mesh;

/// <summary>Requests whose words are as long as they can be: each has a reply, and so has the next request.</summary>
public sealed class RequestSizeTests
{
    private Rig _rig = null!;
    private Musician _musician = null!;

    [SetUp]
    public void Join()
    {
        _rig = new Rig(slaves: 2);
        _ = _rig.Join();
        _rig.Studio.RunFor(1000);
        _musician = new Musician(_rig, _rig.Meshes[0].Desk);
    }

    [TestCase(RequestWords.Disconnect)]
    [TestCase(RequestWords.Connect)]
    public void LongNamesAreRefused(string request)
    {
        _ = _musician.Ask(request, $"a/{new string('x', 560)}", $"b/{new string('y', 570)}");
        Assert.That(
            _musician.Status, Is.EqualTo(request is RequestWords.Connect ? RequestStatus.UnknownMachine : RequestStatus.Refused));
        AssertServed();
    }

    [Test]
    public void LongNamesOfPortsAreUnknown()
    {
        string port = new('x', 1100);
        _ = _musician.Ask(RequestWords.Connect, $"m0/{port}", "m1/y");
        Assert.That((_musician.Status, _musician.Words[1]), Is.EqualTo((RequestStatus.UnknownPort, port)));
        AssertServed();
    }

    /// <summary>Bytes that are no UTF-8 would be given back three times as long.</summary>
    [TestCase("ports\0", "\00\0")]
    [TestCase("connect\0", "\0m1/y\0")]
    [TestCase("connect\0m0/", "\0m1/y\0")]
    public void BytesThatAreNoTextAreRefused(string before, string after)
    {
        byte[] words = [.. Encoding.UTF8.GetBytes(before), .. Enumerable.Repeat((byte)0xFF, 400), .. Encoding.UTF8.GetBytes(after)];
        foreach (IRequestDesk desk in (IRequestDesk[])[_rig.Meshes[0].Desk, _rig.Studio.Manager.Desk])
        {
            var musician = new Musician(_rig, desk);
            Assert.That(musician.FailBytes(words), Does.Contain("UTF-8"));
        }
        AssertServed();
    }

    /// <summary>A slave that ends while its request is being done leaves nothing to the next one in its place.</summary>
    [Test]
    public void TheNextSlaveInAPlaceIsServed()
    {
        PeerAddress deaf = new(Rig.HostOf(1), MeshStation.Port);
        _rig.Studio.Network.Drop = (_, _, target) => target == deaf;
        _rig.Meshes[0].Desk.Submit(new Musician(_rig, _rig.Meshes[0].Desk), RequestWords.Write(RequestWords.Ports, "m1", "0"));
        _rig.Studio.RunFor(50);
        _rig.Slaves[0].Close();
        _rig.Slaves[0] = _rig.Studio.AddSlave(Studio.Request with { Name = "m0", JoinsMesh = true }, Rig.HostOf(0));
        _rig.Meshes[0].Close();
        _rig.Meshes[0] = new MeshStation(_rig.Studio.World, _rig.Slaves[0], Rig.HostOf(0), MeshWorld.End());
        _rig.Studio.Network.Drop = null;
        _ = _rig.Join();
        _musician = new Musician(_rig, _rig.Meshes[0].Desk);
        AssertServed();
    }

    private void AssertServed()
    {
        Assert.That(_musician.Ask(RequestWords.Machines, "0"), Is.LessThan(1000));
        Assert.That(_musician.Words[0], Is.EqualTo("3"));
    }
}

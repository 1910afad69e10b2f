// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Extension;
using NetJack2.Sessions.Handshake;
using NetJack2.Statistics;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Mesh;

/// <summary>Slaves of one master that find each other through its manager.</summary>
public sealed class MeshTests
{
    /// <summary>Each plays each other one within a second, and all of it is right.</summary>
    [Test]
    public void EachHearsEachOther([Values(2, 3, 8)] int slaves)
    {
        var rig = new Rig(slaves);
        long time = rig.Join();
        Assert.That(time, Is.LessThan(2000));
        rig.AssertAudioFlows();
        Assert.That(rig.Meshes[0].Clients[0].LatencyFrames, Is.EqualTo(2 * 256));
    }

    /// <summary>A list that does not fit into a packet comes in parts.</summary>
    [Test]
    public void ALargeMeshIsWhole()
    {
        var rig = new Rig(slaves: 24, MeshWorld.End(audio: 1));
        Assert.That(rig.Join(), Is.LessThan(10_000));
        Assert.That(rig.Studio.Manager.Mesh.Count, Is.EqualTo(24));
    }

    /// <summary>Nothing of the sessions changes by the mesh.</summary>
    [Test]
    public void SessionsGoOn()
    {
        var rig = new Rig(slaves: 2);
        _ = rig.Join();
        foreach (FakeClient client in rig.Studio.Manager.Clients)
            rig.Studio.AssertAudioFlows(client);
    }

    /// <summary>One that leaves disconnects at once; its client stays for half a minute, and is used again.</summary>
    [Test]
    public void OneThatLeavesMayComeBack()
    {
        var rig = new Rig(slaves: 3);
        _ = rig.Join();
        MeshStation.Client client = rig.Meshes[0].Clients.Single(client => client.Name is "m2");
        rig.Meshes[2].Close();
        rig.Studio.RunFor(1000);
        Assert.That(client.Seat, Is.Null);
        Assert.That(rig.Studio.Manager.Mesh.Count, Is.EqualTo(2));
        rig.Studio.RunFor(10_000);
        Assert.That(rig.Meshes[0].Clients, Does.Contain(client));

        rig.Meshes[2] = new MeshStation(rig.Studio.World, rig.Slaves[2], Rig.HostOf(2), MeshWorld.End(audio: 5));
        _ = rig.Join();
        Assert.That(rig.Meshes[0].Clients, Does.Contain(client));
        rig.AssertAudioFlows();
        rig.Meshes[2].Close();
        rig.Studio.RunFor(32_000);
        Assert.That(rig.Meshes[0].Clients, Does.Not.Contain(client));
        rig.Meshes.RemoveAt(2);
        rig.AssertAudioFlows();
    }

    /// <summary>One that is cut off is missing, and no other; plugged in again, it is there within two seconds.</summary>
    [Test]
    public void OneIsUnplugged()
    {
        var rig = new Rig(slaves: 3);
        _ = rig.Join();
        MeshSeat other = rig.Meshes[0].Seat("m1")!;
        rig.Studio.Network.Unplug(Rig.HostOf(2));
        other.ResetCounts();
        rig.Studio.RunFor(5000);
        Assert.That((other.Gaps, other.Wrong), Is.EqualTo((0L, 0L)));
        Assert.That(other, Is.SameAs(rig.Meshes[0].Seat("m1")));
        rig.Studio.Network.Plug(Rig.HostOf(2));
        Assert.That(rig.Join(), Is.LessThan(2000));
        rig.AssertAudioFlows();
    }

    /// <summary>The manager ends: the mesh rests. Another one begins: the same clients are used again.</summary>
    [Test]
    public void TheManagerIsLoadedAnew()
    {
        var rig = new Rig(slaves: 2);
        _ = rig.Join();
        MeshStation.Client client = rig.Meshes[0].Clients.Single();
        rig.Studio.Manager.Close();
        rig.Studio.RunFor(5000);
        Assert.That(client.Seat, Is.Null);
        _ = rig.Studio.LoadManager();
        Assert.That(rig.Join(), Is.LessThan(2500));
        Assert.That(rig.Meshes[0].Clients.Single(), Is.SameAs(client));
        rig.AssertAudioFlows();
    }

    /// <summary>After a new session a computer may be the first in the list: the others' clients stay for half a minute.</summary>
    [Test]
    public void WhoeverIsFirstAgainKeepsTheOthersClients()
    {
        var rig = new Rig(slaves: 2);
        _ = rig.Join();
        rig.Studio.RunFor(60_000);
        MeshStation.Client client = rig.Meshes[0].Clients.Single();
        rig.Studio.Network.Unplug(Rig.HostOf(1));
        rig.Studio.Manager.Close();
        rig.Studio.RunFor(1000);
        _ = rig.Studio.LoadManager();
        rig.Studio.RunFor(29_000);
        Assert.That(rig.Meshes[0].Clients, Does.Contain(client));
        rig.Studio.RunFor(10_000);
        Assert.That(rig.Meshes[0].Clients, Is.Empty);
    }

    /// <summary>A share of the server's ports is left to the programs of the computer.</summary>
    [Test]
    public void PortsAreLeftToPrograms()
    {
        var rig = new Rig(slaves: 2);
        rig.Meshes[0].Ports = new ServerPorts(Most: 64, Used: 54);
        rig.Studio.RunFor(3000);
        Assert.That(rig.Meshes[0].Clients, Is.Empty);
        Assert.That(rig.Meshes[0].Log.Warnings[0], Does.Contain("for programs of this computer"));
        rig.Meshes[0].Ports = new ServerPorts(Most: 64, Used: 20);
        Assert.That(rig.Join(), Is.LessThan(5000));
    }

    /// <summary>One that changes its values all the time does not keep the others from hearing each other.</summary>
    [Test]
    public void OneThatChangesAllTheTimeDisturbsNobody()
    {
        var rig = new Rig(slaves: 12, MeshWorld.End(audio: 1));
        var restless = rig.Slaves[11];
        rig.Meshes[11].Close();
        rig.Meshes.RemoveAt(11);
        Link.Datagrams.PeerAddress manager = new(Studio.MasterHost, ManagerStation.Port);
        VirtualSocket socket = rig.Studio.Network.Open(Rig.HostOf(11), MeshStation.Port);
        byte[] packet = new byte[Protocol.Mesh.MeshPacket.LongestSize];
        for (int step = 0; step < 1500; step++)
        {
            if (restless.Published is { } session)
            {
                Protocol.Mesh.JoinPacket.Write(
                    packet, session.SessionId, session.Key, (uint)step, MeshWorld.End(audio: 1 + (step & 1)), first: 0);
                _ = socket.SendTo(packet, manager);
            }
            rig.Studio.RunFor(10);
        }
        string[] names = [.. rig.Meshes[0].Clients.Where(client => client.Seat?.Link.IsPeerThere == true).Select(client => client.Name)];
        Assert.That(names, Has.Length.EqualTo(10), string.Join(' ', names));
    }

    /// <summary>The master's period changes.</summary>
    [Test]
    public void ThePeriodChanges()
    {
        var rig = new Rig(slaves: 2);
        _ = rig.Join();
        rig.Studio.Server.Period = 512;
        rig.Studio.Manager.Sessions.Renegotiate();
        rig.Studio.RunFor(300);
        Assert.That(rig.Join(), Is.LessThan(2000));
        rig.AssertAudioFlows();
        Assert.That(rig.Meshes[0].Clients.Single().LatencyFrames, Is.EqualTo(2 * 512));
    }

    /// <summary>A slave without netmesh, one of jack2, and a manager that has no mesh: nothing happens.</summary>
    [Test]
    public void OthersAreNotInTheMesh()
    {
        var rig = new Rig(slaves: 2);
        _ = rig.Studio.AddSlave(Studio.Request with { Name = "plain", JoinsMesh = true }, Rig.HostOf(9));
        _ = rig.Studio.AddSlave(Studio.Request with { Name = "old" }, Rig.HostOf(10));
        _ = rig.Join();
        rig.Studio.RunFor(2000);
        Assert.That(rig.Meshes[0].Clients.Single().Name, Is.EqualTo("m1"));

        var without = new Studio();
        without.Manager.Capabilities = Capabilities.All & ~Capabilities.Mesh;
        SlaveStation slave = without.AddSlave(Studio.Request with { JoinsMesh = true }, Studio.SlaveHost);
        without.RunFor(2000);
        Assert.That(slave.Session, Is.Not.Null);
        Assert.That(slave.Published, Is.Null);
    }

    /// <summary>The page has a place for each computer.</summary>
    [Test]
    public void ThePageShowsThem()
    {
        var rig = new Rig(slaves: 3);
        _ = rig.Join();
        rig.Studio.RunFor(200);
        var names = new List<string>();
        for (int slot = 0; slot < 63; slot++)
        {
            SessionStatistics statistics = default;
            rig.Meshes[0].Peers.Describe(slot, ref statistics);
            if (statistics.State != 0)
            {
                var state = (SessionState)statistics.State;
                names.Add($"{statistics.Name} {state} {statistics.Latency} {statistics.RoundTripFrames} {statistics.Peer}");
            }
        }
        string[] expected = ["m1 Running 2 1024 10.0.0.3:19001", "m2 Running 2 1024 10.0.0.4:19001"];
        Assert.That(names, Is.EquivalentTo(expected));
    }

    /// <summary>JACK gives no ports, or the UDP port is taken: one line in the log, and it works when the reason has ended.</summary>
    [Test]
    public void WhatCannotBeHadIsTriedAgain([Values] bool isPort)
    {
        var rig = new Rig(slaves: 2);
        rig.Meshes[0].IsPortTaken = isPort;
        rig.Meshes[0].CanPrepare = isPort;
        rig.Studio.RunFor(8000);
        Assert.That(rig.IsWhole, Is.False);
        Assert.That(rig.Meshes[0].Log.Warnings, Has.Count.EqualTo(isPort ? 0 : 3), "the host reports what the system refuses");
        rig.Meshes[0].IsPortTaken = false;
        rig.Meshes[0].CanPrepare = true;
        Assert.That(rig.Join(), Is.LessThan(5000));
        rig.AssertAudioFlows();
    }

    /// <summary>Two that the manager lists cannot reach each other: both report it, once.</summary>
    [Test]
    public void AWallBetweenTwoIsReported()
    {
        var rig = new Rig(slaves: 3);
        rig.Studio.Network.Drop = (_, source, target) =>
            source.Port == MeshStation.Port && target.Port == MeshStation.Port
            && (source.Host == (Link.Datagrams.HostAddress)Rig.HostOf(2) || target.Host == (Link.Datagrams.HostAddress)Rig.HostOf(2));
        rig.Studio.RunFor(20_000);
        Assert.That(
            rig.Meshes[0].Log.Warnings.Single(),
            Is.EqualTo("Nothing arrives from 'm2' at 10.0.0.4:19001: is UDP port 19001 open there and here?"));
        Assert.That(rig.Meshes[2].Log.Warnings, Has.Count.EqualTo(2));
        Assert.That(rig.Meshes[0].Seat("m1")!.Link.IsPeerThere, Is.True);
    }

    /// <summary>While nothing changes, the control threads allocate nothing.</summary>
    [Test]
    public void ARestingMeshAllocatesNothing()
    {
        var rig = new Rig(slaves: 3);
        _ = rig.Join();
        // What runs often is compiled once more, by another thread; until then it may allocate.
        for (int round = 0; round < 20; round++)
        {
            rig.Studio.RunFor(300);
            Thread.Sleep(20);
        }
        long before = GC.GetAllocatedBytesForCurrentThread();
        rig.Studio.RunFor(3000);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Mesh;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Mesh;

/// <summary>A master, and slaves with netmesh.</summary>
internal sealed class Rig
{
    public Rig(int slaves, MeshEnd? end = null, int seed = 1)
    {
        Studio = new Studio(seed);
        _ = Studio.Manager;
        for (int index = 0; index < slaves; index++)
            Add($"m{index}", end);
    }

    public Studio Studio { get; }

    public List<SlaveStation> Slaves { get; } = [];

    public List<MeshStation> Meshes { get; } = [];

    public void Add(string name, MeshEnd? end = null)
    {
        uint host = HostOf(Slaves.Count);
        Slaves.Add(Studio.AddSlave(Studio.Request with { Name = name, JoinsMesh = true }, host));
        Meshes.Add(new MeshStation(Studio.World, Slaves[^1], host, end ?? MeshWorld.End()));
    }

    public static uint HostOf(int slave) => 0x0A000002 + (uint)slave;

    /// <summary>Whether each computer has a link to each other one, and receives its audio.</summary>
    public bool IsWhole =>
        Meshes.TrueForAll(mesh => mesh.Clients.Count == Meshes.Count - 1
            && mesh.Clients.TrueForAll(client => client.Seat?.Link.IsPeerThere == true));

    /// <summary>Lets all machines find each other.</summary>
    public long Join() => Studio.MillisecondsUntil(() => IsWhole);

    /// <summary>The same, with the servers of all machines having ports; and some time more.</summary>
    public void JoinWith(Action<FakePortServer> addPorts)
    {
        foreach (MeshStation mesh in Meshes)
            addPorts(mesh.Jack);
        addPorts(Studio.Manager.Jack);
        _ = Join();
        Studio.RunFor(1000);
    }

    /// <summary>Checks that for a while all that comes is right, each to each.</summary>
    public void AssertAudioFlows()
    {
        Studio.RunFor(400);
        MeshSeat[] seats = [.. Meshes.SelectMany(mesh => mesh.Clients).Select(client => client.Seat!)];
        foreach (MeshSeat seat in seats)
            seat.ResetCounts();
        Studio.RunFor(500);
        foreach (MeshSeat seat in seats)
        {
            Assert.That((seat.Wrong, seat.Gaps), Is.EqualTo((0L, 0L)));
            Assert.That(seat.Good, Is.Positive);
        }
    }
}

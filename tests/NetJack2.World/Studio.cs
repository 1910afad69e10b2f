// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.Models;
using NetJack2.Protocol.Session;
using NetJack2.Sessions.Handshake;
using NetJack2.Sessions.Rig;

namespace NetJack2.World;

/// <summary>A network with a master on it, and slaves that look for it.</summary>
internal sealed class Studio
{
    public const uint MasterHost = 0x0A000001;
    public const uint SlaveHost = 0x0A000002;
    public const uint StrangerHost = 0x0A0000FE;

    public static readonly PeerAddress GroupAddress = new(ManagerStation.Group, ManagerStation.Port);

    private ManagerStation? _manager;

    public Studio(int seed = 1)
    {
        World = new VirtualWorld(seed);
        Server = new MasterServer(World.Clock);
        World.Add(Server);
    }

    public VirtualWorld World { get; }

    public VirtualNetwork Network => World.Network;

    public MasterServer Server { get; }

    public ManagerStation Manager => _manager ?? LoadManager();

    public static SlaveRequest Request { get; } = new()
    {
        Target = GroupAddress,
        Name = "bass",
        Mtu = 1500,
        SendAudio = 2,
        ReturnAudio = 2,
        SendMidi = 1,
        ReturnMidi = 1,
        Sync = false,
        Latency = 5,
    };

    public ManagerStation LoadManager() => LoadManager(new ManagerLimits());

    public ManagerStation LoadManager(ManagerLimits limits) => _manager = new ManagerStation(World, Server, MasterHost, limits);

    /// <summary>A manager that keeps patches.</summary>
    public ManagerStation LoadManager(PatchStore store) =>
        _manager = new ManagerStation(World, Server, MasterHost, new ManagerLimits(), store: store);

    public SlaveStation AddSlave() => AddSlave(Request, SlaveHost);

    public SlaveStation AddSlave(SlaveRequest request, params HostAddress[] hosts) => new(World, request, hosts);

    /// <summary>A computer that is a slave of the master and a master itself: both modules in one server.</summary>
    public (SlaveStation Slave, ManagerStation Manager) AddRelay(HostAddress host, ulong serverId)
    {
        var server = new MasterServer(World.Clock);
        World.Add(server);
        var manager = new ManagerStation(World, server, host.IPv4, new ManagerLimits(), serverId);
        return (new SlaveStation(World, Request, [host], serverId), manager);
    }

    public void RunFor(int milliseconds) => World.RunFor(milliseconds * VirtualClock.Millisecond);

    /// <summary>Milliseconds until a condition holds, or a minute.</summary>
    public long MillisecondsUntil(Func<bool> condition) => World.RunUntil(condition, 60 * VirtualClock.Second) / VirtualClock.Millisecond;

    /// <summary>Checks that for a while everything that returns to the master is right.</summary>
    public void AssertAudioFlows(FakeClient client)
    {
        RunFor(300);
        client.Seat!.ResetCounts();
        RunFor(500);
        Assert.That((client.Seat.Wrong, client.Seat.Gaps), Is.EqualTo((0L, 0L)));
        Assert.That(client.Seat.Good, Is.Positive);
    }

    /// <summary>An announcement as its slave sends it, changed as a forger likes.</summary>
    public static byte[] Announcement(SlaveRequest request, Action<byte[]> change)
    {
        byte[] bytes = SessionPacket.AsBytes(request.ToAnnouncement("stage")).ToArray();
        change(bytes);
        return bytes;
    }
}

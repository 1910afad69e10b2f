// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Coding;
using NetJack2.Link.Cycles;
using NetJack2.Link.Datagrams;
using NetJack2.Link.Links;
using NetJack2.Models;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Mesh;
using NetJack2.Protocol.Session;
using NetJack2.RealTime;
using NetJack2.Sessions.Coding;
using NetJack2.Sessions.Handshake;
using NetJack2.Sessions.Mesh;
using NetJack2.Sessions.Rig;

namespace NetJack2.World;

/// <summary>The host of a master: its server, and the control thread of its manager.</summary>
internal sealed class ManagerStation : Actor, IManagerHost
{
    public const ushort Port = 19_000;
    public const uint Group = 0xE103139A;

    private readonly VirtualWorld _world;
    private readonly VirtualSocket _listener;
    private readonly MemoryBudget _budget = new();
    private readonly byte[] _buffer = new byte[MeshPacket.LongestSize];
    private readonly uint _host;
    private long _next;

    public ManagerStation(
        VirtualWorld world, MasterServer server, uint host, ManagerLimits limits, ulong serverId = 1, PatchStore? store = null)
    {
        ServerId = serverId;
        _world = world;
        _host = host;
        _next = world.Clock.Now;
        Codecs = new FakeCodecs(world.Clock);
        Server = server;
        Sessions = new ManagerSessions(this, limits, world.Clock, Log, Events);
        Mesh = new MeshBroker(Sessions, this, world.Clock);
        Desk = new MeshDesk(Sessions, Mesh, this, new MachineRequests(Jack, new SlaveChannels()), store, world.Clock);
        _listener = world.Network.Open(host, Port);
        _listener.Group = Group;
        world.Add(this);
    }

    public MasterServer Server { get; }

    public ManagerSessions Sessions { get; }

    public MeshBroker Mesh { get; }

    public MeshDesk Desk { get; }

    /// <summary>The ports of its server.</summary>
    public FakePortServer Jack { get; } = new();

    public RecordingLog Log { get; } = new();

    public RecordingEvents Events { get; } = new();

    /// <summary>All clients that there ever were.</summary>
    public List<FakeClient> Clients { get; } = [];

    public FakeClient Client => Clients.Single();

    public int Connections { get; private set; }

    public bool IsFreewheeling { get; set; }

    public int Load { get; set; } = -1;

    /// <summary>Hosts to which there is no way from here.</summary>
    public HashSet<HostAddress> Unreachable { get; } = [];

    /// <summary>Whence requests for lost packets have come that are answered at once.</summary>
    public List<PeerAddress> Responders { get; } = [];

    /// <summary>What the packets of all sessions have reserved, in bytes.</summary>
    public long ReservedBytes => _budget.Used;

    /// <summary>Whether the next client <see cref="FakeClient.MissesMemory"/>.</summary>
    public bool NextMissesMemory { get; set; }

    /// <summary>Ports of other programs.</summary>
    public int LocalPorts { get; set; } = 4;

    /// <summary>The most ports of the server; 0: unknown.</summary>
    public int MostPorts { get; set; } = 2048;

    public PhysicalPorts Physical { get; set; } = new(2, 2, 1, 1);

    public int SampleRate => Server.SampleRate;

    public int Period => Server.Period;

    public Capabilities Capabilities { get; set; } = Capabilities.All;

    public string HostName => "studio";

    public ulong ServerId { get; }

    public FakeCodecs Codecs { get; }

    ICodecLibrary IManagerHost.Codecs => Codecs;

    public override long WakeAt => Math.Min(_next, _listener.NextArrival);

    public override void Step()
    {
        while (_listener.ReceiveFrom(_buffer, out int length, out PeerAddress source) == SocketStatus.Done)
        {
            if (length <= _buffer.Length && MeshPacket.IsMesh(_buffer.AsSpan(0, length)))
            {
                Mesh.Receive(_buffer.AsSpan(0, length), source);
                Desk.Receive(_buffer.AsSpan(0, length), source);
            }
            else if (length <= SessionPacket.Size)
            {
                Sessions.Receive(_buffer.AsSpan(0, length), source);
            }
        }
        Sessions.Poll();
        Mesh.Poll();
        Desk.Poll();
        _next = _world.Clock.Now + ((Sessions.IsBusy || Desk.IsBusy ? 5 : 100) * VirtualClock.Millisecond);
    }

    /// <summary>The manager is unloaded.</summary>
    public void Close()
    {
        Desk.Close();
        Sessions.Close();
        _listener.Dispose();
        _world.Remove(this);
    }

    public PhysicalPorts CountPhysicalPorts() => Physical;

    public ServerPorts CountPorts() => new(MostPorts, LocalPorts + Clients.Sum(client => client.PortCount));

    public IHandshakeSocket? Connect(PeerAddress peer, bool fromManagerPort)
    {
        Connections++;
        return Open(peer, fromManagerPort);
    }

    private VirtualSocket? Open(PeerAddress peer, bool fromManagerPort)
    {
        if (Unreachable.Contains(peer.Host))
            return null;
        // Both ends of a session are of one family.
        HostAddress own = peer.Host.IsIPv4 ? _host : new HostAddress(0xFE80UL << 48, _host, peer.Host.Scope);
        VirtualSocket socket = _world.Network.Open(own, fromManagerPort ? Port : (ushort)0);
        _ = socket.TryConnect(peer);
        return socket;
    }

    public void Answer(ReadOnlySpan<byte> datagram, PeerAddress peer) => _ = _listener.SendTo(datagram, peer);

    public bool IsOwnAddress(PeerAddress address) => address.Host == _host;

    public ISlaveClient? CreateClient(string name, string hostName, PeerAddress peer)
    {
        string free = Enumerable.Range(0, 100).Select(number => number == 0 ? name : $"{name}-{number:00}").First(
            text => !Clients.Exists(client => !client.IsClosed && string.Equals(client.Name, text, StringComparison.Ordinal)));
        var created = new FakeClient(free, Server) { Jack = Jack, MissesMemory = NextMissesMemory };
        NextMissesMemory = false;
        Clients.Add(created);
        return created;
    }

    public IDisposable? AnswerRequests(MasterLink link, IHandshakeSocket socket, PeerAddress source)
    {
        if (Open(source, fromManagerPort: true) is not { } requests)
            return null;
        Responder responder = new(_world, requests, link.Channel);
        Responders.Add(source);
        return responder;
    }

    public MasterLink CreateLink(PreparedCoding coding, IHandshakeSocket socket, long mostBytes)
    {
        SessionParameters session = coding.Session;
        return new MasterLink(
            new LinkChannel(
                session, DirectionParameters.Send(session), DirectionParameters.Return(session), socket, MasterLink.WindowCycles(session),
                coding.Codec, new MemoryBudget(_budget, mostBytes)),
            _world.Clock,
            new WorldWaiter(_world));
    }
}

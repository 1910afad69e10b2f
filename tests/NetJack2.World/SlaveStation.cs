// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Coding;
using NetJack2.Link.Datagrams;
using NetJack2.Link.Links;
using NetJack2.Models;
using NetJack2.Protocol.Session;
using NetJack2.Sessions.Handshake;

namespace NetJack2.World;

/// <summary>The host of a slave: its server, and the control thread of its driver.</summary>
internal sealed class SlaveStation : Actor, ISlaveHost
{
    private const long PollIntervalNs = 10 * VirtualClock.Millisecond;

    private readonly VirtualWorld _world;
    private readonly HostAddress[] _hosts;
    private SessionParameters? _session;
    private long _next;

    public SlaveStation(VirtualWorld world, SlaveRequest request, HostAddress[] hosts, ulong serverId = 2)
    {
        ServerId = serverId;
        _world = world;
        _hosts = hosts;
        Request = request;
        _next = world.Clock.Now;
        Codecs = new FakeCodecs(world.Clock);
        Server = new SlaveServer(world.Clock) { IsSync = request.Sync };
        Server.Use(null, Server.Ports, sampleRate: 48_000);
        Search = new MasterSearch(request, this, world.Clock, Log, Events);
        world.Add(this);
        world.Add(Server);
    }

    public SlaveServer Server { get; }

    /// <summary>What it asks a master for.</summary>
    public SlaveRequest Request { get; private set; }

    /// <summary>How often it returned to an earlier request.</summary>
    public int Restorations { get; private set; }

    public MasterSearch Search { get; }

    public RecordingLog Log { get; } = new();

    public RecordingEvents Events { get; } = new();

    public VirtualSocket? Socket { get; internal set; }

    /// <summary>By what the host's other modules join the mesh.</summary>
    public MeshSession? Published { get; private set; }

    /// <summary>How often it could not be configured.</summary>
    public int Refusals { get; private set; }

    public int Configurations { get; private set; }

    /// <summary>How long the server takes to take the parameters of a session, in nanoseconds.</summary>
    public long ConfigureTime { get; set; }

    /// <summary>Whether the server can take the settings of a session.</summary>
    public bool CanConfigure { get; set; } = true;

    public SessionParameters? Session => Search.IsRunning ? _session : null;

    public string HostName => "stage";

    public int Load { get; set; } = -1;

    public ulong ServerId { get; }

    public FakeCodecs Codecs { get; }

    ICodecLibrary ISlaveHost.Codecs => Codecs;

    public override long WakeAt => _next;

    public override void Step()
    {
        Search.Poll();
        _next = _world.Clock.Now + PollIntervalNs;
    }

    /// <summary>The slave's server ends.</summary>
    public void Close()
    {
        Search.Close();
        _world.Remove(this);
        _world.Remove(Server);
    }

    public IAnnouncer CreateAnnouncer() => new VirtualAnnouncer(_world.Network, _hosts, Request.Target, socket => Socket = socket);

    /// <summary>The sockets of its sessions: that of the cycles, and that of the requests.</summary>
    public List<VirtualSocket> Connected { get; } = [];

    public IHandshakeSocket? Connect(PeerAddress master)
    {
        VirtualSocket socket = _world.Network.Open(Socket?.Local.Host ?? _hosts[0]);
        _ = socket.TryConnect(master);
        Connected.Add(socket);
        return socket;
    }

    public bool TryConfigure(SessionParameters session)
    {
        if (!CanConfigure)
        {
            Refusals++;
            return false;
        }
        Configurations++;
        _world.RunFor(ConfigureTime);
        _session = session;
        Server.Use(null, FakePorts.OfSlave(session), session.SampleRate);
        return true;
    }

    /// <summary>The latencies that were published last, other than by a configuration.</summary>
    public SessionParameters? Latencies { get; private set; }

    /// <summary>How often latencies were published so.</summary>
    public int Publications { get; private set; }

    /// <summary>Whether the server takes new latencies at once.</summary>
    public bool CanPublish { get; set; } = true;

    public bool TryPublishLatencies(SessionParameters session)
    {
        if (!CanPublish)
            return false;
        Latencies = session;
        Publications++;
        return true;
    }

    /// <summary>Asks for something else from now on.</summary>
    public void Change(SlaveRequest request)
    {
        Request = request;
        Search.Change(request);
    }

    public void Restore(SlaveRequest request)
    {
        Request = request;
        Restorations++;
    }

    public void Publish(MeshSession? session) => Published = session;

    public void Run(SlaveLink? link) => Server.Use(link, Server.Ports, _session!.SampleRate);
}

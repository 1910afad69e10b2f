// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Coding;
using NetJack2.Link.Cycles;
using NetJack2.Link.Datagrams;
using NetJack2.Link.Links;
using NetJack2.Link.Mesh;
using NetJack2.Models;
using NetJack2.Protocol.Mesh;
using NetJack2.Sessions.Coding;
using NetJack2.Sessions.Handshake;
using NetJack2.Sessions.Mesh;
using NetJack2.Sessions.Rig;
using NetJack2.Statistics;

namespace NetJack2.World;

/// <summary>A slave's netmesh: its control thread, and a client for each of the other slaves.</summary>
internal sealed class MeshStation : Actor, IMeshHost
{
    public const ushort Port = 19_001;

    private readonly VirtualWorld _world;
    private readonly SlaveStation _slave;
    private readonly HostAddress _host;
    private long _next;

    public MeshStation(VirtualWorld world, SlaveStation slave, HostAddress host, MeshEnd end, FakePortServer? jack = null)
    {
        (_world, _slave, _host) = (world, slave, host);
        _next = world.Clock.Now;
        Jack = jack ?? new FakePortServer();
        Peers = new MeshPeers(this, world.Clock, Log);
        Options = new FakeOptions(slave);
        Desk = new MemberDesk(new MachineRequests(Jack, Peers, Options), world.Clock);
        Member = new MeshMember(this, end, Peers, Desk, world.Clock, Log);
        world.Add(this);
    }

    public MeshMember Member { get; }

    public MeshPeers Peers { get; }

    public MemberDesk Desk { get; }

    /// <summary>What is set of its session.</summary>
    public FakeOptions Options { get; }

    /// <summary>The ports of its server.</summary>
    public FakePortServer Jack { get; }

    public RecordingLog Log { get; } = new();

    /// <summary>Clients that are open.</summary>
    public List<Client> Clients { get; } = [];

    /// <summary>Where the port cannot be had.</summary>
    public bool IsPortTaken { get; set; }

    public bool CanPrepare { get; set; } = true;

    public int SampleRate => 48_000;

    public int Period => _slave.Server.Ports.Period;

    public bool IsFreewheeling { get; set; }

    public int Load { get; set; } = -1;

    /// <summary>The server's ports.</summary>
    public ServerPorts Ports { get; set; } = new(Most: 2048, Used: 8);

    public ServerPorts CountPorts() => Ports;

    public ICodecLibrary Codecs { get; } = new FakeCodecs();

    public override long WakeAt => _next;

    public override void Step()
    {
        Member.Poll();
        _next = _world.Clock.Now + ((Member.IsBusy ? 5 : 50) * VirtualClock.Millisecond);
    }

    /// <summary>The module is unloaded.</summary>
    public void Close()
    {
        Member.Dispose();
        Peers.Close();
        _world.Remove(this);
    }

    /// <summary>The seat of the client for a computer, while there is a link.</summary>
    public MeshSeat? Seat(string name) => Clients.Find(client => string.Equals(client.Name, name, StringComparison.Ordinal))?.Seat;

    public bool TryFindSession(out MeshSession session)
    {
        session = _slave.Published.GetValueOrDefault();
        return _slave.Published is not null;
    }

    public IHandshakeSocket? Connect(PeerAddress peer, bool isForCycles)
    {
        if (IsPortTaken)
            return null;
        VirtualSocket socket = _world.Network.Open(_host, Port);
        _ = socket.TryConnect(peer);
        return socket;
    }

    public IMeshClient? CreateClient(string name)
    {
        var client = new Client(this, name);
        Clients.Add(client);
        return client;
    }

    public MeshLink CreateLink(PreparedCoding coding, MeshPair pair, IHandshakeSocket socket) =>
        new(
            new LinkChannel(
                coding.Session, pair.Outgoing(coding.Session), pair.Incoming(coding.Session), socket, MeshLink.WindowCycles(coding.Session),
                coding.Codec),
            _world.Clock);

    /// <summary>A JACK client that stands for another computer.</summary>
    internal sealed class Client(MeshStation station, string name) : IMeshClient
    {
        public string Name => name;

        public int PortCount => 0;

        public long Xruns => 0;

        public MeshSeat? Seat { get; private set; }

        public int LatencyFrames { get; private set; }

        public void DescribeFaults(ref SessionCounters counters) => counters.Faults = 0;

        public bool TryPrepare(in MeshEnd here, int latencyFrames, int midiLatencyFrames)
        {
            LatencyFrames = latencyFrames;
            FakePortServer jack = station.Jack;
            jack.Resize($"{name}:to_peer_", here.ToAudio, isSource: false, isMidi: false);
            jack.Resize($"{name}:from_peer_", here.FromAudio, isSource: true, isMidi: false);
            jack.Resize($"{name}:midi_to_peer_", here.ToMidi, isSource: false, isMidi: true);
            jack.Resize($"{name}:midi_from_peer_", here.FromMidi, isSource: true, isMidi: true);
            return station.CanPrepare;
        }

        public void Run(MeshLink link)
        {
            Idle();
            DirectionParameters sent = link.Channel.OutgoingParameters, received = link.Channel.IncomingParameters;
            Seat = new MeshSeat(link, new FakePorts(sent.Audio, sent.Midi, received.Audio, received.Midi, sent.Period));
            station._slave.Server.MeshSeats.Add(Seat);
        }

        public void Idle()
        {
            if (Seat is not null)
                _ = station._slave.Server.MeshSeats.Remove(Seat);
            Seat = null;
        }

        public void Dispose()
        {
            Idle();
            station.Jack.RemoveClient(name);
            _ = station.Clients.Remove(this);
        }
    }
}

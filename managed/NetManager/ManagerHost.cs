// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Border;
using NetJack2.Host.Clients;
using NetJack2.Host.Codecs;
using NetJack2.Host.Linux;
using NetJack2.Host.Net;
using NetJack2.Host.Peers;
using NetJack2.Host.State;
using NetJack2.Interop;
using NetJack2.Link.Coding;
using NetJack2.Link.Cycles;
using NetJack2.Link.Datagrams;
using NetJack2.Link.Links;
using NetJack2.Link.Resend;
using NetJack2.NetManager.Clients;
using NetJack2.NetManager.Resend;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.RealTime;
using NetJack2.Sessions.Coding;
using NetJack2.Sessions.Connections;
using NetJack2.Sessions.Handshake;
using NetJack2.Sessions.Takes;

namespace NetJack2.NetManager;

/// <summary>The JACK server and the network, as a manager needs them.</summary>
internal sealed unsafe class ManagerHost(
    jack_client_t* client, Listener listener, bool autoConnect, bool autoSave, Capabilities capabilities, IMonotonicClock clock,
    Action wake, FaultRecord faults, IControlLog log) : IManagerHost, IDisposable
{
    private readonly JackGraph _graph = new(client);
    private readonly ConnectionStore? _store = autoSave ? new ConnectionStore(new StateFile("netmanager.connections"), clock, log) : null;
    private readonly Dictionary<SlaveClient, SlaveKey> _kept = [];
    private readonly List<SlaveClient> _open = [];
    private readonly Dictionary<SlaveClient, FaultReport> _faults = [];
    // The clients' threads wait for their sockets with it, several at a time; it is never woken.
    private readonly PollWaiter _waiter = new();
    private readonly RateLimiter _complaints = new(clock);
    private readonly MemoryBudget _budget = new();
    private readonly CommonClock _common = new((uint)Random.Shared.Next());
    private readonly TakeLog _takes = new(new TakeFiles(clock, new WallClock()), "netmanager", clock, new WallClock(), log);
    private ResendThread? _resends;

    public int SampleRate => _graph.SampleRate;

    public int Period => _graph.Period;

    // A server without real-time scheduling reports it to active clients only.
    public bool IsFreewheeling => NetJack2Native.nj_server_is_freewheeling() != 0 || _open.Exists(slave => slave.IsFreewheeling);

    public Capabilities Capabilities { get; } = capabilities;

    public string HostName => HostNetwork.Name;

    public ulong ServerId => ServerIdentity.OfProcess;

    public ICodecLibrary Codecs { get; } = new OpusLibrary();

    public PhysicalPorts CountPhysicalPorts() => new(
        Count(JackGraph.AudioType, JackPortFlags.JackPortIsOutput),
        Count(JackGraph.AudioType, JackPortFlags.JackPortIsInput),
        Count(JackGraph.MidiType, JackPortFlags.JackPortIsOutput),
        Count(JackGraph.MidiType, JackPortFlags.JackPortIsInput));

    public int Load => NetJack2Native.nj_server_load();

    public ServerPorts CountPorts() => new(NetJack2Native.nj_server_port_max(), _graph.CountPorts());

    public bool IsOwnAddress(PeerAddress address) => HostNetwork.IsOwnAddress(address);

    // What is lost on the manager's port while it opens does no harm: slaves announce themselves again.
    public IHandshakeSocket? Connect(PeerAddress peer, bool fromManagerPort)
    {
        UdpSocket? socket = UdpSocket.OpenTo(peer, fromManagerPort ? listener.Port : (ushort)0);
        if (socket is null && _complaints.MayAct())
            log.Warn($"Cannot reach {peer} ({SystemError.Last()}): {SendText.Describe(UdpSocket.LastFailure)}");
        return socket;
    }

    public void Answer(ReadOnlySpan<byte> datagram, PeerAddress peer) =>
        _ = (peer.Host.IsIPv4 ? listener.IPv4 : listener.IPv6)?.SendTo(datagram, peer);

    public ISlaveClient? CreateClient(string name, string hostName, PeerAddress peer)
    {
        var key = new SlaveKey(name, peer.HostText);
        var opened = SlaveClient.Open(
            name, hostName, clock, _common, wake, prepared => OnPrepared(key, prepared), OnClosing, closed => _takes.Remove(closed.Take));
        if (opened is null)
            return null;
        try
        {
            _faults.Add(opened, new FaultReport(opened.Faults, log, $"Slave '{opened.Name}': "));
            _takes.Add(opened.Take, opened.Name);
            return opened;
        }
        catch (OutOfMemoryException)
        {
            opened.Dispose();
            throw;
        }
    }

    public IDisposable? AnswerRequests(MasterLink link, IHandshakeSocket socket, PeerAddress source)
    {
        if (Connect(source, fromManagerPort: true) is not UdpSocket requests)
            return null;
        requests.ExpectLittle();
        LinkChannel channel = link.Channel;
        _resends ??= new ResendThread(Jack.jack_client_real_time_priority(client) - 1, faults, log);
        var path = new ResendPath(
            requests, ((UdpSocket)socket).Share(), channel,
            new ResendAnswers(channel.Session, channel.IncomingParameters, channel.Sent), _resends);
        _resends.Add(path);
        return path;
    }

    public MasterLink CreateLink(PreparedCoding coding, IHandshakeSocket socket, long mostBytes)
    {
        SessionParameters session = coding.Session;
        var channel = new LinkChannel(
            session, DirectionParameters.Send(session), DirectionParameters.Return(session), socket, MasterLink.WindowCycles(session),
            coding.Codec, new MemoryBudget(_budget, mostBytes));
        try
        {
            return new MasterLink(channel, clock, _waiter);
        }
        catch (OutOfMemoryException)
        {
            channel.DisposeFormats();
            throw;
        }
    }

    /// <summary>
    /// Reports exceptions of the clients, and follows what users do with the connections, some moments after they have done it.
    /// </summary>
    public void Poll()
    {
        _common.Follow(Jack.jack_last_frame_time(client), Period);
        foreach (FaultReport report in _faults.Values)
            report.Poll();
        _takes.Poll();
        foreach (SlaveClient slave in _open)
        {
            // What is remembered returns by itself.
            if (autoConnect && slave.NewCardPorts.Collect() is { } ports && !_kept.ContainsKey(slave))
                ConnectToNewPorts(slave, ports);
        }
        if (_store is null)
            return;
        foreach (var (client, slave) in _kept)
            Update(client, slave, isLast: false);
        _store.Poll();
    }

    /// <summary>Saves what has not been saved yet.</summary>
    public void Dispose()
    {
        _store?.Flush();
        _takes.Close();
        _resends?.Dispose();
        _waiter.Dispose();
    }

    // Apart from Poll, in which the closure would be made in each step.
    private static void ConnectToNewPorts(SlaveClient slave, IReadOnlySet<nint> ports) =>
        ConnectToPhysicalPorts(slave, port => ports.Contains(slave.Graph.Find(port)));

    // What the user has done with this slave before wins over what is done with a new one (D-29).
    private void OnPrepared(SlaveKey slave, SlaveClient opened)
    {
        _open.Add(opened);
        // Of two slaves with one name on one host, only the first is remembered under that name.
        ConnectionStore? store = _kept.ContainsValue(slave) ? null : _store;
        IReadOnlyList<PortConnection>? remembered = store?.Recall(slave, _kept.ContainsValue);
        if (remembered is null && autoConnect)
            ConnectToPhysicalPorts(opened);
        if (store is null)
            return;
        _kept.Add(opened, slave);
        opened.Connections.Keep(remembered ?? []);
        Update(opened, slave, isLast: false);
    }

    private void OnClosing(SlaveClient closing)
    {
        // Before anything for which there may be no memory.
        _ = _open.Remove(closing);
        bool isReported = _faults.Remove(closing, out FaultReport? report);
        bool isKept = _kept.Remove(closing, out SlaveKey slave);
        if (isReported)
            report!.Finish();
        if (isKept)
            Update(closing, slave, isLast: true);
    }

    private void Update(SlaveClient client, SlaveKey slave, bool isLast)
    {
        if (client.Connections.Update(isLast))
            _store!.Remember(slave, client.Connections.Kept);
    }

    // By the slave's own client: the manager's may be closed already when the thread comes here, in a server that ends.
    private int Count(string type, JackPortFlags direction)
        => Math.Min(_graph.PhysicalPorts(type, direction).Count, SessionValidator.MaxChannels);

    private static void ConnectToPhysicalPorts(SlaveClient client, Predicate<string>? isWanted = null)
    {
        PeerPorts ports = client.Ports;
        Connect(JackGraph.AudioType, JackPortFlags.JackPortIsOutput, "to_slave_", ports.ToPeer.Length);
        Connect(JackGraph.AudioType, JackPortFlags.JackPortIsInput, "from_slave_", ports.FromPeer.Length);
        Connect(JackGraph.MidiType, JackPortFlags.JackPortIsOutput, "midi_to_slave_", ports.MidiToPeer.Length);
        Connect(JackGraph.MidiType, JackPortFlags.JackPortIsInput, "midi_from_slave_", ports.MidiFromPeer.Length);

        void Connect(string type, JackPortFlags direction, string prefix, int count) =>
            client.Graph.ConnectPhysical(type, direction, client.Name, prefix, count, isWanted);
    }
}

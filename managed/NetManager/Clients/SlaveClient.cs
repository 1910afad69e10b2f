// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Border;
using NetJack2.Host.Clients;
using NetJack2.Host.Peers;
using NetJack2.Interop;
using NetJack2.Link.Links;
using NetJack2.Link.Midi;
using NetJack2.Link.Takes;
using NetJack2.Link.Timelines;
using NetJack2.Protocol.Session;
using NetJack2.RealTime;
using NetJack2.Sessions.Handshake;
using NetJack2.Statistics;

namespace NetJack2.NetManager.Clients;

/// <summary>The JACK client in the master's server that stands for a slave.</summary>
public sealed unsafe partial class SlaveClient : ModuleClient, ISlaveClient
{
    // What precedes the number in the names of ports, here and on the slave.
    private const string Midi = "midi_", ToSlave = "to_slave_", FromSlave = "from_slave_";
    private const string ToSlaveThere = "capture_", FromSlaveThere = "playback_";

    private readonly Handover<PeerCycle<MasterLink>> _cycle = new(null);

    // Notes that are on in its MIDI ports; they outlive the session. Process thread.
    private NoteSet _held = new(ports: 0);
    private readonly Action<SlaveClient> _prepared;
    private readonly Action<SlaveClient> _closing;
    private readonly Action<SlaveClient> _closed;
    private readonly Action _serverChanged;
    private readonly CommonClock _common;
    private readonly string _hostName;
    private readonly FollowerLimits _limits = new();

    // That of the session: another driver of the server may bring another one. Set by the control thread.
    private volatile int _sampleRate;

    // What the cycles do between sessions; null: nothing, since there are no ports yet.
    private PeerCycle<MasterLink>? _silence;
    private bool _isActive;

    private SlaveClient(
        jack_client_t* client, string hostName, IMonotonicClock clock, CommonClock common, Action serverChanged,
        Action<SlaveClient> prepared, Action<SlaveClient> closing, Action<SlaveClient> closed)
        : base(client, clock)
    {
        _hostName = hostName;
        _common = common;
        _serverChanged = serverChanged;
        _prepared = prepared;
        _closing = closing;
        _closed = closed;
        Graph = new JackGraph(client);
        Connections = new ClientConnections(this, clock, serverChanged);
        NewCardPorts = new NewPorts(clock);
    }

    /// <inheritdoc/>
    public int PortCount => Ports.Count;

    /// <inheritdoc/>
    public override FaultRecord Faults { get; } = new();

    /// <summary>The server as this client sees it.</summary>
    public JackGraph Graph { get; }

    /// <summary>Watches and keeps the connections of its ports.</summary>
    public ClientConnections Connections { get; }

    /// <summary>Physical ports that have appeared since the client was opened.</summary>
    public NewPorts NewCardPorts { get; }

    /// <summary>Records what programs record wrongly of the slave while the transport rolls.</summary>
    public TakeRecorder Take { get; } = new();

    /// <summary>The ports of the session that was prepared last.</summary>
    public PeerPorts Ports { get; } = new();

    /// <summary>Opens a client in the server whose process this is.</summary>
    /// <param name="name">The name that it is to have; JACK may append a number.</param>
    /// <param name="hostName">The name of the slave's computer, for its ports' aliases; empty: no aliases.</param>
    /// <param name="clock">The clock of its sessions.</param>
    /// <param name="common">What numbers the server's cycles for all slaves.</param>
    /// <param name="serverChanged">Called, on any thread, when the server's period has changed.</param>
    /// <param name="prepared">Called when the client has got its first ports.</param>
    /// <param name="closing">Called before the client is closed.</param>
    /// <param name="closed">Called when none of its cycles runs any more.</param>
    /// <returns>The client, or null where JACK gives none.</returns>
    public static SlaveClient? Open(
        string name, string hostName, IMonotonicClock clock, CommonClock common, Action serverChanged, Action<SlaveClient> prepared,
        Action<SlaveClient> closing, Action<SlaveClient> closed) =>
        Open(name, handle => new SlaveClient(
            (jack_client_t*)handle, hostName, clock, common, serverChanged, prepared, closing, closed));

    /// <inheritdoc/>
    public bool TryPrepare(SessionParameters session)
    {
        // While ports come and go the cycles touch none of them.
        _sampleRate = session.SampleRate;
        if (!Fits(session))
        {
            _silence = null;
            Hand(null);
        }
        _held = _held.ForPorts(session.ReturnMidi);
        const JackPortFlags In = JackPortFlags.JackPortIsInput, Out = JackPortFlags.JackPortIsOutput;
        Resize(ref Ports.ToPeer, session.SendAudio, ToSlave, ToSlaveThere, JackGraph.AudioType, In);
        Resize(ref Ports.FromPeer, session.ReturnAudio, FromSlave, FromSlaveThere, JackGraph.AudioType, Out);
        Resize(ref Ports.MidiToPeer, session.SendMidi, Midi + ToSlave, Midi + ToSlaveThere, JackGraph.MidiType, In);
        Resize(ref Ports.MidiFromPeer, session.ReturnMidi, Midi + FromSlave, Midi + FromSlaveThere, JackGraph.MidiType, Out);
        Connections.OnGraphChanged();
        if (_silence is null)
        {
            // JACK would go on playing what is in the buffers of a kept client.
            _silence = Cycle(null, session.Period);
            Hand(_silence);
        }
        if (!Fits(session))
            return false;
        PublishLatencies(session);
        if (_isActive)
            return true;
        _isActive = Jack.jack_activate(Client) == 0;
        if (_isActive)
            _prepared(this);
        return _isActive;
    }

    /// <inheritdoc/>
    public void Run(MasterLink link)
    {
        _silence = Cycle(null, link.Channel.Session.Period);
        PeerCycle<MasterLink> cycle = Cycle(link, link.Channel.Session.Period);
        ReleaseTimebase();
        // A client that others have to wait for is one only where there is something to wait for.
        bool isShared = link.Timeline is not null;
        _limits.BeginSession(Clock.Now);
        link.Timeline?.Attach(this, _limits);
        _ = Jack.jack_set_sync_callback(Client, isShared ? &OnSync : null, Argument);
        link.Channel.Midi.Share(_held);
        link.Channel.Record(Take);
        Hand(cycle);
    }

    /// <inheritdoc/>
    // The ports stay as they are; between sessions a cycle fills them with silence, whatever its period. Allocates nothing.
    public void Idle()
    {
        ReleaseTimebase();
        Hand(_silence);
        _limits.EndSession(Clock.Now);
    }

    /// <inheritdoc/>
    public void DescribeFaults(ref SessionCounters counters) => Faults.Describe(ref counters);

    /// <inheritdoc/>
    public override void Dispose()
    {
        if (Client == null)
            return;
        try
        {
            _closing(this);
        }
        finally
        {
            Hand(null);
            Close();
            _closed(this);
        }
    }

    private bool Fits(SessionParameters session) =>
        Ports.Fit(session.SendAudio, session.ReturnAudio, session.SendMidi, session.ReturnMidi);

    private PeerCycle<MasterLink> Cycle(MasterLink? link, int period) => new(link, Ports, period);

    // A cycle waits for the network no longer than its period, so there is nothing to wake.
    private void Hand(PeerCycle<MasterLink>? cycle)
    {
        if (_cycle.TryReplace(cycle, () => { }, out PeerCycle<MasterLink>? previous))
            return;
        previous!.Link?.Channel.Abandon();
        Faults.Record(new TimeoutException(), FaultPlace.Cycle);
    }

    // "there" is what the port at the slave's end is called in front of its number.
    private void Resize(ref nint[] ports, int count, string prefix, string there, string type, JackPortFlags direction)
    {
        int before = ports.Length;
        ports = JackPorts.Resize(Client, ports, count, prefix, type, direction | JackPortFlags.JackPortIsTerminal);
        NameNew(ports, before, prefix, there);
    }
}

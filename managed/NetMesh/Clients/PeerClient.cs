// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Border;
using NetJack2.Host.Clients;
using NetJack2.Host.Peers;
using NetJack2.Interop;
using NetJack2.Link.Mesh;
using NetJack2.Link.Midi;
using NetJack2.Protocol.Mesh;
using NetJack2.RealTime;
using NetJack2.Sessions.Mesh;
using NetJack2.Statistics;

namespace NetJack2.NetMesh.Clients;

/// <summary>The JACK client in this server that stands for another computer of the mesh.</summary>
internal sealed unsafe partial class PeerClient : ModuleClient, IMeshClient
{
    private readonly Handover<PeerCycle<MeshLink>> _cycle = new(null);

    // Notes that are on in its MIDI ports; they outlive the link. Process thread.
    private NoteSet _held = new(ports: 0);
    private readonly Action _changed;
    private readonly Action<PeerClient> _closing;
    private readonly JackGraph _graph;
    private readonly PeerPorts _ports = new();
    private bool _isActive;

    private PeerClient(jack_client_t* client, IMonotonicClock clock, Action changed, Action<PeerClient> closing)
        : base(client, clock)
    {
        _changed = changed;
        _closing = closing;
        _graph = new JackGraph(client);
    }

    /// <inheritdoc/>
    public int PortCount => _ports.Count;

    /// <inheritdoc/>
    public override FaultRecord Faults { get; } = new();

    /// <summary>Opens a client in the server whose process this is.</summary>
    /// <param name="name">The name that it is to have; JACK may append a number.</param>
    /// <param name="clock">The clock of its links.</param>
    /// <param name="changed">Called, on any thread, when the server's period has changed.</param>
    /// <param name="closing">Called before the client is closed.</param>
    /// <returns>The client, or null where JACK gives none.</returns>
    public static PeerClient? Open(string name, IMonotonicClock clock, Action changed, Action<PeerClient> closing) =>
        Open(name, handle => new PeerClient((jack_client_t*)handle, clock, changed, closing));

    /// <inheritdoc/>
    public bool TryPrepare(in MeshEnd here, int latencyFrames, int midiLatencyFrames)
    {
        // While ports come and go the cycles touch none of them.
        if (!Fits(here))
            Hand(null);
        _held = _held.ForPorts(here.FromMidi);
        Resize(ref _ports.ToPeer, here.ToAudio, "to_peer_", JackGraph.AudioType, JackPortFlags.JackPortIsInput);
        Resize(ref _ports.FromPeer, here.FromAudio, "from_peer_", JackGraph.AudioType, JackPortFlags.JackPortIsOutput);
        Resize(ref _ports.MidiToPeer, here.ToMidi, "midi_to_peer_", JackGraph.MidiType, JackPortFlags.JackPortIsInput);
        Resize(ref _ports.MidiFromPeer, here.FromMidi, "midi_from_peer_", JackGraph.MidiType, JackPortFlags.JackPortIsOutput);
        if (!Fits(here))
        {
            Idle();
            return false;
        }
        (_latency, _midiLatency) = (latencyFrames, midiLatencyFrames);
        if (_isActive)
            _ = Jack.jack_recompute_total_latencies(Client);
        else
            _isActive = Jack.jack_activate(Client) == 0;
        return _isActive;
    }

    /// <inheritdoc/>
    public void Run(MeshLink link)
    {
        link.Channel.Midi.Share(_held);
        Hand(new PeerCycle<MeshLink>(link, _ports, link.Channel.Session.Period));
    }

    /// <inheritdoc/>
    // The ports stay as they are; between links a cycle fills them with silence.
    public void Idle() => Hand(new PeerCycle<MeshLink>(null, _ports, _graph.Period));

    /// <inheritdoc/>
    public void DescribeFaults(ref SessionCounters counters) => Faults.Describe(ref counters);

    /// <inheritdoc/>
    public override void Dispose()
    {
        if (Client == null)
            return;
        _closing(this);
        Hand(null);
        Close();
    }

    private bool Fits(in MeshEnd end) => _ports.Fit(end.ToAudio, end.FromAudio, end.ToMidi, end.FromMidi);

    private void Resize(ref nint[] ports, int count, string prefix, string type, JackPortFlags direction) =>
        ports = JackPorts.Resize(Client, ports, count, prefix, type, direction | JackPortFlags.JackPortIsTerminal);

    // A cycle does not wait, so there is nothing to wake.
    private void Hand(PeerCycle<MeshLink>? cycle)
    {
        if (_cycle.TryReplace(cycle, () => { }, out PeerCycle<MeshLink>? previous))
            return;
        previous!.Link?.Channel.Abandon();
        Faults.Record(new TimeoutException(), FaultPlace.Cycle);
    }
}

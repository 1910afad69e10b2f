// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Border;
using NetJack2.Host.Logging;
using NetJack2.Interop;
using NetJack2.RealTime;
using NetJack2.Statistics;

namespace NetJack2.Host.Clients;

/// <summary>The JACK side of an adapter: the client that jackd opened for it, with ports that look like a sound card's.</summary>
/// <remarks>
/// jackd closes the client by itself, and only then calls the module. So only the thread that loads the module, which jackd waits for, may
/// call what talks to JACK; a control thread may call <see cref="Run"/> at any time.
/// </remarks>
public sealed unsafe partial class AdapterClient : ModuleClient
{
    private readonly Handover<AdapterWork> _work = new(null);
    private readonly Action _serverChanged;
    private readonly IDisposable _owner;
    private volatile int _rate;
    private volatile int _period;
    private long _frame;
    private AdapterPortTable? _ports;
    private volatile AdapterLatencies _latencies = AdapterLatencies.None;
    private CardPorts? _cards;
    private AdapterPortCounts _counts;
    private Queue<(string Source, string Destination)>? _connections;

    /// <summary>Takes ownership of a client that is not active yet.</summary>
    /// <param name="client">What jackd gave to the module.</param>
    /// <param name="owner">What is closed when jack_finish is called, whose argument is that of the process callback.</param>
    /// <param name="faults">The owner's exceptions, to which those of the callbacks are added.</param>
    /// <param name="clock">CLOCK_MONOTONIC.</param>
    /// <param name="serverChanged">Called, on any thread, when the server's period or rate has changed.</param>
    public AdapterClient(jack_client_t* client, IDisposable owner, FaultRecord faults, IMonotonicClock clock, Action serverChanged)
        : base(client, clock)
    {
        _serverChanged = serverChanged;
        Faults = faults;
        _owner = owner;
        Graph = new JackGraph(client);
        _rate = Graph.SampleRate;
        _period = Graph.Period;
        RealTimePriority = Jack.jack_client_real_time_priority(client);
        SetCallbacks();
    }

    /// <summary>The server. Loading thread.</summary>
    private JackGraph Graph { get; }

    /// <summary>The server's frames per second, from its last notification. Any thread.</summary>
    public int SampleRate => _rate;

    /// <summary>The server's frames per cycle, from its last notification. Any thread.</summary>
    public int Period => _period;

    /// <summary>The priority of a thread that serves a device; below 1 in a server without real-time scheduling.</summary>
    public int RealTimePriority { get; }

    /// <inheritdoc/>
    public override FaultRecord Faults { get; }

    /// <summary>
    /// Disposes of the module whose client it is: jack_finish, whose argument is that of the process callback. The engine is
    /// locked.
    /// </summary>
    public override void Dispose() => _owner.Dispose();

    /// <summary>Registers the ports and activates the client. Loading thread.</summary>
    /// <returns>Success, or why JACK refuses.</returns>
    public Result Activate(AdapterPortCounts counts)
    {
        var refusal = new Refusal("JACK gives no ports: see its limit (jackd -p)");
        _counts = counts;
        _ports = new AdapterPortTable(Client, counts);
        if (!_ports.IsComplete)
            return refusal;
        // What lies in new buffers is no sound.
        Run(null, _rate, _period, AdapterLatencies.None);
        if (Jack.jack_activate(Client) == 0)
            return Result.Success;
        // The thread of the process callback may run already: JACK fails also if no cycle has come in time.
        _ = Jack.jack_deactivate(Client);
        return refusal;
    }

    /// <summary>Runs something else in the client's cycles from now on, silence where it is nothing;
    /// the previous one is no longer used when this returns.</summary>
    /// <param name="cycle">What is run.</param>
    /// <param name="rate">The sample rate that it was made for; in cycles of another there is silence.</param>
    /// <param name="period">The period that it was made for; likewise.</param>
    /// <param name="latencies">Published when JACK next asks.</param>
    public void Run(IAdapterCycle? cycle, int rate, int period, AdapterLatencies latencies)
    {
        Publish(latencies);
        if (!_work.TryReplace(new AdapterWork(cycle, rate, new AdapterPorts(_ports!, period)), () => { }, out _))
            Faults.Record(new TimeoutException(), FaultPlace.Cycle);
    }

    /// <summary>Sets the latencies that are published when JACK next asks.</summary>
    public void Publish(AdapterLatencies latencies) => _latencies = latencies;

    /// <summary>Connects the ports with the physical ones of other clients, first to first. Loading thread.</summary>
    /// <remarks>From now on <see cref="ConnectNewPhysical"/> does so with those that appear later.</remarks>
    public void ConnectPhysical()
    {
        var cards = new CardPorts(Clock);
        foreach (string type in (string[])[JackGraph.AudioType, JackGraph.MidiType])
        {
            foreach (JackPortFlags direction in (JackPortFlags[])[JackPortFlags.JackPortIsOutput, JackPortFlags.JackPortIsInput])
            {
                foreach (string port in Graph.PhysicalPorts(type, direction).Where(IsForeign))
                {
                    cards.Add(
                        Graph.Find(port), port, isMidi: ReferenceEquals(type, JackGraph.MidiType),
                        isOutput: direction == JackPortFlags.JackPortIsOutput, isNew: false);
                }
            }
        }
        foreach (var (source, destination) in cards.ConnectionsOf(Name, _counts))
            _ = Graph.TryConnect(source, destination);
        Volatile.Write(ref _cards, cards);
    }

    /// <summary>Connects physical ports that have appeared since <see cref="ConnectPhysical"/>: those of another driver. Control thread.
    /// </summary>
    public void ConnectNewPhysical()
    {
        if (_connections is null && _cards?.CollectNew(Name, _counts) is { } found)
            _connections = new Queue<(string Source, string Destination)>(found);
        while (_connections is not null && _connections.TryPeek(out (string Source, string Destination) next))
        {
            fixed (byte* source = JackText.Encode(next.Source), destination = JackText.Encode(next.Destination))
            {
                if (NetJack2Native.nj_server_connect(source, destination) != 0)
                    return; // the engine is busy; the next step tries again
            }
            _ = _connections.Dequeue();
        }
        _connections = null;
    }

    /// <summary>Frees the handle of the client, which jackd has closed.</summary>
    public void Release() => ReleaseHandle();

    private bool IsForeign(string port) => !port.StartsWith($"{Name}:", StringComparison.Ordinal);

    private sealed record AdapterWork(IAdapterCycle? Cycle, int Rate, AdapterPorts Ports);
}

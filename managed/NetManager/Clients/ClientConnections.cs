// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Logging;
using NetJack2.Host.Peers;
using NetJack2.Interop;
using NetJack2.RealTime;
using NetJack2.Sessions.Connections;

namespace NetJack2.NetManager.Clients;

/// <summary>The connections of a client that stands for a slave, watched and kept.</summary>
/// <remarks>The notification methods: any thread, they only note. Everything else: control thread.</remarks>
public sealed unsafe class ClientConnections(SlaveClient client, IMonotonicClock clock, Action changed) : IConnectionGraph
{
    private readonly HashSet<nint> _gone = [];
    private readonly Lock _lock = new();
    private ConnectionKeeper? _keeper;
    private long _changedAt;
    private volatile bool _hasChanged;
    private volatile bool _isFreewheeling;

    /// <summary>The connections that are kept, present or not; empty before <see cref="Keep"/>.</summary>
    public IReadOnlyList<PortConnection> Kept => _keeper?.Connections ?? [];

    /// <summary>Begins to keep connections, and makes those that were remembered as far as their ports are there.</summary>
    public void Keep(IReadOnlyList<PortConnection> remembered)
    {
        _keeper = new ConnectionKeeper(this, remembered);
        _hasChanged = true; // and not just now: what is there is there
    }

    /// <summary>Reads the graph once it has changed and then stayed unchanged for some moments.</summary>
    /// <param name="isLast">Whether this is the last call.</param>
    /// <returns>Whether what is kept has changed.</returns>
    public bool Update(bool isLast)
    {
        if (!_hasChanged || _isFreewheeling || _keeper is null)
            return false;
        bool isQuiet = clock.Now - Volatile.Read(ref _changedAt) >= Durations.AbsenceNs;
        if (!isQuiet && !isLast)
            return false;
        _hasChanged = false;
        lock (_lock)
        {
            foreach (nint port in _gone)
                _keeper.PortGone(port);
            _gone.Clear();
        }
        return _keeper.Update(isQuiet);
    }

    /// <summary>A connection has come or gone, or a port has come.</summary>
    public void OnGraphChanged()
    {
        if (_keeper is null)
            return;
        Volatile.Write(ref _changedAt, clock.Now);
        _hasChanged = true;
        changed();
    }

    /// <summary>Notes that a port was removed. Any thread.</summary>
    public void OnPortRemoved(nint port)
    {
        if (_keeper is null)
            return;
        lock (_lock)
            _gone.Add(port);
        OnGraphChanged();
    }

    /// <summary>While the server freewheels, the connections of its driver's ports are away without a word (JACK puts them back).</summary>
    public void OnFreewheel(bool begins)
    {
        _isFreewheeling = begins;
        OnGraphChanged();
    }

    /// <inheritdoc/>
    public IReadOnlyList<PortConnection>? Read()
    {
        var connections = new List<PortConnection>();
        PeerPorts ports = client.Ports;
        foreach (nint port in ports.ToPeer.Concat(ports.FromPeer).Concat(ports.MidiToPeer).Concat(ports.MidiFromPeer))
        {
            // A reading costs nothing for ports that are not connected: any program can cause one.
            if (Jack.jack_port_connected((jack_port_t*)port) == 0)
                continue;
            string own = JackText.Decode(Jack.jack_port_short_name((jack_port_t*)port));
            bool isSource = (Jack.jack_port_flags((jack_port_t*)port) & (int)JackPortFlags.JackPortIsOutput) != 0;
            connections.AddRange(
                client.Graph.ConnectionsOf((jack_port_t*)port).Select(other => new PortConnection(own, Names.ToKept(other), isSource)));
        }
        return connections;
    }

    /// <inheritdoc/>
    public bool HasOwn(string port) => Find(Names.Own(port)) != 0;

    /// <inheritdoc/>
    public nint Find(string port) => client.Graph.Find(Names.FromKept(port));

    /// <inheritdoc/>
    public bool TryConnect(in PortConnection connection)
    {
        string own = Names.Own(connection.Own);
        string other = Names.FromKept(connection.Other);
        return connection.IsSource ? client.Graph.TryConnect(own, other) : client.Graph.TryConnect(other, own);
    }

    private KeptNames Names => new(client.Name);
}

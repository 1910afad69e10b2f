using NetJack2.Interop;

namespace NetJack2.Host;

/// <summary>Remembers the connections of clients that are removed, by the name that the slave announced. Control thread.</summary>
public sealed unsafe class ConnectionMemory
{
    private readonly Dictionary<string, List<Connection>> _saved = new(StringComparer.Ordinal);

    /// <summary>Remembers what a client's ports are connected to.</summary>
    public void Save(string slave, JackGraph graph, ClientPorts ports)
    {
        var connections = new List<Connection>();
        foreach (nint port in ports.ToSlave.Concat(ports.FromSlave).Concat(ports.MidiToSlave).Concat(ports.MidiFromSlave))
        {
            string name = JackText.Decode(Jack.jack_port_short_name((jack_port_t*)port));
            bool isSource = (Jack.jack_port_flags((jack_port_t*)port) & (int)JackPortFlags.JackPortIsOutput) != 0;
            connections.AddRange(graph.ConnectionsOf((jack_port_t*)port).Select(other => new Connection(name, other, isSource)));
        }
        _saved[slave] = connections;
    }

    /// <summary>Makes the remembered connections again.</summary>
    /// <param name="slave">The name that the slave announced.</param>
    /// <param name="client">The name of its client now.</param>
    /// <param name="graph">The server.</param>
    /// <returns>Whether this slave was known: what its user disconnected stays so.</returns>
    public bool Restore(string slave, string client, JackGraph graph)
    {
        if (!_saved.TryGetValue(slave, out List<Connection>? connections))
            return false;
        foreach (Connection connection in connections)
        {
            string own = $"{client}:{connection.Port}";
            _ = connection.IsSource ? graph.TryConnect(own, connection.Other) : graph.TryConnect(connection.Other, own);
        }
        return true;
    }

    private sealed record Connection(string Port, string Other, bool IsSource);
}

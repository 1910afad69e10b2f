// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Mesh;
using NetJack2.Sessions.Rig;

namespace NetJack2.World;

/// <summary>The ports and connections of a JACK server, by their names.</summary>
internal sealed class FakePortServer : IPortServer
{
    private readonly List<(string Name, bool IsMidi, bool IsSource)> _ports = [];

    public bool IsFreewheeling { get; set; }

    /// <summary>Whether the server makes no connection.</summary>
    public bool Refuses { get; set; }

    public HashSet<(string Source, string Destination)> Connections { get; } = [];

    /// <summary>How often connections were made or removed.</summary>
    public int Changes { get; private set; }

    /// <summary>How often a port was looked up by its name.</summary>
    public int Lookups { get; private set; }

    public IEnumerable<string> Names => _ports.Select(port => port.Name);

    public void Add(string name, bool isSource, bool isMidi = false) => _ports.Add((name, isMidi, isSource));

    /// <summary>Numbered ports, from 1. Those that are there stay, surplus ones go with their connections.</summary>
    public void Resize(string prefix, int count, bool isSource, bool isMidi)
    {
        int place = 1;
        for (; place <= count; place++)
        {
            if (Find($"{prefix}{place}") is null)
                Add($"{prefix}{place}", isSource, isMidi);
        }
        for (; Find($"{prefix}{place}") is not null; place++)
            Remove($"{prefix}{place}");
    }

    public void Remove(string name)
    {
        _ = _ports.RemoveAll(port => string.Equals(port.Name, name, StringComparison.Ordinal));
        _ = Connections.RemoveWhere(connection => Has(connection, name));
    }

    public void RemoveClient(string client)
    {
        foreach (string name in Names.Where(name => name.StartsWith($"{client}:", StringComparison.Ordinal)).ToArray())
            Remove(name);
    }

    public void List(int first, ref WordWriter words)
    {
        words.Add(_ports.Count);
        bool hasRoom = words.TryEnd();
        for (int index = first; index < _ports.Count && hasRoom; index++)
        {
            words.Add(_ports[index].Name);
            words.Add(_ports[index].IsMidi ? RequestWords.Midi : RequestWords.Audio);
            words.Add(_ports[index].IsSource ? RequestWords.Out : RequestWords.In);
            hasRoom = words.TryEnd();
        }
    }

    public PortFacts? Find(string port)
    {
        int index = _ports.FindIndex(other => string.Equals(other.Name, port, StringComparison.Ordinal));
        Lookups++;
        return index < 0 ? null : new PortFacts(_ports[index].IsMidi, _ports[index].IsSource, FindConnection(port));
    }

    private string? FindConnection(string port) => Connections
        .Where(connection => Has(connection, port))
        .Select(connection => string.Equals(connection.Source, port, StringComparison.Ordinal) ? connection.Destination : connection.Source)
        .FirstOrDefault();

    public (ulong Ports, ulong Leads) Mark()
    {
        ulong ports = 0, leads = 0;
        foreach (var port in _ports)
            ports += Hash(port.Name);
        foreach ((string source, string destination) in Connections)
        {
            if (source.StartsWith("system:", StringComparison.Ordinal) || destination.StartsWith("system:", StringComparison.Ordinal))
                leads += Hash(source) * Hash(destination);
        }
        return (ports, leads);
    }

    public bool IsConnected(string source, string destination) => Connections.Contains((source, destination));

    public bool TryConnect(string source, string destination)
    {
        if (Refuses || Find(source) is not { IsSource: true } from || Find(destination) is not { IsSource: false } to
            || from.IsMidi != to.IsMidi)
            return false;
        Changes += Connections.Add((source, destination)) ? 1 : 0;
        return true;
    }

    public bool TryDisconnect(string source, string destination)
    {
        Changes += Connections.Remove((source, destination)) ? 1 : 0;
        return true;
    }

    private static ulong Hash(string text) => (uint)text.GetHashCode(StringComparison.Ordinal);

    private static bool Has((string Source, string Destination) connection, string port) =>
        string.Equals(connection.Source, port, StringComparison.Ordinal)
        || string.Equals(connection.Destination, port, StringComparison.Ordinal);
}

// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;

namespace NetJack2.Sessions.Connections;

/// <summary>Keeps the connections of one slave's ports:
/// what goes with a port comes back with it, what the user takes away stays away.</summary>
/// <remarks>
/// Control thread. JACK tells that a connection has ended, but not whether somebody wanted it to or one of its ports has gone. So it is
/// looked at afterwards: where both ports are still the same ones, it was the user.
/// </remarks>
public sealed class ConnectionKeeper
{
    /// <summary>How many connections are kept for a slave.</summary>
    public const int MaxConnections = 4096;

    /// <summary>Nanoseconds without a change after which what is seen in the graph is what somebody meant, and not half of it.</summary>
    public const long QuietTime = 100_000_000;

    private readonly IConnectionGraph _graph;

    // The port at the other end when the connection was last seen; 0 where it is to be made when both ports are there.
    private readonly Dictionary<PortConnection, nint> _kept = [];
    private readonly HashSet<nint> _gone = [];

    /// <summary>A keeper that begins with what was remembered.</summary>
    public ConnectionKeeper(IConnectionGraph graph, IReadOnlyList<PortConnection> remembered)
    {
        _graph = graph;
        foreach (PortConnection connection in remembered.Take(MaxConnections))
            _kept[connection] = 0;
    }

    /// <summary>What is kept now, whether made or not.</summary>
    public IReadOnlyList<PortConnection> Connections => [.. _kept.Keys];

    /// <summary>A port has gone, even if another has its name or number by now.</summary>
    public void PortGone(nint port) => _gone.Add(port);

    /// <summary>Looks at the graph: learns what the user has done, and makes what can be made again.</summary>
    /// <param name="mayForget">
    /// Whether nothing has changed for some moments. Of a client that ends, connections go before their ports: until these have gone, too,
    /// it looks as if the user had taken the connections away.
    /// </param>
    /// <returns>Whether <see cref="Connections"/> has changed.</returns>
    public bool Look(bool mayForget)
    {
        if (_graph.Read() is not { } present)
            return false;
        HashSet<PortConnection> made = [.. present];
        bool hasChanged = false;
        foreach (PortConnection connection in Connections)
        {
            if (made.Contains(connection))
                continue;
            nint port = _graph.HasOwn(connection.Own) ? _graph.Find(connection.Other) : 0;
            if (port != 0 && port == _kept[connection] && !_gone.Contains(port))
                hasChanged |= mayForget && _kept.Remove(connection);
            else
                _kept[connection] = port != 0 && _graph.TryConnect(connection) ? port : 0;
        }
        foreach (PortConnection connection in made)
        {
            if (_kept.Count >= MaxConnections && !_kept.ContainsKey(connection))
                continue;
            ref nint port = ref CollectionsMarshal.GetValueRefOrAddDefault(_kept, connection, out bool wasKept);
            port = _graph.Find(connection.Other);
            hasChanged |= !wasKept;
        }
        _gone.Clear();
        return hasChanged;
    }
}

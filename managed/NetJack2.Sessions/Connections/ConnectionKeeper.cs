// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;

namespace NetJack2.Sessions.Connections;

/// <summary>Keeps the connections of one slave's ports: they return with a port, but not when a user has removed them.</summary>
/// <remarks>
/// Control thread. JACK reports that a connection has ended, but not why. So the keeper checks afterwards: where both ports are still the
/// same ones, a user has removed the connection.
/// </remarks>
public sealed class ConnectionKeeper
{
    /// <summary>How many connections are kept for a slave.</summary>
    public const int MaxConnections = 4096;

    private readonly IConnectionGraph _graph;

    // The number of the port at the other end when the connection was last present; 0: it is to be made when both ports exist.
    private readonly Dictionary<PortConnection, nint> _kept = [];
    private readonly HashSet<nint> _gone = [];

    /// <summary>A keeper that begins with remembered connections.</summary>
    public ConnectionKeeper(IConnectionGraph graph, IReadOnlyList<PortConnection> remembered)
    {
        _graph = graph;
        foreach (PortConnection connection in remembered.Take(MaxConnections))
            _kept[connection] = 0;
    }

    /// <summary>The kept connections, present or not. Allocates.</summary>
    public IReadOnlyList<PortConnection> Connections => [.. _kept.Keys];

    /// <summary>Notes that a port was removed, even if another one has its name or number by now.</summary>
    public void PortGone(nint port) => _gone.Add(port);

    /// <summary>Reads the graph: learns what the user has changed, and restores connections whose ports have returned.</summary>
    /// <param name="mayForget">
    /// Whether the graph has settled. The connections of a client that ends disappear before its ports; until they have too, it
    /// looks as if a user had removed the connections.
    /// </param>
    /// <returns>Whether <see cref="Connections"/> has changed.</returns>
    public bool Update(bool mayForget)
    {
        if (_graph.Read() is not { } present)
            return false;
        HashSet<PortConnection> made = [.. present];
        bool hasChanged = false;
        foreach (PortConnection connection in Connections)
        {
            if (made.Contains(connection))
                continue;
            if (TryRename(connection, made))
            {
                hasChanged = true;
                continue;
            }
            nint port = _graph.HasOwn(connection.Own) ? _graph.Find(connection.Other) : 0;
            if (port != 0 && port == _kept[connection] && !_gone.Contains(port))
                hasChanged |= mayForget && _kept.Remove(connection);
            else
                _kept[connection] = port != 0 && _graph.TryConnect(connection) ? port : 0;
        }
        foreach (PortConnection connection in made)
        {
            if (_kept.Count >= MaxConnections && !_kept.ContainsKey(connection) && !TryForgetUnmade())
                continue;
            ref nint port = ref CollectionsMarshal.GetValueRefOrAddDefault(_kept, connection, out bool wasKept);
            port = _graph.Find(connection.Other);
            hasChanged |= !wasKept;
        }
        _gone.Clear();
        return hasChanged;
    }

    // A port that was renamed has the number that it had; another port may get its old name.
    private bool TryRename(PortConnection connection, HashSet<PortConnection> made)
    {
        nint port = _kept[connection];
        if (port == 0 || _gone.Contains(port))
            return false;
        foreach (PortConnection other in made)
        {
            if (other.IsSource != connection.IsSource || !string.Equals(other.Own, connection.Own, StringComparison.Ordinal)
                || _kept.ContainsKey(other) || _graph.Find(other.Other) != port)
                continue;
            _ = _kept.Remove(connection);
            _kept[other] = port;
            return true;
        }
        return false;
    }

    // Programs with a process number in their names leave connections that are never made again.
    private bool TryForgetUnmade()
    {
        foreach ((PortConnection connection, nint port) in _kept)
        {
            if (port == 0)
                return _kept.Remove(connection);
        }
        return false;
    }
}

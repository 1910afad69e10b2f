// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Sessions.Connections;

namespace NetJack2.Sessions.Tests.Connections;

/// <summary>A server's ports and the connections of a slave's.</summary>
internal sealed class FakeGraph : IConnectionGraph
{
    private nint _lastPort;

    public HashSet<string> Own { get; } = ["to_slave_1", "from_slave_1"];

    public Dictionary<string, nint> Others { get; } = new(StringComparer.Ordinal);

    public HashSet<PortConnection> Made { get; } = [];

    public bool IsAway { get; set; }

    public nint AddPort(string name) => Others[name] = ++_lastPort;

    /// <summary>A port goes, and with it its connections.</summary>
    public nint RemovePort(string name)
    {
        _ = Made.RemoveWhere(connection => string.Equals(connection.Other, name, StringComparison.Ordinal));
        _ = Others.Remove(name, out nint port);
        return port;
    }

    public IReadOnlyList<PortConnection>? Read() => IsAway ? null : [.. Made];

    public bool HasOwn(string port) => Own.Contains(port);

    public nint Find(string port) => Others.GetValueOrDefault(port);

    public bool TryConnect(in PortConnection connection) => Made.Add(connection);
}

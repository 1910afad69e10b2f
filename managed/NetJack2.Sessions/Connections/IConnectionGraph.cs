// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Sessions.Connections;

/// <summary>The ports of a server, as far as one slave's connections go. Control thread.</summary>
public interface IConnectionGraph
{
    /// <summary>All connections of the slave's ports; null while they are unknown, as while the server freewheels.</summary>
    IReadOnlyList<PortConnection>? Read();

    /// <summary>Whether the slave has a port of this short name.</summary>
    bool HasOwn(string port);

    /// <summary>The number that a port at the other end has until it is removed; 0: no port has this name.</summary>
    nint Find(string port);

    /// <summary>Connects two ports. False where one of them does not exist, or JACK refuses.</summary>
    bool TryConnect(in PortConnection connection);
}

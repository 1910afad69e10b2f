// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Sessions.Connections;

/// <summary>The ports of a server, as far as one slave's connections go. Control thread.</summary>
public interface IConnectionGraph
{
    /// <summary>All connections of the slave's ports; nothing while they cannot be told, as in freewheeling.</summary>
    IReadOnlyList<PortConnection>? Read();

    /// <summary>Whether the slave has a port of this short name.</summary>
    bool HasOwn(string port);

    /// <summary>A number by which a port at the other end is known until it goes; 0 where there is none of this name.</summary>
    nint Find(string port);

    /// <summary>Makes a connection.</summary>
    bool TryConnect(in PortConnection connection);
}

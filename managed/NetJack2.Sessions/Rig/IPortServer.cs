// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Mesh;

namespace NetJack2.Sessions.Rig;

/// <summary>The ports of a machine's JACK server. Control thread.</summary>
public interface IPortServer
{
    /// <summary>Whether the server runs without a clock: connections that come or go meanwhile are undone.</summary>
    bool IsFreewheeling { get; }

    /// <summary>Writes how many ports there are, and as a group for each its name, type and direction, as many as there is room for.
    /// Allocates nothing.</summary>
    /// <param name="first">The number of the first one, from 0.</param>
    /// <param name="words">Receives them.</param>
    void List(int first, ref WordWriter words);

    /// <summary>A port by its full name; null where there is none.</summary>
    PortFacts? Find(string port);

    /// <summary>Two numbers that are others after a change, except by chance: of the ports' names, and of the connections of the ports of
    /// the client "system". Allocates nothing that is collected.</summary>
    (ulong Ports, ulong Leads) Mark();

    /// <summary>Whether two ports, by their full names or aliases, are connected.</summary>
    bool IsConnected(string source, string destination);

    /// <summary>Connects two ports. True also where they are connected already; false where JACK refuses.</summary>
    bool TryConnect(string source, string destination);

    /// <summary>Disconnects two ports. True also where they are not connected; false where JACK refuses.</summary>
    bool TryDisconnect(string source, string destination);
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Transport;
using NetJack2.RealTime;

namespace NetJack2.Link.Timelines;

/// <summary>The transport of a master's server, as the client that stands for a slave sees it in its process callback.</summary>
public interface IMasterTransport
{
    /// <summary>State and position of the present cycle.</summary>
    [RealTimeSafe]
    TransportState Query(out TransportPosition position);

    /// <summary>Gives the server a command of one of the slave's clients.</summary>
    [RealTimeSafe]
    void Command(TransportCommand command);

    /// <summary>Asks the server to move the transport to a position.</summary>
    [RealTimeSafe]
    void Locate(TransportPosition position);
}

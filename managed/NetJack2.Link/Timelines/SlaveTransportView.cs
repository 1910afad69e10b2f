// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Transport;

namespace NetJack2.Link.Timelines;

/// <summary>A slave's transport before a cycle, and what its clients have asked for since the one before.</summary>
public record struct SlaveTransportView
{
    /// <summary>State that the clients saw in the cycle before.</summary>
    public TransportState State;

    /// <summary>Whether, while it starts, all clients are ready, or have used up their time.</summary>
    public bool IsReady;

    /// <summary>The command that a client has given.</summary>
    public TransportCommand Command;

    /// <summary>Whether a client has asked for <see cref="Request"/>.</summary>
    public bool IsLocated;

    /// <summary>The number of the client that is timebase master; less than 1 is none.</summary>
    public int Timebase;

    /// <summary>Whether the timebase master gives way to others.</summary>
    public bool IsConditional;

    /// <summary>Where the transport would be in the cycle that begins.</summary>
    public TransportPosition Position;

    /// <summary>Where a client wants it to be.</summary>
    public TransportPosition Request;
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Transport;
using NetJack2.RealTime;

namespace NetJack2.Link.Timelines;

/// <summary>The transport of a slave's server, in the hands of its driver. Cycle thread, before the clients of the cycle run.</summary>
public interface ISlaveTransport
{
    /// <summary>Takes control of the transport: commands of clients are returned here, and no longer obeyed by the server.</summary>
    [RealTimeSafe]
    void Acquire(out SlaveTransportView view);

    /// <summary>Decides what clients see in the cycle that begins.</summary>
    /// <param name="state">What the transport does.</param>
    /// <param name="isLocated">Whether it got there by a jump, for which slow clients must get ready.</param>
    /// <param name="position">Where it is. With a timebase master in the server, the frame counts and the rest stays.</param>
    [RealTimeSafe]
    void Put(TransportState state, bool isLocated, TransportPosition position);

    /// <summary>The server no longer has a timebase master.</summary>
    [RealTimeSafe]
    void DropTimebase();

    /// <summary>Gives the transport back to the server, which goes on with it as it is. May be called again and again.</summary>
    [RealTimeSafe]
    void Release();
}

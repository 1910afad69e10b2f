// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Link.Datagrams;

/// <summary>A datagram socket that is connected to one peer. Used by one thread at a time.</summary>
public interface IDatagramSocket : IDisposable
{
    /// <summary>Sends all datagrams of the batch in as few system calls as there can be. Does not wait.</summary>
    [RealTimeSafe]
    SocketStatus Send(OutgoingBatch batch);

    /// <summary>Replaces the batch by datagrams that have arrived. Does not wait.</summary>
    /// <returns>
    /// <see cref="SocketStatus.Done"/> with datagrams in the batch, more of which may be waiting where
    /// <see cref="IncomingBatch.IsFull"/>; <see cref="SocketStatus.Empty"/> without any.
    /// </returns>
    [RealTimeSafe]
    SocketStatus Receive(IncomingBatch batch);
}

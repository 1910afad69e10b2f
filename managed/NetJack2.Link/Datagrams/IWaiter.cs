// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Link.Datagrams;

/// <summary>The one place where a cycle may wait.</summary>
public interface IWaiter
{
    /// <summary>Waits until a datagram is there, the waiter is woken, or the time is over, whichever is first.</summary>
    /// <param name="socket">The socket to listen on, or none.</param>
    /// <param name="nanoseconds">The most to wait; nothing or less does not wait.</param>
    [RealTimeSafe]
    void Wait(IDatagramSocket? socket, long nanoseconds);
}

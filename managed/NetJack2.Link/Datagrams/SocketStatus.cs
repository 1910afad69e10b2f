// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Link.Datagrams;

/// <summary>The result of a socket call.</summary>
public enum SocketStatus
{
    /// <summary>The call has succeeded: datagrams were sent or received.</summary>
    Done,

    /// <summary>No datagram has arrived; the call did not wait.</summary>
    Empty,

    /// <summary>The kernel had no room: what could not be sent is lost.</summary>
    Full,

    /// <summary>The peer's port is closed (ICMP port unreachable): a hint, since it can be forged.</summary>
    Refused,

    /// <summary>This host's own firewall forbids it.</summary>
    Denied,

    /// <summary>The datagram is longer than the interface takes, and must not be cut.</summary>
    TooLong,

    /// <summary>The interface is down, or has no address.</summary>
    Down,

    /// <summary>Another error, such as a missing route.</summary>
    Failed,
}

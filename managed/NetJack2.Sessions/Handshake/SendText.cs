// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;

namespace NetJack2.Sessions.Handshake;

/// <summary>Why something could not be sent, and what to do about it, for a log line.</summary>
public static class SendText
{
    /// <summary>One clause, without a full stop.</summary>
    public static string Describe(SocketStatus status) => status switch
    {
        SocketStatus.Denied => "a firewall of this computer forbids it; let out UDP to that address",
        SocketStatus.Full => "the system has no room for more; is the network fast enough? Connect fewer ports, or use longer periods",
        SocketStatus.TooLong => "packets are too long for the interface; use a smaller -M on the slave",
        SocketStatus.Down => "is the interface up, and has it an address? (ip address)",
        _ => "is the network up, and is there a route? (ip route)",
    };
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;

namespace NetJack2.Sessions.Handshake;

/// <summary>Whether the peer's host has rejected packets (ICMP "port unreachable"), and the peer has sent nothing since.</summary>
/// <remarks>
/// Control thread. A host sends few such messages, and only in answer to packets; so a message counts until a packet of the peer arrives.
/// </remarks>
public sealed class RefusalWatch
{
    private long _refused;
    private long _received;
    private bool _isRefused;

    /// <summary>Reads what the session's link has counted.</summary>
    /// <returns>Whether the peer's host rejects packets.</returns>
    public bool Update(LinkCounters counters)
    {
        long refused = Volatile.Read(ref counters.Refused);
        long received = Volatile.Read(ref counters.Values.LastReceived);
        if (refused != _refused)
            _isRefused = true;
        else if (received != _received)
            _isRefused = false;
        (_refused, _received) = (refused, received);
        return _isRefused;
    }
}

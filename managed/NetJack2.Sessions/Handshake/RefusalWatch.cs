// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;

namespace NetJack2.Sessions.Handshake;

/// <summary>Whether the peer's host has said that nobody listens, and nothing has come from the peer since.</summary>
/// <remarks>
/// Control thread. A host says so a few times and then once in a second, and a peer that sends no more provokes no further word: so it
/// is remembered. Who is still there is heard, and takes it back.
/// </remarks>
public sealed class RefusalWatch
{
    private long _refused;
    private long _received;
    private bool _isRefused;

    /// <summary>Looks at what the session's link has counted.</summary>
    public bool Look(LinkCounters counters)
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

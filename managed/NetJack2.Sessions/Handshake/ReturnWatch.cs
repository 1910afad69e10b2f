// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Session;

namespace NetJack2.Sessions.Handshake;

/// <summary>Announcements that arrive under the name of a slave whose session runs: the slave may have restarted.</summary>
/// <remarks>Control thread. Allocates nothing.</remarks>
internal sealed class ReturnWatch
{
    /// <summary>The announcement that arrived last, which may be another slave's.</summary>
    public SessionPacket Announcement;

    private PeerAddress _source;
    private long _sinceNs;

    /// <summary>Whether a decision is due soon.</summary>
    public bool IsPending { get; private set; }

    /// <summary>Notes that an announcement has arrived; the decision about it is due later.</summary>
    public void OnAnnouncement(in SessionPacket announcement, PeerAddress source, long nowNs)
    {
        if (!IsPending)
            _sinceNs = nowNs;
        IsPending = true;
        _source = source;
        Announcement = announcement;
    }

    /// <summary>Whether the session has had time to show whether its slave still sends; each announcement is decided once.</summary>
    /// <param name="nowNs">CLOCK_MONOTONIC.</param>
    /// <param name="absenceNs">How long a slave that runs may be silent.</param>
    /// <param name="source">Where the announcement came from.</param>
    public bool TryDetect(long nowNs, long absenceNs, out PeerAddress source)
    {
        source = _source;
        if (!IsPending || nowNs - _sinceNs <= absenceNs)
            return false;
        IsPending = false;
        return true;
    }
}

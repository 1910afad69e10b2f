// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Session;

namespace NetJack2.Sessions.Handshake;

/// <summary>Whether a manager has a place for another slave (-N).</summary>
/// <remarks>Control thread. Only <see cref="Reject"/> allocates.</remarks>
/// <param name="context">What the slaves share.</param>
/// <param name="slaves">All slaves that the manager knows.</param>
internal sealed class Admission(ManagerContext context, List<SlaveSession> slaves)
{
    /// <summary>Whether a slave may be made an offer beside those that there are.</summary>
    /// <remarks>
    /// One more than the limit is made an offer where it may have a client already, at another address: see <see cref="OfferedState"/>.
    /// </remarks>
    public bool HasPlace(in SessionPacket announcement)
    {
        int most = context.Limits.MaxSlaves;
        if (slaves.Count < most || FindForgettable() is not null)
            return true;
        if (slaves.Count > most || most == ManagerLimits.MostSlaves)
            return false;
        foreach (SlaveSession slave in slaves)
        {
            if (slave.MayHaveMoved(announcement))
                return true;
        }
        return false;
    }

    /// <summary>Whether an announcement may be that of a slave whose client is kept, at another address: that one is waited for.</summary>
    /// <param name="announcement">The announcement.</param>
    /// <param name="sinceNs">Since when it waits, in nanoseconds of CLOCK_MONOTONIC.</param>
    public bool MayBeKept(in SessionPacket announcement, long sinceNs)
    {
        foreach (SlaveSession slave in slaves)
        {
            if (slave.MayAnnounce(announcement, sinceNs))
                return true;
        }
        return false;
    }

    /// <summary>A slave whose place another one may have; null: there is none.</summary>
    public SlaveSession? FindForgettable()
    {
        foreach (SlaveSession slave in slaves)
        {
            if (slave.State.IsForgettable)
                return slave;
        }
        return null;
    }

    /// <summary>Rejects a slave that is beyond the limit: logs that, and sends the slave the reason.</summary>
    public void Reject(in SessionPacket announcement, PeerAddress source)
    {
        if (context.AnnouncementComplaints.MayAct())
        {
            context.Log.Warn($"Slave at {source} is rejected: the limit -N {context.Limits.MaxSlaves} is reached "
                + $"({ManagerLimits.MostSlaves} at most); a smaller -w frees the places of disconnected slaves earlier");
        }
        context.Refuse(announcement, source, context.Limits.IsReached);
    }
}

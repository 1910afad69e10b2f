// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Links;
using NetJack2.Statistics;

namespace NetJack2.Sessions.Handshake;

/// <content>How the slaves are.</content>
public sealed partial class ManagerSessions : IStatisticsSource
{
    /// <inheritdoc/>
    public void Describe(int slot, ref SessionStatistics statistics)
    {
        foreach (SlaveSession session in _sessions)
        {
            if (session.Slot == slot)
                Describe(session, ref statistics);
        }
    }

    private static void Describe(SlaveSession session, ref SessionStatistics statistics)
    {
        statistics.State = (uint)(session.State switch
        {
            SlaveSessionState.Offered => SessionState.Offered,
            SlaveSessionState.Running => SessionState.Running,
            SlaveSessionState.Silent => SessionState.Silent,
            _ => SessionState.None,
        });
        statistics.Since = session.Since;
        statistics.Name = session.NameText;
        statistics.Peer = session.PeerText;
        if (session.Link is { } link)
            LinkStatistics.Describe(link.Channel, session.Memory, ref statistics);
        statistics.Counters.Xruns = session.Client?.Xruns ?? 0;
        session.Client?.DescribeFaults(ref statistics.Counters);
    }

    private int FreeSlot()
    {
        ulong taken = 0;
        foreach (SlaveSession session in _sessions)
            taken |= 1UL << session.Slot;
        return System.Numerics.BitOperations.TrailingZeroCount(~taken);
    }
}

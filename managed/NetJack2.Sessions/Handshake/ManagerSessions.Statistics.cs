// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Statistics;

namespace NetJack2.Sessions.Handshake;

/// <content>The statistics page.</content>
public sealed partial class ManagerSessions : IStatisticsSource
{
    /// <inheritdoc/>
    public void Describe(int slot, ref SessionStatistics statistics)
    {
        foreach (SlaveSession slave in _slaves)
        {
            if (slave.Slot == slot)
                Describe(slave, ref statistics);
        }
    }

    /// <inheritdoc/>
    public void Measure(int slot, ref SessionMeters meters)
    {
        foreach (SlaveSession slave in _slaves)
        {
            if (slave.Slot == slot)
                slave.State.Measure(ref meters);
        }
    }

    private static void Describe(SlaveSession slave, ref SessionStatistics statistics)
    {
        statistics.State = (uint)slave.State.Kind;
        statistics.Since = slave.SinceNs;
        statistics.Name = slave.NameText;
        statistics.Peer = slave.PeerText;
        slave.State.Describe(ref statistics);
        statistics.Counters.LastEnd = (int)slave.LastEnd;
        statistics.Counters.Xruns = slave.State.Client?.Xruns ?? 0;
        slave.State.Client?.DescribeFaults(ref statistics.Counters);
    }

    // ManagerLimits.MostSlaves are as many as there are bits.
    private int FreeSlot()
    {
        ulong taken = 0;
        foreach (SlaveSession slave in _slaves)
            taken |= 1UL << slave.Slot;
        return System.Numerics.BitOperations.TrailingZeroCount(~taken);
    }
}

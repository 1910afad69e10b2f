// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Link.Cycles;

/// <summary>Receives the packets that arrive after their cycle was played.</summary>
public interface ILateCycles
{
    /// <summary>Records a packet that arrived after its cycle was played. Cycle thread; real-time safe.</summary>
    /// <param name="cycle">Its cycle.</param>
    /// <param name="lateness">How many cycles that is behind the first one that is still wanted, at least 1.</param>
    /// <param name="now">The link's clock.</param>
    [RealTimeSafe]
    void AddLate(uint cycle, int lateness, long now);
}

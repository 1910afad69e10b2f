// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Statistics;

/// <summary>The owner of sessions, which writes their state into the statistics. Control thread.</summary>
public interface IStatisticsSource
{
    /// <summary>Writes the state of the session with this index in the page of statistics. Allocates nothing.</summary>
    /// <param name="slot">The place. A session keeps its own as long as it is known.</param>
    /// <param name="statistics">Zeros, to be filled in; to be left where the place is free.</param>
    void Describe(int slot, ref SessionStatistics statistics);

    /// <summary>Writes the levels of that session's audio ports. Allocates nothing.</summary>
    /// <param name="slot">The place.</param>
    /// <param name="meters">Zeros, to be filled in; to be left where the place is free, or the session has no audio ports.</param>
    void Measure(int slot, ref SessionMeters meters)
    {
    }
}

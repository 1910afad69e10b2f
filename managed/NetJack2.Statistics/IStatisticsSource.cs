// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Statistics;

/// <summary>What has sessions and can say how they are. Control thread.</summary>
public interface IStatisticsSource
{
    /// <summary>Says how the session is that has this place in the page of statistics. Allocates nothing.</summary>
    /// <param name="slot">The place. A session keeps its own as long as it is known.</param>
    /// <param name="statistics">Zeros, to be filled in; to be left where the place is free.</param>
    void Describe(int slot, ref SessionStatistics statistics);

    /// <summary>Says how loud the audio ports of that session are. Allocates nothing.</summary>
    /// <param name="slot">The place.</param>
    /// <param name="meters">Zeros, to be filled in; to be left where the place is free, or the session has no audio ports.</param>
    void Measure(int slot, ref SessionMeters meters)
    {
    }
}

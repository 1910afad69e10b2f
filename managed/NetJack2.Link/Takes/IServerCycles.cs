// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Link.Takes;

/// <summary>The cycles of a JACK server, in the thread of its driver.</summary>
public interface IServerCycles
{
    /// <summary>The last cycle that the server's clients have run, or run now. Before the next one is decided.</summary>
    [RealTimeSafe]
    void ReadCycle(out ServerCycle cycle);
}

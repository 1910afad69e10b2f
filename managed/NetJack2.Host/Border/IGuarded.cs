// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;
using NetJack2.Statistics;

namespace NetJack2.Host.Border;

/// <summary>A part of a module that native code or a thread enters through <see cref="Guard"/>.</summary>
public interface IGuarded
{
    /// <summary>Where exceptions are noted. Any thread.</summary>
    [RealTimeSafe]
    FaultRecord Faults { get; }

    /// <summary>
    /// Cleans up after an entry that failed: outputs become silent, and nothing stays in use. Called by the guard, on the same
    /// thread.
    /// </summary>
    /// <param name="place">Which entry failed.</param>
    [RealTimeSafe]
    void Recover(FaultPlace place);
}

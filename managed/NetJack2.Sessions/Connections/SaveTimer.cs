// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Sessions.Connections;

/// <summary>Decides when a change is saved.</summary>
/// <remarks>Control thread. Allocates nothing.</remarks>
/// <param name="clock">CLOCK_MONOTONIC.</param>
public sealed class SaveTimer(IMonotonicClock clock)
{
    /// <summary>Time from a change to its saving, in nanoseconds: changes by users come in bursts.</summary>
    public const long SaveNs = 500 * Durations.MillisecondNs;

    // What failed is tried again; the disk may have room by then.
    private const long RetryNs = 10 * Durations.SecondNs;

    private long _atNs = long.MaxValue;

    /// <summary>Whether there is a change to save.</summary>
    public bool IsRunning => _atNs != long.MaxValue;

    /// <summary>Whether a change must be saved now.</summary>
    public bool IsDue => clock.Now >= _atNs;

    /// <summary>Starts the time to the next save, after a change.</summary>
    public void Start()
    {
        if (!IsRunning)
            _atNs = clock.Now + SaveNs;
    }

    /// <summary>Sets the time of the next try to save, after a failure or before a try.</summary>
    public void Delay() => _atNs = clock.Now + RetryNs;

    /// <summary>Stops the timer: everything is saved.</summary>
    public void Stop() => _atNs = long.MaxValue;
}

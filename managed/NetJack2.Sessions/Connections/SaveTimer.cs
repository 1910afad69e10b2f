// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Sessions.Connections;

/// <summary>When what has changed is saved.</summary>
/// <remarks>Control thread. Allocates nothing.</remarks>
/// <param name="clock">CLOCK_MONOTONIC.</param>
public sealed class SaveTimer(IMonotonicClock clock)
{
    /// <summary>How long after a change it is saved, in nanoseconds: what a user does comes in bursts.</summary>
    public const long SaveNs = 500 * Durations.MillisecondNs;

    // What failed is tried again; the disk may have room by then.
    private const long RetryNs = 10 * Durations.SecondNs;

    private long _atNs = long.MaxValue;

    /// <summary>Whether there is something to save.</summary>
    public bool IsRunning => _atNs != long.MaxValue;

    /// <summary>Whether it is time to save.</summary>
    public bool IsDue => clock.Now >= _atNs;

    /// <summary>Starts the time to the next save, after a change.</summary>
    public void Start()
    {
        if (!IsRunning)
            _atNs = clock.Now + SaveNs;
    }

    /// <summary>Saving is tried, or has failed: it is tried again later, unless <see cref="Stop"/> is called.</summary>
    public void Delay() => _atNs = clock.Now + RetryNs;

    /// <summary>Stops the time: everything is saved.</summary>
    public void Stop() => _atNs = long.MaxValue;
}

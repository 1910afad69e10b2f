// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics;
using NetJack2.RealTime;

namespace NetJack2.Host.Linux;

/// <summary>The system's CLOCK_MONOTONIC, in nanoseconds. Any thread; real-time safe.</summary>
public sealed class MonotonicClock : IMonotonicClock
{
    // On Linux a tick is a nanosecond.
    private static readonly long s_nanosecondsPerTick = 1_000_000_000 / Stopwatch.Frequency;

    /// <inheritdoc/>
    public long Now => Stopwatch.GetTimestamp() * s_nanosecondsPerTick;
}

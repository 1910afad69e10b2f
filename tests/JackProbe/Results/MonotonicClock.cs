// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics;

namespace NetJack2.JackProbe.Results;

/// <summary>CLOCK_MONOTONIC: the clock that all test hosts share.</summary>
/// <remarks>Not jack_get_time, which counts CLOCK_MONOTONIC_RAW.</remarks>
public static class MonotonicClock
{
    public static long Microseconds => Stopwatch.GetTimestamp() / (Stopwatch.Frequency / 1_000_000);
}

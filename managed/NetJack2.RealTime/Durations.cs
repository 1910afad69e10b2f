// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.RealTime;

/// <summary>Durations that several projects share, in nanoseconds.</summary>
public static class Durations
{
    /// <summary>One millisecond, in nanoseconds.</summary>
    public const long MillisecondNs = 1_000_000;

    /// <summary>One second, in nanoseconds.</summary>
    public const long SecondNs = 1000 * MillisecondNs;

    /// <summary>
    /// 100 ms. A peer that sends nothing for this long is absent, and a graph that does not change for this long has settled: many
    /// periods of every usual length, and short enough that a user does not notice it.
    /// </summary>
    public const long AbsenceNs = 100 * MillisecondNs;
}

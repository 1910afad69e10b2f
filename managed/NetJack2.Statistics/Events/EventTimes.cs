// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Statistics.Events;

/// <summary>The durations that decide about events, in nanoseconds.</summary>
internal static class EventTimes
{
    /// <summary>One second, in nanoseconds.</summary>
    public const long SecondNs = 1_000_000_000;

    // Twice as long as a peer may send nothing, and two readings.
    private const long InterruptionNs = SecondNs / 5;

    /// <summary>How long no packet has arrived in a session that counts as interrupted, in nanoseconds.</summary>
    public static long InterruptionOf(in SessionStatistics session) => Math.Max(InterruptionNs, (session.Latency + 4) * PeriodOf(session));

    /// <summary>The duration of a session's period, in nanoseconds; 0 where it has none.</summary>
    public static long PeriodOf(in SessionStatistics session) =>
        session.SampleRate > 0 ? SecondNs * session.Period / session.SampleRate : 0;
}

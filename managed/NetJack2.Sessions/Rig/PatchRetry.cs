// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Sessions.Rig;

/// <summary>When a patch that waits is tried again: less often after each failure, and at once when a machine has joined.</summary>
/// <remarks>Control thread. Allocates nothing. Times are nanoseconds of CLOCK_MONOTONIC.</remarks>
public sealed class PatchRetry
{
    private const long ShortestNs = 2 * Durations.SecondNs;
    private const long LongestNs = 60 * Durations.SecondNs;

    private (uint From, uint To) _tokens;
    private long _delayNs = ShortestNs;
    private long _atNs;
    private long _triedNs;
    private long _awaySinceNs = long.MaxValue;

    /// <summary>The tokens of both machines are these now; 0: it is not there.</summary>
    /// <returns>For how long one of them was away, until now; 0 while one is, or none was.</returns>
    public long See(uint from, uint to, long now)
    {
        if (_tokens != (from, to))
            (_tokens, _delayNs, _atNs) = ((from, to), ShortestNs, now);
        long awayNs = 0;
        if (from == 0 || to == 0)
            _awaySinceNs = Math.Min(_awaySinceNs, now);
        else
            (awayNs, _awaySinceNs) = (Math.Max(0, now - _awaySinceNs), long.MaxValue);
        return awayNs;
    }

    /// <summary>Makes the next try sooner, because ports have appeared or were removed, but not more often than at first.</summary>
    public void Hasten() => (_delayNs, _atNs) = (ShortestNs, Math.Min(_atNs, _triedNs + ShortestNs));

    /// <summary>Whether the next try is due.</summary>
    public bool IsDue(long now) => now >= _atNs;

    /// <summary>Sets the time of the next try, later each time.</summary>
    public void Wait(long now) => (_triedNs, _atNs, _delayNs) = (now, now + _delayNs, Math.Min(2 * _delayNs, LongestNs));
}

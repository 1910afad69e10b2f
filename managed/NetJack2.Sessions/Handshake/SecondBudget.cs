// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Sessions.Handshake;

/// <summary>A budget of so many uses a second. What was not used in the last second may be used at once.</summary>
/// <remarks>Control thread. While more is wanted than there is, the first request after each share of a second gets it.</remarks>
internal struct SecondBudget
{
    // Until when all has been used, in nanoseconds of CLOCK_MONOTONIC.
    private long _usedNs;

    /// <summary>Whether a use is left, at a rate of so many a second. Counts nothing.</summary>
    public readonly bool HasAny(long nowNs, int rate) => Next(nowNs, rate) <= nowNs;

    /// <summary>Counts a use, if one is left; otherwise false.</summary>
    public bool TryTake(long nowNs, int rate)
    {
        if (!HasAny(nowNs, rate))
            return false;
        _usedNs = Next(nowNs, rate);
        return true;
    }

    private readonly long Next(long nowNs, int rate) =>
        Math.Max(_usedNs, nowNs - Durations.SecondNs) + (Durations.SecondNs / rate);
}

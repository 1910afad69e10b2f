// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.RealTime;

/// <summary>Allows an action a few times in ten seconds, so that a flood of packets does not cause a flood of lines or calls.</summary>
/// <remarks>One thread. Allocates nothing.</remarks>
/// <param name="clock">Measures the ten seconds.</param>
/// <param name="burst">How often the action is allowed in them.</param>
public sealed class RateLimiter(IMonotonicClock clock, int burst = RateLimiter.UsualBurst)
{
    private const int UsualBurst = 5;
    private const long IntervalNs = 10_000_000_000;

    private int _count;
    private long _since = long.MinValue / 2;

    /// <summary>Whether the action is allowed now; if so, it counts.</summary>
    public bool MayAct()
    {
        long now = clock.Now;
        if (now - _since > IntervalNs)
        {
            _since = now;
            _count = 0;
        }
        return _count != burst && ++_count <= burst;
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.RealTime;

/// <summary>Lets something happen a few times and then again after a while, so that a flood of packets is no flood of lines or calls.</summary>
public sealed class RateLimiter(IMonotonicClock clock, int burst = RateLimiter.UsualBurst)
{
    private const int UsualBurst = 5;
    private const long Interval = 10_000_000_000;

    private int _count;
    private long _since = long.MinValue / 2;

    /// <summary>Whether it may happen once more now.</summary>
    public bool MayAct()
    {
        long now = clock.Now;
        if (now - _since > Interval)
        {
            _since = now;
            _count = 0;
        }
        return _count != burst && ++_count <= burst;
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Models;

namespace NetJack2.RealTime.Tests;

public class RateLimiterTests
{
    [Test]
    public void Five_pass_and_then_five_after_ten_seconds()
    {
        var clock = new VirtualClock();
        var limiter = new RateLimiter(clock);
        Assert.That(Enumerable.Range(0, 1000).Count(_ => limiter.MayAct()), Is.EqualTo(5));
        clock.Now += 10 * VirtualClock.Second;
        Assert.That(limiter.MayAct(), Is.False);
        clock.Now += 1;
        Assert.That(Enumerable.Range(0, 1000).Count(_ => limiter.MayAct()), Is.EqualTo(5));
    }
}

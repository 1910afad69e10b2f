// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics;
using NetJack2.Host.Net;
using NetJack2.Host.Tests.Net;
using NetJack2.Link.Datagrams;

namespace NetJack2.Host.Tests.Net;

public sealed class PollWaiterTests
{
    private const long Second = 1_000_000_000;

    [Test]
    public void A_wait_ends_when_its_time_is_over()
    {
        using var waiter = new PollWaiter();
        Assert.That(Measure(() => waiter.Wait(null, Second / 50)), Is.InRange(0.018, 1));
    }

    [Test]
    public void A_wait_ends_when_a_datagram_comes()
    {
        using var waiter = new PollWaiter();
        using var pair = new SocketPair();
        var batch = new OutgoingBatch(100, 1, 1500);
        batch.Append(100).Clear();
        _ = pair.First.Send(batch);
        Assert.That(Measure(() => waiter.Wait(pair.Second, 5 * Second)), Is.LessThan(1));
    }

    [Test]
    public void A_wake_ends_the_next_wait_and_only_that()
    {
        using var waiter = new PollWaiter();
        waiter.Wake();
        Assert.That(Measure(() => waiter.Wait(null, 5 * Second)), Is.LessThan(1));
        Assert.That(Measure(() => waiter.Wait(null, Second / 50)), Is.GreaterThan(0.018));
    }

    [Test]
    public void No_time_is_no_wait()
    {
        using var waiter = new PollWaiter();
        Assert.That(Measure(() => waiter.Wait(null, 0)), Is.LessThan(0.1));
        Assert.That(Measure(() => waiter.Wait(null, -Second)), Is.LessThan(0.1));
    }

    private static double Measure(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.RealTime.Tests;

[Property("Defect", "Fault-03")]
public class NativeArrayTests
{
    [Test]
    public void It_holds_what_is_put_into_it_until_it_is_disposed_of()
    {
        var array = new NativeArray<int>(1000, isCleared: true);
        Assert.That(array.Span.ToArray(), Is.All.Zero);
        array.Span[999] = 7;
        Assert.That((array.Length, array.Span[999]), Is.EqualTo((1000, 7)));
        array.Dispose();
        array.Dispose();
        Assert.That((array.Length, array.Span.Length), Is.EqualTo((0, 0)));
    }

    [Test]
    public void It_is_not_in_the_heap_that_is_collected()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        using var array = new NativeArray<byte>(64 << 20);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1000));
    }

    [Test]
    public void An_empty_one_takes_nothing()
    {
        using var array = new NativeArray<double>(0);
        Assert.That(array.Span.Length, Is.Zero);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Links;

namespace NetJack2.Link.Tests.Mesh;

/// <summary>The number that a cycle has for all slaves.</summary>
public sealed class CommonClockTests
{
    /// <summary>It grows by one with each cycle, also where JACK's frame time wraps around, whether the anchor is renewed or not.</summary>
    [Test]
    public void EachCycleHasTheNextNumber([Values(64, 441, 1000, 8192)] int period, [Values] bool isFollowed)
    {
        var clock = new CommonClock(first: uint.MaxValue - 3);
        uint frame = 12345;
        uint before = clock.CycleAt(frame, period);
        long wraps = 0;
        for (long cycle = 0; wraps < (isFollowed ? 3 : 0) || cycle < 1000; cycle++)
        {
            // An hour at a time.
            uint cycles = isFollowed && cycle >= 1000 ? (uint)(3600L * 48_000 / period) : 1;
            uint next = frame + (cycles * (uint)period);
            wraps += next < frame ? 1 : 0;
            frame = next;
            if (isFollowed)
                clock.Follow(frame, period);
            uint number = clock.CycleAt(frame, period);
            Assert.That(number - before, Is.EqualTo(cycles));
            before = number;
        }
    }

    /// <summary>A client that asks in the same cycle as another, but after the anchor was renewed, gets the same number.</summary>
    [Test]
    public void AllClientsOfACycleGetOneNumber()
    {
        var clock = new CommonClock(first: 7);
        uint frame = 100 + (256 * 3_000_000u);
        uint number = clock.CycleAt(frame, 256);
        clock.Follow(frame, 256);
        Assert.That(clock.CycleAt(frame, 256), Is.EqualTo(number));
        Assert.That(clock.CycleAt(frame - 256, 256), Is.EqualTo(number - 1), "a client that has asked for the frame before");
    }
}

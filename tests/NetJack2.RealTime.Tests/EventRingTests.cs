// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.RealTime.Tests;

public class EventRingTests
{
    [Test]
    public void Events_come_out_as_they_went_in_and_in_order()
    {
        var ring = new EventRing(256);
        Assert.That(ring.TryPut(5, [0x90, 1, 2]) && ring.TryPut(-7, [0xF8]) && ring.TryPut(long.MaxValue, []), Is.True);
        Assert.That(Drain(ring), Is.EqualTo((string[])["5: 900102", "-7: F8", $"{long.MaxValue}: "]));
        Assert.That(Drain(ring), Is.Empty);
    }

    [Test]
    public void What_is_read_stays_until_it_is_released()
    {
        var ring = new EventRing(64);
        Assert.That(ring.TryPut(1, [1]) && ring.TryPut(2, [2]), Is.True);
        long place = ring.Begin;
        Assert.That(ring.TryRead(ref place, out _, out _), Is.True);
        Assert.That(ring.TryPut(3, [3]), Is.False, "both events still fill it");
        ring.Release(place);
        Assert.That(ring.TryPut(3, [3]), Is.True);
        Assert.That(Drain(ring), Is.EqualTo((string[])["2: 02", "3: 03"]));
    }

    [TestCase(48, true)]
    [TestCase(49, false)]
    public void An_event_that_is_longer_than_the_ring_is_refused(int length, bool fits)
        => Assert.That(new EventRing(64).TryPut(0, new byte[length]), Is.EqualTo(fits));

    /// <summary>Of all lengths, so that the end of the ring is met in every way.</summary>
    [Test]
    public void Nothing_is_lost_or_changed_between_two_threads()
    {
        const int Count = 200_000;
        var ring = new EventRing(1024);
        var putter = new Thread(() =>
        {
            byte[] data = new byte[200];
            for (int number = 0; number < Count; number++)
            {
                data.AsSpan().Fill((byte)number);
                while (!ring.TryPut(number, data.AsSpan(0, number % 200)))
                    Thread.Yield();
            }
        });
        putter.Start();
        int wrong = 0;
        long place = 0;
        for (int number = 0; number < Count;)
        {
            if (!ring.TryRead(ref place, out long frame, out ReadOnlySpan<byte> data))
            {
                Thread.Yield();
                continue;
            }
            if (frame != number || data.Length != number % 200 || data.ContainsAnyExcept((byte)number))
                wrong++;
            ring.Release(place);
            number++;
        }
        putter.Join();
        Assert.That(wrong, Is.Zero);
    }

    private static List<string> Drain(EventRing ring)
    {
        var events = new List<string>();
        long place = ring.Begin;
        while (ring.TryRead(ref place, out long frame, out ReadOnlySpan<byte> data))
            events.Add($"{frame}: {Convert.ToHexString(data)}");
        ring.Release(place);
        return events;
    }
}

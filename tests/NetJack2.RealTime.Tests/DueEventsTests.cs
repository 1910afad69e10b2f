// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.RealTime.Tests;

public class DueEventsTests
{
    private const int Period = 64;
    private const int Latest = 1000;

    [Test]
    public void Each_event_is_due_in_its_cycle_at_its_frame()
    {
        var events = new DueEvents(1024, Latest);
        Put(events, 100, 127, 128, 191, 192);
        Assert.That(Cycle(events, 64), Is.EqualTo((string[])["36: 64", "63: 7F"]));
        Assert.That(Cycle(events, 128), Is.EqualTo((string[])["0: 80", "63: BF"]));
        Assert.That(Cycle(events, 192), Is.EqualTo((string[])["0: C0"]));
        Assert.That(Cycle(events, 256), Is.Empty);
    }

    [Test]
    public void What_is_late_is_due_at_once_and_overtakes_nothing()
    {
        var events = new DueEvents(1024, Latest);
        Put(events, 70, 10, 80);
        Assert.That(Cycle(events, 64), Is.EqualTo((string[])["6: 46", "6: 0A", "16: 50"]));
    }

    [Test]
    public void What_is_meant_for_a_time_that_cannot_be_is_due_now()
    {
        var events = new DueEvents(1024, Latest);
        Assert.That(events.TryPut(64 + Period + Latest, [1]), Is.True);
        Assert.That(Cycle(events, 64), Is.EqualTo((string[])["63: 01"]));
    }

    [Test]
    public void An_event_waits_for_its_cycle_as_long_as_it_may()
    {
        var events = new DueEvents(1024, Latest);
        Assert.That(events.TryPut(64 + Period + Latest - 1, [1]), Is.True);
        Assert.That(Cycle(events, 64), Is.Empty);
    }

    [Test]
    public void The_bytes_of_a_cycle_stay_until_the_next_one()
    {
        var events = new DueEvents(64, Latest);
        Put(events, 64, 65);
        events.Gather(64, Period);
        Assert.That(events.TryPut(128, [3]), Is.False, "it is full of events that may still be asked for");
        Assert.That(events.Get(0, out _).ToArray(), Is.EqualTo((byte[])[64]));
        events.Gather(128, Period);
        Assert.That(events.TryPut(128, [3]), Is.True);
    }

    private static void Put(DueEvents events, params int[] frames)
    {
        foreach (int frame in frames)
            Assert.That(events.TryPut(frame, [(byte)frame]), Is.True);
    }

    private static List<string> Cycle(DueEvents events, long frame)
    {
        events.Gather(frame, Period);
        var due = new List<string>();
        for (int index = 0; index < events.Count; index++)
        {
            string data = Convert.ToHexString(events.Get(index, out uint time));
            due.Add($"{time}: {data}");
        }
        return due;
    }

    // An event without data takes less room than any other: more of them than there are places would come out of one cycle.
    [Test]
    [Property("Defect", "Fault-28")]
    public void An_event_without_data_is_refused()
    {
        var events = new DueEvents(capacity: 64, latest: 100);
        Assert.That(events.TryPut(0, []), Is.False);
        events.Gather(0, 64);
        Assert.That(events.Count, Is.Zero);
    }
}

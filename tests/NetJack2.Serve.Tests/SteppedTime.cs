// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Serve.Tests;

/// <summary>A clock that a test moves. What waits for it continues in the call that moves it.</summary>
internal sealed class SteppedTime : TimeProvider
{
    private readonly List<Alarm> _alarms = [];
    private readonly Lock _lock = new();
    private long _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>How many wait for it.</summary>
    public int Waiting
    {
        get
        {
            lock (_lock)
                return _alarms.Count;
        }
    }

    public override long GetTimestamp()
    {
        lock (_lock)
            return _now;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Assert.That(period, Is.EqualTo(Timeout.InfiniteTimeSpan), "there are no repeated ones here");
        var alarm = new Alarm(this, callback, state);
        _ = alarm.Change(dueTime, period);
        return alarm;
    }

    /// <summary>Moves it, step by step from one that waits to the next.</summary>
    public void Advance(int milliseconds)
    {
        long end = GetTimestamp() + TimeSpan.FromMilliseconds(milliseconds).Ticks;
        while (true)
        {
            Alarm? next;
            lock (_lock)
            {
                next = _alarms.Where(alarm => alarm.Due <= end).MinBy(alarm => alarm.Due);
                _now = next?.Due ?? end;
                if (next is null)
                    return;
                _ = _alarms.Remove(next);
            }
            next.Ring();
        }
    }

    /// <summary>Moves it like <see cref="Advance"/> once the loop of the feed waits for it.</summary>
    public async Task AdvanceWaitingAsync(int milliseconds)
    {
        for (int attempt = 0; Waiting == 0; attempt++)
        {
            Assert.That(attempt, Is.LessThan(3000), "nothing waits");
            await Task.Delay(10);
        }
        Advance(milliseconds);
    }

    private sealed class Alarm(SteppedTime time, TimerCallback callback, object? state) : ITimer
    {
        public long Due { get; private set; }

        public void Ring() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                _ = time._alarms.Remove(this);
                Due = time._now + dueTime.Ticks;
                if (dueTime != Timeout.InfiniteTimeSpan)
                    time._alarms.Add(this);
            }
            return true;
        }

        public void Dispose()
        {
            lock (time._lock)
                _ = time._alarms.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

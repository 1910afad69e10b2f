// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Serve.Tests;

/// <summary>A clock that a test moves.</summary>
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

    /// <summary>Moves it; what waits for it meanwhile, such as the loop of a feed with clients, waits for it again and again.</summary>
    public async Task AdvanceAsync(int milliseconds)
    {
        long end = EndOf(milliseconds);
        do
        {
            for (int attempt = 0; Waiting == 0; attempt++)
            {
                Assert.That(attempt, Is.LessThan(3000), "nothing waits");
                await Task.Delay(10);
            }
        }
        while (Step(end));
    }

    /// <summary>Moves it where nothing need wait for it any longer, and gives what waited for it time to do something wrong.</summary>
    public async Task AdvanceToEndAsync(int milliseconds)
    {
        long end = EndOf(milliseconds);
        while (Step(end))
            await Task.Delay(100);
    }

    private long EndOf(int milliseconds) => GetTimestamp() + TimeSpan.FromMilliseconds(milliseconds).Ticks;

    // To the first alarm before the end, or to that.
    private bool Step(long end)
    {
        Alarm? next;
        lock (_lock)
        {
            next = _alarms.Where(alarm => alarm.Due <= end).MinBy(alarm => alarm.Due);
            _now = next?.Due ?? end;
            if (next is not null)
                _ = _alarms.Remove(next);
        }
        next?.Ring();
        return next is not null;
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

// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.RealTime.Tests;

public class HandoverTests
{
    [Test]
    public void The_object_in_place_is_entered()
    {
        var handover = new Handover<object>(null);
        Assert.That(handover.Enter(), Is.Null);
        handover.Leave();
        object next = new();
        Assert.That(handover.TryReplace(next, () => { }, out object? previous), Is.True);
        Assert.That(previous, Is.Null);
        Assert.That(handover.Enter(), Is.SameAs(next));
        handover.Leave();
        Assert.That(handover.TryReplace(null, () => { }, out previous), Is.True);
        Assert.That(previous, Is.SameAs(next));
    }

    [Test]
    public void Replacing_wakes_the_cycle_thread_until_it_lets_go()
    {
        object first = new();
        var handover = new Handover<object>(first);
        _ = handover.Enter();
        int wakes = 0;
        bool isFree = handover.TryReplace(
            null,
            () =>
            {
                if (++wakes == 3)
                    handover.Leave();
            },
            out object? previous);
        Assert.That((isFree, previous), Is.EqualTo((true, first)));
        Assert.That(wakes, Is.EqualTo(3));
    }

    [Test]
    public void The_replaced_object_is_no_longer_in_use()
    {
        var handover = new Handover<Tenant>(new Tenant());
        bool isOver = false;
        long entered = 0;
        var cycles = new Thread(() =>
        {
            while (!Volatile.Read(ref isOver))
            {
                if (handover.Enter() is { } tenant)
                {
                    tenant.Use();
                    entered++;
                }
                handover.Leave();
            }
        });
        cycles.Start();
        int violations = 0;
        long end = Environment.TickCount64 + 1000;
        for (int round = 0; Environment.TickCount64 < end; round++)
        {
            _ = handover.TryReplace(round % 5 == 0 ? null : new Tenant(), () => { }, out Tenant? previous);
            if (previous is not null && !previous.Withdraw())
                violations++;
        }
        Volatile.Write(ref isOver, true);
        cycles.Join();
        Assert.That(violations, Is.Zero);
        Assert.That(entered, Is.Positive);
    }

    /// <summary>The thread is blocked in its cycle, or was cancelled in it.</summary>
    [Test]
    [Property("Defect", "Fault-31")]
    public void An_object_that_a_cycle_never_lets_go_is_abandoned_after_some_seconds()
    {
        object first = new(), second = new();
        var handover = new Handover<object>(first);
        _ = handover.Enter();
        int wakes = 0;
        Assert.That(handover.TryReplace(second, () => wakes++, out object? stuck), Is.False);
        Assert.That(stuck, Is.SameAs(first));
        Assert.That(wakes, Is.EqualTo(10_000));
        Assert.That(handover.TryReplace(null, () => { }, out object? next), Is.True, "the next one is in nobody's use");
        Assert.That(next, Is.SameAs(second));
    }

    // Written by its owner: two at a time show.
    private sealed class Tenant
    {
        private int _users;
        private bool _wasDisturbed;

        public void Use()
        {
            int users = Interlocked.Increment(ref _users);
            Thread.SpinWait(20);
            if (users != 1 || Interlocked.Decrement(ref _users) != 0)
                _wasDisturbed = true;
        }

        public bool Withdraw()
        {
            bool wasFree = Interlocked.Increment(ref _users) == 1;
            Thread.SpinWait(20);
            return wasFree && !_wasDisturbed && Volatile.Read(ref _users) == 1;
        }
    }
}

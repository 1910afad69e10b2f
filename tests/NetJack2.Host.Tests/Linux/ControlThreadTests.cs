// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Border;
using NetJack2.Host.Linux;
using NetJack2.RealTime;
using NetJack2.World;

namespace NetJack2.Host.Tests.Linux;

public sealed class ControlThreadTests
{
    [Test]
    public void It_runs_steps_until_it_is_ended_and_closes_last_on_the_caller_s_thread()
    {
        using var stepped = new ManualResetEventSlim();
        using var woken = new ManualResetEventSlim();
        var done = new List<string>();
        Thread? closer = null;
        var thread = new ControlThread(
            "test",
            () =>
            {
                stepped.Set();
                woken.Wait();
            },
            new FaultRecord(),
            new RecordingLog(),
            () =>
            {
                closer = Thread.CurrentThread;
                done.Add("closed");
            },
            () => done.Add("ended"));
        thread.Start();
        Assert.That(stepped.Wait(5000));

        thread.End(Wake, 5000);
        Assert.That(done, Is.EqualTo(["woken", "ended", "closed"]));
        Assert.That(closer, Is.SameAs(Thread.CurrentThread));

        void Wake()
        {
            done.Add("woken");
            woken.Set();
        }
    }

    [Test]
    public void A_thread_that_is_abandoned_closes_by_itself_and_once()
    {
        using var hanging = new ManualResetEventSlim();
        using var isInStep = new ManualResetEventSlim();
        using var isClosed = new CountdownEvent(1);
        var log = new RecordingLog();
        var thread = new ControlThread(
            "test",
            () =>
            {
                isInStep.Set();
                hanging.Wait();
            },
            new FaultRecord(),
            log,
            () => isClosed.Signal());
        thread.Start();
        Assert.That(isInStep.Wait(5000));

        thread.End(() => { }, 20);
        Assert.That(log.Warnings, Is.EqualTo(["The control thread does not end; it is abandoned"]));
        Assert.That(isClosed.IsSet, Is.False, "what a step still uses must not be closed");

        hanging.Set();
        Assert.That(isClosed.Wait(5000));
    }

    [Test]
    [Property("Defect", "Fault-31")]
    public void A_thread_that_is_left_closes_on_its_own_after_the_one_that_left_it_has_woken_it()
    {
        using var stepped = new ManualResetEventSlim();
        using var isClosed = new ManualResetEventSlim();
        var done = new List<string>();
        Thread? closer = null;
        var thread = new ControlThread(
            "test",
            stepped.Set,
            new FaultRecord(),
            new RecordingLog(),
            () =>
            {
                closer = Thread.CurrentThread;
                done.Add("closed");
                isClosed.Set();
            });
        thread.Start();
        Assert.That(stepped.Wait(5000));
        thread.Leave(() =>
        {
            // Long enough for the thread to end meanwhile: it closes what this call uses.
            Thread.Sleep(200);
            done.Add("woken");
        });
        Assert.That(isClosed.Wait(5000));
        Assert.That(done, Is.EqualTo(["woken", "closed"]));
        Assert.That(closer, Is.Not.SameAs(Thread.CurrentThread));
    }

    [Test]
    public void A_step_that_throws_is_counted_and_reported_and_the_thread_goes_on()
    {
        using var second = new ManualResetEventSlim();
        var faults = new FaultRecord();
        var log = new RecordingLog();
        int steps = 0;
        var thread = new ControlThread(
            "test",
            () =>
            {
                if (++steps == 1)
                    throw new InvalidOperationException("the first step");
                second.Set();
            },
            faults,
            log,
            () => { });
        thread.Start();
        Assert.That(second.Wait(5000));
        thread.End(() => { }, 5000);
        Assert.That(faults.Count, Is.EqualTo(1));
        Assert.That(
            log.Warnings, Has.Exactly(1).StartsWith("internal error, please report it: InvalidOperationException in the control thread"));
    }

    // A step that a datagram ends at once must find the thread that its module keeps.
    [Test]
    [Property("Defect", "Fault-31")]
    public void Nothing_runs_before_it_is_started()
    {
        using var stepped = new ManualResetEventSlim();
        ControlThread? kept = null;
        ControlThread? found = null;
        var thread = new ControlThread(
            "test",
            () =>
            {
                found ??= kept;
                stepped.Set();
            },
            new FaultRecord(),
            new RecordingLog(),
            () => { });
        Assert.That(stepped.Wait(50), Is.False);
        kept = thread;
        thread.Start();
        Assert.That(stepped.Wait(5000));
        thread.End(() => { }, 5000);
        Assert.That(found, Is.SameAs(thread));
    }

    // Where there is no memory for a step, there is none for a line about it.
    [Test]
    [Property("Defect", "Fault-01")]
    public void A_failure_that_cannot_be_reported_ends_nothing()
    {
        using var second = new ManualResetEventSlim();
        var faults = new FaultRecord();
        int steps = 0;
        var thread = new ControlThread(
            "test",
            () =>
            {
                if (++steps == 2)
                    second.Set();
                throw new InvalidOperationException("each step");
            },
            faults,
            new FailingLog(),
            () => { });
        thread.Start();
        Assert.That(second.Wait(5000));
        thread.End(() => { }, 5000);
        Assert.That(faults.Count, Is.GreaterThanOrEqualTo(2));
    }

    private sealed class FailingLog : IControlLog
    {
        public void Info(string line) => throw new InvalidOperationException(line);

        public void Warn(string line) => throw new InvalidOperationException(line);
    }
}

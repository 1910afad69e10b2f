namespace NetJack2.Host.Tests;

public sealed class ControlThreadTests
{
    [Test]
    public void It_runs_steps_until_it_is_stopped_and_does_the_last_thing_last()
    {
        using var stepped = new ManualResetEventSlim();
        bool ended = false;
        var thread = new ControlThread("test", stepped.Set, _ => { }, () => ended = true);

        Assert.That(stepped.Wait(5000));
        thread.Stop();

        Assert.That(thread.Join(5000));
        Assert.That(ended);
    }

    [Test]
    public void A_step_that_throws_is_told_and_the_thread_goes_on()
    {
        using var second = new ManualResetEventSlim();
        var told = new List<Exception>();
        int steps = 0;
        var thread = new ControlThread(
            "test",
            () =>
            {
                if (++steps == 1)
                    throw new InvalidOperationException("the first step");
                second.Set();
            },
            told.Add,
            () => { });

        Assert.That(second.Wait(5000));
        thread.Stop();
        Assert.That(thread.Join(5000));
        Assert.That(told, Has.Count.EqualTo(1).And.One.With.Message.EqualTo("the first step"));
    }
}

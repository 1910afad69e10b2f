namespace NetJack2.Resampling.Tests;

/// <summary>The drift loop on a virtual clock: minutes and hours in seconds.</summary>
public class ClockPairTests
{
    [TestCase(256, 256, 300, 1000)]
    [TestCase(256, 256, -300, 1000)]
    [TestCase(64, 480, -300, 1000)]
    [TestCase(128, 1024, 300, 100)]
    [TestCase(1024, 441, -100, 100)]
    public void It_settles_in_15_seconds_and_stays(int near, int far, double ppm, double jitter)
    {
        var simulation = new ClockSimulation(48000, near, far, ppm, jitter, 5);
        simulation.RunTo(15);
        ClockRecord settled = simulation.RunTo(60);
        ClockRecord hour = simulation.RunTo(3600);

        TestContext.Out.WriteLine($"15 s … 60 s: {settled}");
        TestContext.Out.WriteLine($"60 s … 1 h: {hour}");
        Assert.Multiple(() =>
        {
            Assert.That(settled.MostLag - settled.LeastLag, Is.LessThan(2));
            Assert.That(settled.Slope, Is.LessThan(20));
            Assert.That(hour.LeastLag, Is.GreaterThan(-1));
            Assert.That(hour.MostLag, Is.LessThan(1));
            Assert.That(hour.RatioRms, Is.LessThan(1));
            Assert.That(hour.Slope, Is.LessThan(20));
        });
    }

    [TestCase(1024, 1024)]
    [TestCase(1024, 441)]
    public void Few_long_blocks_that_are_late_by_2_ms_need_a_minute(int near, int far)
    {
        var simulation = new ClockSimulation(48000, near, far, 100, 1000, 5);
        simulation.RunTo(60);
        ClockRecord hour = simulation.RunTo(3600);

        TestContext.Out.WriteLine(hour);
        Assert.That(hour.LeastLag, Is.GreaterThan(-1));
        Assert.That(hour.MostLag, Is.LessThan(1));
        Assert.That(hour.RatioRms, Is.LessThan(1));
        Assert.That(hour.Slope, Is.LessThan(20));
    }

    [Test]
    public void The_latency_is_constant_for_a_day()
    {
        var simulation = new ClockSimulation(48000, 1024, 1024, 100, 1000, 6);
        simulation.RunTo(60);
        ClockRecord day = simulation.RunTo(60 + (24 * 3600));

        TestContext.Out.WriteLine(day);
        Assert.That(day.LeastLag, Is.GreaterThan(-1));
        Assert.That(day.MostLag, Is.LessThan(1));
        Assert.That(day.RatioRms, Is.LessThan(1));
    }

    [Test]
    public void A_step_of_the_rate_is_followed_without_bending_the_pitch()
    {
        var simulation = new ClockSimulation(48000, 256, 256, 0, 100, 7);
        simulation.RunTo(60);
        simulation.Far.SetPpm(20);
        ClockRecord step = simulation.RunTo(90);
        ClockRecord after = simulation.RunTo(120);

        TestContext.Out.WriteLine($"step: {step}");
        TestContext.Out.WriteLine($"after: {after}");
        Assert.That(step.Slope, Is.LessThan(20));
        Assert.That(step.MostLag, Is.LessThan(48));
        Assert.That(after.LeastLag, Is.GreaterThan(-1));
        Assert.That(after.MostLag, Is.LessThan(1));
    }

    [Test]
    public void A_thread_that_sleeps_and_loses_nothing_changes_nothing()
    {
        var simulation = new ClockSimulation(48000, 256, 256, 50, 100, 8);
        simulation.RunTo(30);
        simulation.Far.Stall(12e3, lose: false);
        simulation.Near.Stall(12e3, lose: false);
        ClockRecord after = simulation.RunTo(60);

        TestContext.Out.WriteLine(after);
        Assert.That(simulation.Pair.Jumps, Is.Zero);
        Assert.That(after.LeastLag, Is.GreaterThan(-1));
        Assert.That(after.MostLag, Is.LessThan(1));
    }

    [Test]
    public void Frames_that_are_lost_are_noticed()
    {
        var simulation = new ClockSimulation(48000, 256, 256, 50, 1000, 9);
        simulation.RunTo(30);
        simulation.Far.Stall(200e3, lose: true);
        simulation.RunTo(31);

        Assert.That(simulation.Pair.Jumps, Is.EqualTo(1));
        Assert.That(simulation.Pair.IsSteady);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Resampling.Clocks;
using NetJack2.Resampling.Tests.World;

namespace NetJack2.Resampling.Tests;

public class BlockClockTests
{
    // Of the runs in which something changes. Times are in microseconds here, and in seconds in the clock.
    private const int Blocks = 20_000;
    private const int Change = 12_000;
    private const double Period = 256e6 / 48000;

    private const double Second = 1e6;

    [Test]
    public void Lateness_that_grows_with_load_does_not_move_the_line()
    {
        var clock = new BlockClock(48000);
        var random = new Random(1);
        for (int block = 0; block < 20000; block++)
        {
            double load = block > 10000 ? 2000 : 200;
            clock.Add(block * 256L, ((block * 256e6 / 48000) + (random.NextDouble() * load)) / Second);
        }

        Assert.That(clock.TimeOf(20000 * 256L) * Second, Is.EqualTo(20000 * 256e6 / 48000).Within(25));
        Assert.That(clock.FrameAt(clock.TimeOf(12345)), Is.EqualTo(12345).Within(1e-6));
        Assert.That(clock.Jumps, Is.Zero);
    }

    [Test]
    public void Frames_that_were_lost_move_the_line_and_keep_the_rate()
    {
        var clock = new BlockClock(48000);
        for (int block = 0; block < 4000; block++)
            clock.Add(block * 256L, block * 256e6 / 48000 * 1.0001 / Second);
        double period = clock.PeriodSeconds;
        for (int block = 4000; block < 4040; block++)
            clock.Add(block * 256L, ((block * 256e6 / 48000 * 1.0001) + 50e3) / Second);

        Assert.That(clock.Jumps, Is.EqualTo(1));
        Assert.That(clock.PeriodSeconds, Is.EqualTo(period).Within(period * 1e-7));
        Assert.That(clock.TimeOf(4040 * 256L) * Second, Is.EqualTo((4040 * 256e6 / 48000 * 1.0001) + 50e3).Within(1));
    }

    [Test]
    public void One_stamp_that_is_far_too_early_is_not_believed()
    {
        var clock = new BlockClock(48000);
        for (int block = 0; block < 1000; block++)
            clock.Add(block * 256L, ((block * 256e6 / 48000) - (block == 500 ? 20e3 : 0)) / Second);

        Assert.That(clock.Jumps, Is.Zero);
        Assert.That(clock.TimeOf(256000) * Second, Is.EqualTo(256000e6 / 48000).Within(1));
    }

    [TestCase(-200)]
    [TestCase(200)]
    public void Stamps_that_are_all_a_step_earlier_or_later_move_the_line_and_keep_the_rate(double step)
    {
        (BlockClock clock, double worst) = Run(after: block => block >= Change ? step : 0);

        double end = clock.TimeOf(Blocks * 256L) * Second;
        TestContext.Out.WriteLine($"rate within {worst:0.0} ppm, now {end - (Blocks * Period) - step:0} µs");
        Assert.That(clock.Rates, Is.Zero);
        Assert.That(worst, Is.LessThan(6));
        Assert.That(end, Is.EqualTo((Blocks * Period) + step).Within(100));
    }

    [Test]
    public void Steps_to_one_side_that_go_on_and_on_are_a_new_rate()
    {
        (BlockClock clock, _) = Run(after: block => Math.Max(0, block - Change) * Period * 20e-6);

        Assert.That(clock.Rates, Is.EqualTo(1));
        Assert.That((clock.PeriodSeconds * 48e3) - 1, Is.EqualTo(20e-6).Within(2e-6));
    }

    /// <param name="after">By how much a block is later than its nominal time, but for the usual lateness.</param>
    /// <returns>The clock after 107 s, and by how many ppm it was away from the nominal rate, from a second before the change on.</returns>
    private static (BlockClock Clock, double Worst) Run(Func<int, double> after)
    {
        var clock = new BlockClock(48000);
        var random = new Random(4);
        double worst = 0;
        for (int block = 0; block < Blocks; block++)
        {
            clock.Add(block * 256L, ((block * Period) + after(block) + Lateness.Usual(random)) / Second);
            if (block > Change - 200)
                worst = Math.Max(worst, Math.Abs((clock.PeriodSeconds * 48e3) - 1) * 1e6);
        }
        return (clock, worst);
    }
}

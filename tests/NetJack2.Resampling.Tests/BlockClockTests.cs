namespace NetJack2.Resampling.Tests;

public class BlockClockTests
{
    [Test]
    public void Lateness_that_grows_with_load_does_not_move_the_line()
    {
        var clock = new BlockClock(48000);
        var random = new Random(1);
        for (int block = 0; block < 20000; block++)
        {
            double load = block > 10000 ? 2000 : 200;
            clock.Add(block * 256L, (block * 256e6 / 48000) + (random.NextDouble() * load));
        }

        Assert.That(clock.TimeOf(20000 * 256L), Is.EqualTo(20000 * 256e6 / 48000).Within(25));
        Assert.That(clock.FrameAt(clock.TimeOf(12345)), Is.EqualTo(12345).Within(1e-6));
        Assert.That(clock.Jumps, Is.Zero);
    }

    [Test]
    public void Frames_that_were_lost_move_the_line_and_keep_the_rate()
    {
        var clock = new BlockClock(48000);
        for (int block = 0; block < 4000; block++)
            clock.Add(block * 256L, block * 256e6 / 48000 * 1.0001);
        double period = clock.Period;
        for (int block = 4000; block < 4040; block++)
            clock.Add(block * 256L, (block * 256e6 / 48000 * 1.0001) + 50e3);

        Assert.That(clock.Jumps, Is.EqualTo(1));
        Assert.That(clock.Period, Is.EqualTo(period).Within(period * 1e-7));
        Assert.That(clock.TimeOf(4040 * 256L), Is.EqualTo((4040 * 256e6 / 48000 * 1.0001) + 50e3).Within(1));
    }

    [Test]
    public void One_stamp_that_is_far_too_early_is_not_believed()
    {
        var clock = new BlockClock(48000);
        for (int block = 0; block < 1000; block++)
            clock.Add(block * 256L, (block * 256e6 / 48000) - (block == 500 ? 20e3 : 0));

        Assert.That(clock.Jumps, Is.Zero);
        Assert.That(clock.TimeOf(256000), Is.EqualTo(256000e6 / 48000).Within(1));
    }
}

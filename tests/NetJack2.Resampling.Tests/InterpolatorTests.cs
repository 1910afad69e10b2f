// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Resampling.Filters;

namespace NetJack2.Resampling.Tests;

public class InterpolatorTests
{
    private const double Turns = 997 / 48000.0;

    [Test]
    public void Every_channel_has_its_own_signal([Values(1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 255)] int channels)
    {
        var interpolator = new Interpolator(channels, ResamplingQuality.High, 1, 300, 101);
        Feed(interpolator, 300);
        var position = new FramePosition(100, 0.3);

        Assert.That(interpolator.Render(ref position, 1.0003, 0, 101), Is.EqualTo(101));
        for (int channel = 0; channel < channels; channel++)
        {
            for (int frame = 0; frame < 101; frame++)
                Assert.That(interpolator.Output(channel, 101)[frame], Is.EqualTo(Signal(channel, 100.3 + (frame * 1.0003))).Within(2e-7));
        }
    }

    [Test]
    public void All_vector_widths_give_the_same_result(
        [Values(128, 256, 512)] int width, [Values] ResamplingQuality quality, [Values(0.25, 0.9, 1, 1.0884, 4)] double ratio)
    {
        Interpolator[] both = [new(3, quality, ratio, 4000, 333, 128), new(3, quality, ratio, 4000, 333, width)];
        foreach (Interpolator interpolator in both)
        {
            Feed(interpolator, 4000);
            var position = new FramePosition(1000, 0.7);
            Assert.That(interpolator.Render(ref position, 1 / ratio, 1e-6, 333), Is.EqualTo(333));
        }

        for (int channel = 0; channel < 3; channel++)
            Assert.That(both[1].Output(channel, 333).ToArray(), Is.EqualTo(both[0].Output(channel, 333).ToArray()).Within(1e-7f));
    }

    [Test]
    public void The_delay_is_the_published_one([Values] ResamplingQuality quality, [Values(0.25, 1, 4)] double ratio)
    {
        var interpolator = new Interpolator(1, quality, ratio, 4000, 1);
        Feed(interpolator, 4000);
        var last = new FramePosition(3999 - interpolator.Delay, 0.999);
        var tooLate = new FramePosition(4000 - interpolator.Delay, 0);

        Assert.That(interpolator.Render(ref last, 1, 0, 1), Is.EqualTo(1));
        Assert.That(interpolator.Render(ref tooLate, 1, 0, 1), Is.Zero);
        Assert.That(tooLate, Is.EqualTo(new FramePosition(4000 - interpolator.Delay, 0)));
    }

    // In a JACK cycle only what can be read is cleared.
    [Test]
    [Property("Defect", "Fault-29")]
    public void After_a_reset_nothing_is_left_of_what_came_before([Values(1, 3)] int channels)
    {
        var used = new Interpolator(channels, ResamplingQuality.High, 1, 300, 101);
        for (int block = 0; block < 20; block++)
            Feed(used, 300);
        used.Reset(0);
        var fresh = new Interpolator(channels, ResamplingQuality.High, 1, 300, 101);
        foreach (Interpolator interpolator in new[] { used, fresh })
        {
            Feed(interpolator, 300);
            var position = new FramePosition(10, 0.3);
            Assert.That(interpolator.Render(ref position, 1.0003, 0, 101), Is.EqualTo(101));
        }
        for (int channel = 0; channel < channels; channel++)
            Assert.That(used.Output(channel, 101).ToArray(), Is.EqualTo(fresh.Output(channel, 101).ToArray()));
    }

    [Test]
    public void What_is_no_longer_kept_is_not_rendered()
    {
        var interpolator = new Interpolator(1, ResamplingQuality.LowestDelay, 1, 64, 8);
        for (int block = 0; block < 50; block++)
            Feed(interpolator, 64);
        var position = new FramePosition(10, 0);

        Assert.That(interpolator.Render(ref position, 1, 0, 8), Is.Zero);
    }

    [TestCase(float.NaN)]
    [TestCase(float.PositiveInfinity)]
    public void What_is_no_number_is_silence_and_does_not_stay(float hostile)
    {
        var interpolator = new Interpolator(1, ResamplingQuality.High, 1, 256, 100);
        var samples = new float[255];
        samples.AsSpan().Fill(hostile);
        interpolator.Write(0, samples);
        interpolator.Commit(255);
        var position = new FramePosition(100, 0.5);

        Assert.That(interpolator.Render(ref position, 1, 0, 100), Is.EqualTo(100));
        Assert.That(interpolator.Output(0, 100).ToArray(), Is.All.Zero);
    }

    [Test]
    public void Numbers_of_frames_may_be_those_of_a_year()
    {
        float[] now = FromFrame(0);

        Assert.That(FromFrame(48000L * 3600 * 24 * 366), Is.EqualTo(now));
        Assert.That(now[5], Is.EqualTo(Signal(0, 105.25)).Within(2e-7));

        static float[] FromFrame(long first)
        {
            var interpolator = new Interpolator(1, ResamplingQuality.High, 1, 256, 10);
            interpolator.Reset(first);
            interpolator.Write(0, [.. Enumerable.Range(0, 256).Select(frame => (float)Signal(0, frame))]);
            interpolator.Commit(256);
            var position = new FramePosition(first + 100, 0.25);
            Assert.That(interpolator.Render(ref position, 1, 0, 10), Is.EqualTo(10));
            return interpolator.Output(0, 10).ToArray();
        }
    }

    [TestCase(0, 3, 1.0)]
    [TestCase(256, 3, 1.0)]
    [TestCase(1, 5, 1.0)]
    [TestCase(1, 3, 0.2)]
    [TestCase(1, 3, 4.5)]
    public void Bad_arguments_are_refused(int channels, int quality, double ratio)
        => Assert.That(
            () => new Interpolator(channels, (ResamplingQuality)quality, ratio, 1, 1), Throws.InstanceOf<ArgumentOutOfRangeException>());

    private static void Feed(Interpolator interpolator, int frames)
    {
        var samples = new float[frames];
        for (int channel = 0; channel < interpolator.Channels; channel++)
        {
            for (int frame = 0; frame < frames; frame++)
                samples[frame] = (float)Signal(channel, interpolator.End + frame);
            interpolator.Write(channel, samples);
        }
        interpolator.Commit(frames);
    }

    private static double Signal(int channel, double frame)
        => 0.5 * Math.Sin((2 * Math.PI * Math.IEEERemainder(Turns * frame, 1)) + channel);
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Resampling.Bridge;

namespace NetJack2.Resampling.Tests;

public class RingReaderTests
{
    private const int Fade = 8;

    [Test]
    public void What_was_written_is_read_across_the_end_of_the_ring()
    {
        var ring = new FrameRing(2, 16, 8);
        var reader = new RingReader(ring, 8, Fade);
        for (long frame = 0; frame < 200; frame += 8)
        {
            Write(ring, frame, 8);
            float[] read = Read(reader, frame, 8);
            for (int at = 0; at < 8 && frame >= Fade; at++)
                Assert.That(read[at], Is.EqualTo(frame + at + 1));
        }
    }

    [Test]
    public void A_hole_fades_out_backwards_and_what_follows_fades_in()
    {
        var ring = new FrameRing(2, 64, 32);
        var reader = new RingReader(ring, 32, Fade);
        Write(ring, 0, 16);
        _ = Read(reader, 0, 16);
        float[] hole = Read(reader, 16, 16);
        ring.Begin(32);
        Write(ring, 32, 16);
        float[] after = Read(reader, 32, 16);

        Assert.Multiple(() =>
        {
            Assert.That(hole[0], Is.EqualTo(16 * Bridge.Fade.Gain(Fade - 1, Fade)));
            Assert.That(hole[1], Is.EqualTo(15 * Bridge.Fade.Gain(Fade - 2, Fade)));
            Assert.That(hole[(Fade - 1)..], Is.All.Zero);
            Assert.That(after[0], Is.EqualTo(33 * Bridge.Fade.Gain(1, Fade)));
            Assert.That(after[Fade], Is.EqualTo(32 + Fade + 1));
            Assert.That(reader.Holes, Is.EqualTo(1));
        });
    }

    [Test]
    public void What_has_been_overwritten_is_not_there()
    {
        var ring = new FrameRing(2, 16, 8);
        for (long frame = 0; frame < 64; frame += 8)
            Write(ring, frame, 8);

        Assert.That(Read(new RingReader(ring, 8, Fade), 32, 8), Is.All.Zero);
    }

    private static void Write(FrameRing ring, long frame, int frames)
    {
        ring.Write(1, frame, [.. Enumerable.Range(1, frames).Select(at => (float)(frame + at))]);
        ring.Publish(frame + frames);
    }

    private static float[] Read(RingReader reader, long frame, int frames)
    {
        var samples = new float[frames];
        reader.Prepare(frame, frames);
        reader.Read(1, samples);
        return samples;
    }
}

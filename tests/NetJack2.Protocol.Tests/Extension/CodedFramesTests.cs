// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Extension;

namespace NetJack2.Protocol.Tests.Extension;

public class CodedFramesTests
{
    private static readonly Gen<CodedFrames> s_frames = Gen.Select(Gen.Int[1, 8192], Gen.OneOf(120, 240))
        .Select((period, size) => new CodedFrames(period, size));

    [TestCase(64, 120, 112, Description = "docs/protocol-extension.md")]
    [TestCase(128, 120, 112)]
    [TestCase(256, 120, 112)]
    [TestCase(441, 120, 117)]
    [TestCase(1024, 120, 112)]
    [TestCase(240, 240, 0)]
    [TestCase(480, 240, 0)]
    [TestCase(120, 120, 0)]
    public void The_delay_for_a_period_is(int period, int frameSize, int delay)
    {
        Assert.That(CodedFrames.FrameSizeFor(period), Is.EqualTo(frameSize));
        Assert.That(new CodedFrames(period, frameSize).Delay, Is.EqualTo(delay));
    }

    [Test]
    public void What_a_cycle_holds_back_and_completes_adds_up()
        => Gen.Select(s_frames, Gen.UInt[0, uint.MaxValue - 1], Gen.Int[0, 254]).Sample((frames, cycle, port) =>
            frames.Held(cycle, port) + frames.Period == (frames.Completed(cycle, port) * frames.FrameSize) + frames.Held(cycle + 1, port)
            && frames.Completed(cycle, port) <= frames.MaxFrames);

    // Before a cycle, Delay - Held samples are there to be played; with those that it completes there is always a period.
    [Test]
    public void The_delay_is_enough_in_every_cycle_and_no_more_than_needed()
        => s_frames.Sample(frames =>
        {
            int[] left = [.. Enumerable.Range(0, frames.FrameSize).Select(cycle =>
                frames.Delay - frames.Held((uint)cycle, 0) + (frames.Completed((uint)cycle, 0) * frames.FrameSize) - frames.Period)];
            return left.Min() == 0;
        });

    [TestCase(2, 2, Description = "64 frames: a codec frame is full in 8 of 15 cycles, in turns")]
    [TestCase(15, 8)]
    [TestCase(30, 16)]
    public void The_ports_take_turns(int ports, int most)
        => Assert.That(new CodedFrames(64, 120).MostCompleted(ports), Is.EqualTo(most));

    [TestCase(128, 120, 48_000, 40)]
    [TestCase(128, 240, 48_000, 80)]
    [TestCase(64, 120, 44_100, 24)]
    [TestCase(8, 120, 48_000, 12)]
    [TestCase(512, 240, 8000, 1272)]
    public void A_frames_code_takes(int kilobits, int frameSize, int sampleRate, int size)
        => Assert.That(CodedFrames.CodeSizeFor(kilobits, frameSize, sampleRate), Is.EqualTo(size));
}

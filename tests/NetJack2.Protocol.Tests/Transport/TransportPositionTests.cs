// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Transport;

namespace NetJack2.Protocol.Tests.Transport;

public class TransportPositionTests
{
    private const int Rate = 48_000;

    private static readonly TransportPosition s_start = new()
    {
        Frame = 48_000,
        Fields = PositionFields.Beat,
        Bar = 1,
        Beat = 3,
        Tick = 0,
        BarStartTick = 0,
        TicksPerBeat = 1920,
        BeatsPerMinute = 60,
        BeatsPerBar = 4,
        BeatType = 4,
    };

    [TestCase(0, 1, 3, 0, 0)]
    [TestCase(24_000, 1, 3, 960, 0)]
    [TestCase(48_000, 1, 4, 0, 0)]
    [TestCase(96_000, 2, 1, 0, 7680)]
    [TestCase(48_000 * 400, 101, 3, 0, 7680 * 100)]
    [TestCase(-24_000, 1, 2, 960, 0)]
    [TestCase(-48_000 * 3, 0, 4, 0, -7680)]
    public void The_beat_goes_on_with_the_frames(int frames, int bar, int beat, int tick, double barStartTick)
    {
        TransportPosition later = s_start.After(frames, Rate);
        Assert.That(
            (later.Frame, later.Bar, later.Beat, later.Tick, later.BarStartTick),
            Is.EqualTo((48_000 + (uint)frames, bar, beat, tick, barStartTick)));
    }

    [Test]
    public void A_fraction_of_a_tick_is_kept_where_there_is_a_place_for_it()
    {
        TransportPosition exact = s_start with { Fields = PositionFields.Beat | PositionFields.ExactTick, ExactTick = 0.5 };
        Assert.That(exact.After(15, Rate).ExactTick, Is.EqualTo(1.1).Within(1e-9));
        Assert.That(exact.After(15, Rate).Tick, Is.EqualTo(1));
        Assert.That(s_start.After(15, Rate).ExactTick, Is.Zero);
    }

    [Test]
    public void Many_small_steps_lead_where_one_leads()
        => Gen.Select(Gen.Int[1, 8192], Gen.Int[1, 200], Gen.Double[20, 300]).Sample((period, steps, tempo) =>
        {
            TransportPosition exact = s_start with { Fields = PositionFields.Beat | PositionFields.ExactTick, BeatsPerMinute = tempo };
            TransportPosition stepped = exact;
            for (int step = 0; step < steps; step++)
                stepped = stepped.After(period, Rate);
            TransportPosition direct = exact.After(period * steps, Rate);
            return stepped.Frame == direct.Frame && Math.Abs(Ticks(stepped) - Ticks(direct)) < 0.01;
        });

    [Test]
    public void Times_go_on_and_the_distance_to_a_video_frame_is_no_longer_known()
    {
        TransportPosition position = new()
        {
            Fields = PositionFields.Timecode | PositionFields.VideoOffset,
            FrameTime = 1,
            NextTime = 2,
            VideoOffset = 7,
        };
        TransportPosition later = position.After(24_000, Rate);
        Assert.That((later.FrameTime, later.NextTime, later.Fields), Is.EqualTo((1.5, 2.5, PositionFields.Timecode)));
    }

    [Test]
    public void A_frame_wraps_around()
        => Assert.That(new TransportPosition { Frame = uint.MaxValue }.After(2, Rate).Frame, Is.EqualTo(1));

    [Test]
    public void A_beat_offset_or_an_exact_tick_means_nothing_without_a_beat()
    {
        TransportPosition position = new() { Fields = PositionFields.BeatOffset | PositionFields.ExactTick, BeatOffset = 1, ExactTick = 1 };
        Assert.That(position.IsValid, Is.False);
        Assert.That(position.Cleaned(), Is.EqualTo(default(TransportPosition)));
    }

    private static double Ticks(TransportPosition position)
        => position.BarStartTick + ((position.Beat - 1) * position.TicksPerBeat) + position.ExactTick;
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Concealment;
using NetJack2.Link.Cycles;
using NetJack2.RealTime;

namespace NetJack2.Link.Tests.Concealment;

public class PortConcealerTests
{
    private const int Rate = 48_000;

    private static readonly ConcealmentTimes s_times = new(Rate);
    private static readonly double[] s_chord = [65.4, 130.8, 164.8, 196.0];

    [Test]
    public void What_has_come_is_not_changed()
    {
        float[] sound = Sine(440, Rate);
        float[] heard = Play(sound);
        Assert.That(heard[s_times.LongestBlend..], Is.EqualTo(sound[s_times.LongestBlend..]));
    }

    // No step is larger than those that the sound makes itself, but for what a cross-fade adds between two sounds at their furthest.
    [Test]
    public void A_gap_makes_no_step_that_the_sound_does_not_make_itself(
        [Values(50, 97, 440, 997, 3000, 9000)] double pitch, [Values(16, 64, 256, 350, 1024, 2000, 4000)] int length,
        [Values(0, 7, 31)] int shift)
    {
        float[] sound = Sine(pitch, Rate);
        int start = (Rate / 2) + shift;
        float[] heard = Play(sound, new FrameRange(start, start + length));
        Assert.That(LargestStep(heard), Is.LessThanOrEqualTo((LargestStep(sound) * 1.1f) + (2 * 1.5f / s_times.LongestBlend)));
    }

    [Test]
    public void A_short_gap_in_a_steady_tone_is_hardly_a_change([Values(110, 440, 1000)] double pitch, [Values(64, 256, 480)] int length)
    {
        float[] sound = Sine(pitch, Rate);
        float[] heard = Play(sound, new FrameRange(24_001, 24_001 + length));
        float worst = 0;
        for (int frame = 24_001; frame < 24_001 + length + s_times.LongestBlend; frame++)
            worst = Math.Max(worst, Math.Abs(heard[frame] - sound[frame]));
        Assert.That(worst, Is.LessThan(0.1f), "-20 dB; a gap of silence would be 0 dB");
    }

    [TestCase(1000)]
    [TestCase(2880)]
    public void Lost_frames_and_the_blend_behind_them_are_all_that_changes(int length)
    {
        float[] sound = Sine(440, Rate);
        var gap = new FrameRange(20_000, 20_000 + length);
        float[] heard = Play(sound, gap);
        Assert.That(heard[s_times.LongestBlend..gap.Start], Is.EqualTo(sound[s_times.LongestBlend..gap.Start]));
        Assert.That(heard[(gap.End + s_times.LongestBlend)..], Is.EqualTo(sound[(gap.End + s_times.LongestBlend)..]));
    }

    [Test]
    public void The_level_stays_for_10_ms_and_is_zero_after_60()
    {
        float[] sound = Sine(440, Rate);
        float[] heard = Play(sound, new FrameRange(24_000, 34_000));
        Assert.That(Peak(heard.AsSpan(24_000, 480)), Is.EqualTo(1).Within(0.02));
        Assert.That(Peak(heard.AsSpan(24_000 + 1680, 200)), Is.EqualTo(0.5).Within(0.1), "half way");
        Assert.That(heard[(24_000 + 2880)..34_000], Is.All.Zero);
    }

    [Test]
    public void Sound_that_is_back_after_silence_fades_in()
    {
        float[] sound = new float[4_000];
        Array.Fill(sound, 1);
        float[] heard = Play(sound);
        Assert.That(LargestStep(heard), Is.LessThanOrEqualTo(1.5f / s_times.LongestBlend));
        Assert.That(heard[s_times.LongestBlend], Is.EqualTo(1));
    }

    [Test]
    public void Gap_upon_gap_makes_no_step([Values(1, 2, 3, 4)] int seed)
    {
        float[] sound = Chord();
        var random = new Random(seed);
        var gaps = new List<FrameRange>();
        for (int frame = 5_000; frame < 90_000; frame += random.Next(1, 1_500))
        {
            gaps.Add(new FrameRange(frame, frame + random.Next(1, 1_000)));
            frame = gaps[^1].End;
        }
        float[] heard = Play(sound, [.. gaps]);
        // The shortest blend, of two sounds of this loudness at their furthest.
        Assert.That(
            LargestStep(heard), Is.LessThanOrEqualTo((LargestStep(sound) * 1.1f) + (2 * Peak(sound) * 1.5f / s_times.ShortestBlend)));
        Assert.That(Peak(heard), Is.LessThan(2 * Peak(sound)));
    }

    [TestCase(float.NaN)]
    [TestCase(float.PositiveInfinity)]
    [TestCase(float.MaxValue)]
    public void What_is_no_sound_is_not_repeated(float value)
    {
        float[] sound = Sine(440, 10_000);
        sound[4_990] = value;
        float[] heard = Play(sound, new FrameRange(5_000, 6_000));
        Assert.That(heard[5_000..6_000], Is.All.Zero);
        Assert.That(heard[6_000..], Has.All.InRange(-1f, 1f));
    }

    [Test]
    public void What_was_made_up_is_counted()
    {
        PortConcealer port = NewPort();
        float[] sound = Sine(440, 2_000);
        _ = port.Receive(sound);
        Assert.That(port.Conceal(new float[1_000]), Is.EqualTo(1_000));
        Assert.That(port.Conceal(new float[5_000]), Is.EqualTo(1_880), "then it is silent");
        Assert.That(port.Receive(Sine(440, 2_000)), Is.InRange(s_times.LongestBlend - 8, s_times.LongestBlend));
        Assert.That(port.Receive(Sine(440, 2_000)), Is.Zero);
    }

    [Test]
    public void Where_there_is_no_time_for_a_search_there_is_no_step_either()
    {
        var match = Match(s_times);
        float[] sound = Sine(97, 4_800);
        for (int number = 0; number < 100; number++)
        {
            var port = NewPort(s_times, match);
            float[] heard = [.. sound];
            _ = port.Receive(heard.AsSpan(0, 3_000));
            _ = port.Conceal(heard.AsSpan(3_000, 600));
            _ = port.Receive(heard.AsSpan(3_600));
            Assert.That(LargestStep(heard), Is.LessThanOrEqualTo((LargestStep(sound) * 1.1f) + (2 * 1.5f / s_times.LongestBlend)));
        }
    }

    [TestCase(8_000)]
    [TestCase(44_100)]
    [TestCase(192_000)]
    public void Any_sample_rate_will_do(int rate)
    {
        var times = new ConcealmentTimes(rate);
        float[] sound = [.. Enumerable.Range(0, rate / 2).Select(frame => (float)Math.Sin(2 * Math.PI * 300 * frame / rate))];
        float[] heard = Play(times, sound, new FrameRange(rate / 4, (rate / 4) + (rate / 200)));
        for (int frame = rate / 4; frame < (rate / 4) + (rate / 100); frame++)
            Assert.That(heard[frame], Is.EqualTo(sound[frame]).Within(0.2));
    }

    private static WaveMatch Match(ConcealmentTimes times) =>
        new(times, new NativeArray<float>(WaveMatch.SizeFor(times), isCleared: true), place: 0);

    private static PortConcealer NewPort() => NewPort(s_times, Match(s_times));

    private static PortConcealer NewPort(ConcealmentTimes times, WaveMatch match) =>
        new(times, match, new NativeArray<float>(PortConcealer.SizeFor(times), isCleared: true), start: 0);

    private static float[] Play(float[] sound, params FrameRange[] gaps) => Play(s_times, sound, gaps);

    // In cycles of 256 frames, as a link plays it.
    private static float[] Play(ConcealmentTimes times, float[] sound, params FrameRange[] gaps)
    {
        var match = Match(times);
        var port = NewPort(times, match);
        float[] heard = [.. sound];
        for (int cycle = 0; cycle < heard.Length; cycle += 256)
        {
            int end = Math.Min(cycle + 256, heard.Length);
            match.BeginCycle();
            for (int frame = cycle; frame < end;)
            {
                bool isLost = gaps.Any(gap => gap.Start <= frame && frame < gap.End);
                int next = isLost
                    ? gaps.First(gap => gap.Start <= frame && frame < gap.End).End
                    : gaps.Where(gap => gap.Start > frame).Select(gap => gap.Start).DefaultIfEmpty(end).Min();
                next = Math.Min(next, end);
                Span<float> samples = heard.AsSpan(frame, next - frame);
                _ = isLost ? port.Conceal(samples) : port.Receive(samples);
                frame = next;
            }
        }
        return heard;
    }

    private static float[] Sine(double pitch, int frames)
        => [.. Enumerable.Range(0, frames).Select(frame => (float)Math.Sin(2 * Math.PI * pitch * frame / Rate))];

    private static float[] Chord() =>
        [.. Enumerable.Range(0, 2 * Rate).Select(frame => (float)s_chord.Sum(pitch => Math.Sin(2 * Math.PI * pitch * frame / Rate) / 4))];

    private static float LargestStep(ReadOnlySpan<float> samples)
    {
        float largest = 0;
        for (int frame = 1; frame < samples.Length; frame++)
            largest = Math.Max(largest, Math.Abs(samples[frame] - samples[frame - 1]));
        return largest;
    }

    private static float Peak(ReadOnlySpan<float> samples)
    {
        float peak = 0;
        foreach (float sample in samples)
            peak = Math.Max(peak, Math.Abs(sample));
        return peak;
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Resampling.Filters;

namespace NetJack2.Resampling.Tests;

public class FramePositionTests
{
    [TestCase(0.75, 0.5, 1, 0.25)]
    [TestCase(0.25, -0.5, -1, 0.75)]
    [TestCase(0.5, 7, 7, 0.5)]
    [TestCase(0.5, -7.5, -7, 0)]
    public void Frames_are_added_and_taken_away(double fraction, double frames, long expectedFrame, double expectedFraction)
        => Assert.That(new FramePosition(0, fraction).Plus(frames), Is.EqualTo(new FramePosition(expectedFrame, expectedFraction)));

    [Test]
    public void A_fraction_is_never_1()
        => Assert.That(new FramePosition(5, 0).Plus(-1e-20), Is.EqualTo(new FramePosition(5, 0)));

    [Test]
    public void Differences_of_great_numbers_are_exact()
        => Assert.That(new FramePosition(1L << 50, 0.25).Minus(new FramePosition((1L << 50) - 1, 0.5)), Is.EqualTo(0.75));
}

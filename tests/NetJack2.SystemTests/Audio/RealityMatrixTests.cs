// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts.Pairs;

namespace NetJack2.SystemTests.Audio;

/// <summary>Stock servers, our modules and the originals in every pairing: each frame is checked.</summary>
[TestFixture]
[Category("Matrix")]
public class RealityMatrixTests : SystemTest
{
    [TestCaseSource(typeof(RealityMatrix), nameof(RealityMatrix.OursOnly))]
    [TestCaseSource(typeof(RealityMatrix), nameof(RealityMatrix.AsynchronousMaster))]
    public async Task Between_ours_every_frame_returns_after_the_published_latency(NetPairOptions options)
    {
        LoopResult result = await Attempts.LoopAsync(options);
        Assert.That(result.IsPerfect, Is.True, result.Summary);
        AssertLag(result, options);
    }

    [TestCaseSource(typeof(RealityMatrix), nameof(RealityMatrix.Mixed))]
    public async Task With_one_original_every_frame_that_it_sends_returns_after_the_published_latency(NetPairOptions options)
        => AssertAllThatIsSentReturns(await Attempts.LoopAsync(options, result => IsAllThatIsSent(result, options)), options);

    [TestCaseSource(typeof(RealityMatrix), nameof(RealityMatrix.OriginalsOnly))]
    public async Task The_yardstick_measures_the_originals_as_their_specification_says(NetPairOptions options)
        => AssertAllThatIsSentReturns(await Attempts.LoopAsync(options, result => IsAllThatIsSent(result, options)), options);

    private static void AssertAllThatIsSentReturns(LoopResult result, NetPairOptions options)
    {
        Assert.That(IsAllThatIsSent(result, options), Is.True, result.Summary);
        AssertLag(result, options);
    }

    private static bool IsAllThatIsSent(LoopResult result, NetPairOptions options)
        => result is { Frames: > 0, GlitchFrames: 0, Undecodable: 0 }
            && result.SilentFrames == result.Frames / options.Period * OriginalFloatLayout.FramesNeverSent(options.Period, options.Channels);

    private static void AssertLag(LoopResult result, NetPairOptions options)
        => Assert.Multiple(() =>
        {
            Assert.That(result.Lag, Is.EqualTo(options.ExpectedLag), result.Summary);
            Assert.That(result.PublishedLatency, Is.EqualTo(result.Lag).Within(1), "published, in integers of half the round trip each");
        });
}

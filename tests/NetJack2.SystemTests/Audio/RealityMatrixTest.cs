// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts.Pairs;

namespace NetJack2.SystemTests.Audio;

/// <summary>Stock servers, the modules of netjack2-cs and of jack2 in every pairing: each frame is checked.</summary>
public abstract class RealityMatrixTest : SystemTest
{
    /// <summary>Each frame that each slave's peer sends returns after exactly the latency that the ports publish.</summary>
    private protected static async Task AssertEveryFrameReturnsAsync(NetPairOptions[] slaves)
    {
        IReadOnlyList<LoopResult> results = await Attempts.RepeatAsync(slaves[0], async () =>
        {
            await using SlaveGroup group = await SlaveGroup.StartAsync(slaves);
            int before = group.XrunLines;
            IReadOnlyList<LoopResult> run = await group.LoopAsync();
            bool isGood = run.Zip(slaves).All(pair => IsAllThatIsSent(pair.First, pair.Second));
            int xruns = run.Max(loop => loop.Xruns) + group.XrunLines - before;
            return (run, xruns, isGood, string.Join("; ", run.Select(loop => loop.Summary)));
        });
        foreach (var (result, options) in results.Zip(slaves))
        {
            Assert.Multiple(() =>
            {
                Assert.That(IsAllThatIsSent(result, options), Is.True, result.Summary);
                Assert.That(result.Lag, Is.EqualTo(options.ExpectedLag), result.Summary);
                Assert.That(result.PublishedLatency, Is.EqualTo(result.Lag).Within(1), "in integers of half the round trip");
            });
        }
    }

    private static bool IsAllThatIsSent(LoopResult result, NetPairOptions options)
    {
        bool isNetJack2Cs = options.Manager.IsNetJack2Cs && options.Driver.IsNetJack2Cs;
        int missing = isNetJack2Cs ? 0 : Jack2FloatLayout.FramesNeverSent(options.Period, options.Channels);
        return result is { Frames: > 0, GlitchFrames: 0, Undecodable: 0 }
            && result.SilentFrames == result.Frames / options.Period * missing;
    }
}

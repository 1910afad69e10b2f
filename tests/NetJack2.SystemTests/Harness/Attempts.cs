// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.TestHosts.Pairs;

namespace NetJack2.SystemTests.Harness;

/// <summary>Runs that a busy machine may spoil: an xrun that a server itself tells of makes a run count for nothing.</summary>
internal static class Attempts
{
    private const int Most = 4;

    /// <summary>One pair, measured for a while; again with a new pair when the machine was late and it shows.</summary>
    public static async Task<LoopResult> LoopAsync(NetPairOptions options)
    {
        int xruns = 0;
        LoopResult result = await RepeatAsync(options, async () =>
        {
            await using NetPair pair = await NetPair.StartAsync(options);
            var run = await MeasureAsync(pair, () => pair.LoopAsync());
            xruns = run.Xruns;
            return run;
        });
        bool hasOriginal = !options.Manager.IsOurs || !options.Driver.IsOurs;
        if (hasOriginal && xruns > 0 && !result.IsPerfect) Assert.Inconclusive($"an original does not find back after an xrun (D-20): {result.Summary}");
        return result;
    }

    /// <summary>The same with a pair that stands already.</summary>
    public static Task<LoopResult> LoopAsync(NetPair pair) => LoopAsync(pair, pair.Options);

    /// <summary>The same with a pair that has been changed since it was started.</summary>
    /// <param name="now">What it is now.</param>
    public static Task<LoopResult> LoopAsync(NetPair pair, NetPairOptions now) => RepeatAsync(now, () => MeasureAsync(pair, () => pair.LoopAsync()));

    /// <param name="run">One run: its result, the xruns in it, whether it is as it should be, a line about it.</param>
    public static async Task<T> RepeatAsync<T>(NetPairOptions options, Func<Task<(T Result, int Xruns, bool IsGood, string Summary)>> run)
    {
        for (int attempt = 1; ; attempt++)
        {
            var (result, xruns, isGood, summary) = await run();
            await TestContext.Out.WriteLineAsync($"run {attempt}: {summary}{(xruns > 0 ? $" — {xruns} xruns told by the servers" : "")}");
            // Without latency an answer that is late by a wake-up is a gap, and the server has no reason to speak of an xrun.
            bool isSpoiled = xruns > 0 || options.Latency == 0;
            if (isGood || !isSpoiled) return result;
            if (attempt == Most)
            {
                if (await Machine.IsLateAsync(options.Period)) Assert.Inconclusive($"this machine is late without a network too: {summary}");
                return result;
            }

            await Task.Delay(TimeSpan.FromSeconds(attempt));
        }
    }

    /// <summary>Asserts that a run is good, if need be the one after some that the machine has spoiled. For runs of many seconds: a control run of three says little of them.</summary>
    /// <param name="period">Of the servers.</param>
    /// <param name="run">One run: the xruns in it, whether it is as it should be, a line about it.</param>
    public static async Task AssertAsync(int period, Func<Task<(int Xruns, bool IsGood, string Summary)>> run)
    {
        var (xruns, isGood, summary) = await RepeatAsync(Pairings.OursOnly with { Period = period }, async () =>
        {
            var one = await run();
            return (one, one.Xruns, one.IsGood, one.Summary);
        });
        if (!isGood && xruns > 0) Assert.Inconclusive($"this machine is late: {summary}");
        Assert.That(isGood, Is.True, summary);
    }

    public static async Task<(LoopResult Result, int Xruns, bool IsGood, string Summary)> MeasureAsync(NetPair pair, Func<Task<LoopResult>> loop)
    {
        int before = pair.XrunLines;
        LoopResult result = await loop();
        return (result, result.Xruns + pair.XrunLines - before, result.IsPerfect, result.Summary);
    }
}

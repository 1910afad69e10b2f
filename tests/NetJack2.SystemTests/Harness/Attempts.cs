// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Witnesses;

namespace NetJack2.SystemTests.Harness;

/// <summary>Runs that a late machine may spoil.</summary>
/// <remarks>
/// A bad run is repeated only if plain servers without modules of netjack2-cs were late while it ran. An xrun that the servers under test
/// report is no excuse: the modules of netjack2-cs report it too. No other test runs beside the third run, the last: to wait for that costs
/// more time than a run.
/// </remarks>
internal static class Attempts
{
    private const int Most = 3;

    /// <summary>One pair, measured for a while; every frame is right, or <paramref name="check"/> decides.</summary>
    public static Task<LoopResult> LoopAsync(NetPairOptions options, Func<LoopResult, bool>? check = null)
        => RepeatAsync(options, async () =>
        {
            await using NetPair pair = await NetPair.StartAsync(options);
            return await MeasureAsync(pair, () => pair.LoopAsync(), check);
        });

    /// <summary>The same with a pair that stands already.</summary>
    public static Task<LoopResult> LoopAsync(NetPair pair, Func<LoopResult, bool>? check = null) => LoopAsync(pair, pair.Options, check);

    /// <summary>The same with a pair that has been changed since it was started.</summary>
    /// <param name="now">What it is now.</param>
    public static Task<LoopResult> LoopAsync(NetPair pair, NetPairOptions now, Func<LoopResult, bool>? check = null)
        => RepeatAsync(now, () => MeasureAsync(pair, () => pair.LoopAsync(), check));

    /// <summary>The first run that is good, or the last; inconclusive when the machine was late in the last one.</summary>
    /// <param name="run">One run: its result, the xruns that its servers reported, whether it is as it should be, a line about it.</param>
    public static async Task<T> RepeatAsync<T>(NetPairOptions options, Func<Task<(T Result, int Xruns, bool IsGood, string Summary)>> run)
    {
        bool isStrict = options is { Latency: 0, Period: < 128 }; // in whatever lane
        for (int attempt = 1; ; attempt++)
        {
            long startedAt = MachineWitness.Now;
            var (result, xruns, isGood, summary) = isStrict || attempt == Most ? await SystemTest.AloneAsync(run) : await run();
            await TestContext.Out.WriteLineAsync($"run {attempt}: {summary}; {xruns} xruns reported by the servers under test");
            if (isGood) return result;
            TimeSpan late = await Machine.Witness.LongestDelaySinceAsync(startedAt), tolerated = Tolerated(options);
            if (late <= tolerated) return result;
            string excuse = $"plain servers were late by {late.TotalMilliseconds:0.0} ms, more than {tolerated.TotalMilliseconds:0.0} ms";
            if (attempt == Most) Assert.Inconclusive($"{excuse}: {summary}");
            await TestContext.Out.WriteLineAsync($"run {attempt} does not count: {excuse}");
        }
    }

    /// <summary>Asserts that a run is good.</summary>
    /// <param name="period">Of the servers.</param>
    /// <param name="run">One run: the xruns in it, whether it is as it should be, a line about it.</param>
    public static async Task AssertAsync(int period, Func<Task<(int Xruns, bool IsGood, string Summary)>> run)
    {
        var (_, isGood, summary) = await RepeatAsync(Pairings.NetJack2CsOnly with { Period = period }, async () =>
        {
            var one = await run();
            return (one, one.Xruns, one.IsGood, one.Summary);
        });
        Assert.That(isGood, Is.True, summary);
    }

    public static async Task<(LoopResult Result, int Xruns, bool IsGood, string Summary)> MeasureAsync(
        NetPair pair, Func<Task<LoopResult>> loop, Func<LoopResult, bool>? check = null)
    {
        int before = pair.XrunLines;
        LoopResult result = await loop();
        return (result, result.Xruns + pair.XrunLines - before, check?.Invoke(result) ?? result.IsPerfect, result.Summary);
    }

    /// <summary>A delay of the machine that a session must tolerate: at latency 0, an answer that is late by a wake-up is a gap.</summary>
    private static TimeSpan Tolerated(NetPairOptions options)
        => TimeSpan.FromSeconds((double)options.Period / options.Rate * (options.Latency == 0 ? 0.25 : 0.5));
}

using NetJack2.JackProbe.Results;
using NetJack2.TestHosts.Pairs;

namespace NetJack2.SystemTests.Harness;

/// <summary>Runs that a busy machine may spoil: an xrun that a server itself tells of makes a run count for nothing.</summary>
internal static class Attempts
{
    private const int Most = 3;

    /// <summary>One pair, measured for a while; again with a new pair when the machine was late and it shows.</summary>
    public static Task<LoopResult> LoopAsync(NetPairOptions options)
        => RepeatAsync(async () =>
        {
            await using NetPair pair = await NetPair.StartAsync(options);
            int before = pair.XrunLines;
            LoopResult result = await pair.LoopAsync();
            return (result, result.Xruns + pair.XrunLines - before, result.IsPerfect, result.Summary);
        });

    /// <param name="run">One run: its result, the xruns in it, whether it is as it should be, a line about it.</param>
    public static async Task<T> RepeatAsync<T>(Func<Task<(T Result, int Xruns, bool IsGood, string Summary)>> run)
    {
        for (int attempt = 1; ; attempt++)
        {
            var (result, xruns, isGood, summary) = await run();
            await TestContext.Out.WriteLineAsync($"run {attempt}: {summary}{(xruns > 0 ? $" — {xruns} xruns told by the servers" : "")}");
            if (isGood || xruns == 0 || attempt == Most) return result;
            await Task.Delay(TimeSpan.FromSeconds(attempt));
        }
    }
}

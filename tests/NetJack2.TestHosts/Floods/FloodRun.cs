// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Processes;

namespace NetJack2.TestHosts.Floods;

/// <summary>A pair whose session runs, and a third host that floods one side.</summary>
public static class FloodRun
{
    private const int Port = 19000;
    private const double Settle = 0.7;

    /// <summary>One run with a pair of its own.</summary>
    /// <param name="rate">Datagrams in a second.</param>
    /// <param name="seconds">For how long.</param>
    public static async Task<FloodResult> MeasureAsync(NetPairOptions options, FloodTarget target, int rate, double seconds)
    {
        await using NetPair pair = await NetPair.StartAsync(options, otherHosts: 1);
        await pair.AwaitSessionAsync("from_slave_1");
        int xruns = pair.XrunLines;
        await using HostProcess loop = await pair.StartLoopAsync(seconds: 60, Settle);
        await Task.Delay(TimeSpan.FromSeconds(Settle + 0.5));
        BystanderResult quiet = await WatchAsync(pair, seconds);
        HostProcess bystander = await Probe.StartBystanderAsync(pair.MasterHost, after: $"{NetPair.SlaveName}:from_slave_1");
        string[] attack = target == FloodTarget.Manager
            ? ["params", $"{pair.MasterHost.Address}:{Port}"]
            : ["header", $"{pair.SlaveHost.Address}:{Port}", "--stream", "s"];
        JunkResult junk = await Probe.JunkAsync(
            pair.Others.First(), attack[0], attack[1], (int)(rate * seconds), seed: 1, ["--id", "1", "--rate", $"{rate}", .. attack[2..]]);
        BystanderResult flooded = await Probe.StopAsync(bystander, ResultsJson.Default.BystanderResult);
        LoopResult result = await Probe.StopAsync(loop, ResultsJson.Default.LoopResult);
        return new FloodResult(result, quiet, flooded, junk.Rate, pair.XrunLines - xruns);
    }

    private static async Task<BystanderResult> WatchAsync(NetPair pair, double seconds)
    {
        HostProcess bystander = await Probe.StartBystanderAsync(pair.MasterHost, seconds, after: $"{NetPair.SlaveName}:from_slave_1");
        return await Probe.FinishAsync(bystander, ResultsJson.Default.BystanderResult, TimeSpan.FromSeconds(seconds));
    }
}

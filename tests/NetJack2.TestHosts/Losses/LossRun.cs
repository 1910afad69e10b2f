// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Processes;

namespace NetJack2.TestHosts.Losses;

/// <summary>A pair with a relay between its hosts, which is bad for a while.</summary>
public static class LossRun
{
    private const double Settle = 0.7, Margin = 0.5;

    /// <summary>One run with a pair of its own.</summary>
    /// <param name="there">What becomes of datagrams to the slave.</param>
    /// <param name="back">What becomes of those to the master.</param>
    /// <param name="seconds">For how long.</param>
    /// <param name="learning">For how long the network is bad before it counts.</param>
    public static async Task<LossResult> MeasureAsync(
        NetPairOptions options, Impairment there, Impairment back, double seconds, double learning = 0)
    {
        await using NetPair pair = await NetPair.StartAsync(options with { Relayed = true });
        await pair.AwaitSessionAsync("from_slave_1");
        int xruns = pair.XrunLines;
        if (learning > 0)
        {
            await pair.Relay.ImpairAsync(there, back);
            await Task.Delay(TimeSpan.FromSeconds(learning));
        }

        await using HostProcess loop = await pair.StartLoopAsync(seconds: 60, Settle);
        await Task.Delay(TimeSpan.FromSeconds(Settle + Margin));
        await pair.Relay.ImpairAsync(there, back);
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        await pair.Relay.HealAsync();
        await Task.Delay(TimeSpan.FromSeconds(Margin));
        RelayResult relay = await pair.Relay.ReportAsync();
        LoopResult result = await Probe.StopAsync(loop, ResultsJson.Default.LoopResult);
        LoopResult after = await pair.LoopAsync(seconds: 1);
        int told = pair.XrunLines - xruns;
        _ = await Probe.UnloadAsync(pair.MasterHost, "netmanager");
        await pair.Slave.StopAsync(TimeSpan.FromSeconds(10));
        return new LossResult(result, after, relay, LinkCounts.Of(pair.Master), LinkCounts.Of(pair.Slave), told);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics;
using NetJack2.JackProbe.Results;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.Bench;

/// <summary>Cost and quality of one pair of servers.</summary>
/// <param name="MasterCpu">CPU time of the master's server in µs per cycle.</param>
/// <param name="SlaveCpu">CPU time of the slave's server in µs per cycle.</param>
/// <param name="Delay999">Time in µs from the start of the master's cycle until a client behind the slave's runs; 99.9 % quantile.</param>
/// <param name="DelayMax">The longest such time.</param>
/// <param name="LoadMilliseconds">Time to load netmanager.</param>
/// <param name="FoundMilliseconds">Time from the start of the slave until its ports are at the master.</param>
internal sealed record Figures(
    int Channels,
    int Period,
    double MasterCpu,
    double SlaveCpu,
    double Delay999,
    double DelayMax,
    double Xruns,
    double LostFrames,
    double RoundTrip,
    double MasterResidentMiB,
    double SlaveResidentMiB,
    double LoadMilliseconds,
    double FoundMilliseconds)
{
    /// <summary>The main figures in one line.</summary>
    public string Summary
        => $"{Channels,3} ch {Period,5} fr: CPU per cycle {MasterCpu,6:0.0} + {SlaveCpu,6:0.0} µs, delay 99.9 % {Delay999,6:0} µs, "
            + $"{Xruns,3:0} xruns, {LostFrames,5:0} frames lost";

    public static async Task<Figures> MeasureAsync(DriverFolder drivers, int channels, int period, double seconds)
    {
        var options = new NetPairOptions(drivers, drivers)
        {
            Channels = channels,
            Period = period,
            Latency = 5,
            Through = false,
            MasterSynchronous = false,
            ServerArguments = [],
        };
        await using NetPair pair = await NetPair.PrepareAsync(options);
        await pair.StartMasterServerAsync();
        ServerResult loaded = await Probe.LoadAsync(pair.MasterHost, "netmanager");
        var found = Stopwatch.StartNew();
        await pair.StartSlaveAsync();
        await pair.AwaitSessionAsync("from_slave_1");
        double foundMilliseconds = found.Elapsed.TotalMilliseconds;
        await pair.WireSlaveAsync();

        await using HostProcess loop = await pair.StartLoopAsync(seconds, settle: 1);
        await Task.Delay(TimeSpan.FromSeconds(1));
        await using HostProcess bystander = await Probe.StartBystanderAsync(
            pair.MasterHost, seconds - 0.5, after: $"{NetPair.SlaveName}:from_slave_1");
        double cyclesPerSecond = options.Rate / (double)period;
        var master = new CpuMeter(pair.Master, cyclesPerSecond);
        var slave = new CpuMeter(pair.Slave, cyclesPerSecond);
        await Task.Delay(TimeSpan.FromSeconds(seconds - 0.5));
        double masterCpu = master.Read(), slaveCpu = slave.Read();
        BystanderResult delays = await Probe.FinishAsync(bystander, ResultsJson.Default.BystanderResult, TimeSpan.FromSeconds(5));
        LoopResult audio = await Probe.FinishAsync(loop, ResultsJson.Default.LoopResult, TimeSpan.FromSeconds(5));
        if (!pair.Master.IsRunning || !pair.Slave.IsRunning) throw new InvalidOperationException("a server died");
        return new Figures(
            channels, period, masterCpu, slaveCpu, delays.Delay999, delays.DelayMax,
            audio.Xruns, audio.SilentFrames + audio.GlitchFrames, audio.Lag,
            pair.Master.Figures.ResidentKiB / 1024.0, pair.Slave.Figures.ResidentKiB / 1024.0, loaded.Milliseconds, foundMilliseconds);
    }

    /// <summary>The median of the rounds for each figure: one disturbed round does not count.</summary>
    public static Figures Median(IReadOnlyList<Figures> rounds)
    {
        double Of(Func<Figures, double> figure) => rounds.Select(figure).Order().ElementAt(rounds.Count / 2);
        return new Figures(
            rounds[0].Channels, rounds[0].Period, Of(f => f.MasterCpu), Of(f => f.SlaveCpu), Of(f => f.Delay999), Of(f => f.DelayMax),
            Of(f => f.Xruns), Of(f => f.LostFrames), Of(f => f.RoundTrip), Of(f => f.MasterResidentMiB), Of(f => f.SlaveResidentMiB),
            Of(f => f.LoadMilliseconds), Of(f => f.FoundMilliseconds));
    }
}

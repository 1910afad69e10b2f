using System.Diagnostics;
using NetJack2.JackProbe.Results;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.Bench;

/// <summary>Two hosts on this machine, audio from the master through the slave and back, and a table that grows while it plays.</summary>
internal static class Demo
{
    public static async Task<int> RunAsync(Arguments arguments)
    {
        DriverFolder drivers = arguments.Has("original") ? DriverFolder.Original : DriverFolder.Ours;
        var options = new NetPairOptions(drivers, drivers) { Latency = 2, Through = false };
        int seconds = (int)arguments.Number("seconds", 15);
        Console.WriteLine($"Two hosts on this machine, the {(drivers.IsOurs ? "modules of this project" : "originals")} on both; {options.Channels} channels each way");

        await using NetPair pair = await NetPair.PrepareAsync(options);
        await pair.StartMasterAsync();
        Console.WriteLine($"  master {pair.MasterHost.Address}: jackd -d dummy, {options.Period} frames at {options.Rate} Hz, netmanager loaded");
        var time = Stopwatch.StartNew();
        await pair.StartSlaveAsync();
        Console.WriteLine($"  slave  {pair.SlaveHost.Address}: jackd -d net -l {options.Latency}");
        await pair.AwaitSessionAsync("from_slave_1");
        Console.WriteLine($"  slave found {time.Elapsed.TotalSeconds:0.00} s after its start");
        await pair.WireSlaveAsync();

        await using HostProcess loop = await pair.StartLoopAsync(seconds + 0.5, settle: 0.5, report: 1);
        LoopResult result = await ShowAsync(pair, loop, seconds);
        await EndAsync(pair);
        Console.WriteLine(result.IsPerfect ? "Every frame came back, all with the same lag." : result.Summary);
        return result.Lag == options.ExpectedLag ? 0 : 1;
    }

    private static async Task<LoopResult> ShowAsync(NetPair pair, HostProcess loop, int seconds)
    {
        NetPairOptions options = pair.Options;
        double cyclesPerSecond = options.Rate / (double)options.Period;
        var master = new CpuMeter(pair.Master, cyclesPerSecond);
        var slave = new CpuMeter(pair.Slave, cyclesPerSecond);
        Console.WriteLine("\n   time        round trip    cycles   lost frames   wrong frames   xruns   CPU per cycle: master     slave");
        for (int second = 1; second <= seconds; second++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
            if (Probe.Latest(loop, ResultsJson.Default.LoopResult) is not { } now) continue;
            Console.WriteLine(
                $"  {second,3} s  {now.Lag,5} fr {now.Lag * 1000.0 / now.Rate,5:0.0} ms  {now.Cycles,8}  {now.SilentFrames,12}  {now.GlitchFrames + now.Undecodable,13}"
                + $"  {now.Xruns,6}              {master.Read(),7:0.0} µs {slave.Read(),7:0.0} µs");
        }

        Console.WriteLine();
        return await Probe.FinishAsync(loop, ResultsJson.Default.LoopResult, TimeSpan.FromSeconds(5));
    }

    /// <summary>A clean end, and what the modules themselves have counted.</summary>
    private static async Task EndAsync(NetPair pair)
    {
        TimeSpan slave = await pair.Slave.StopAsync(TimeSpan.FromSeconds(10));
        await Probe.UnloadAsync(pair.MasterHost, "netmanager");
        TimeSpan master = await pair.Master.StopAsync(TimeSpan.FromSeconds(15));
        foreach (string line in LogStatistics.Lines(pair.Master, pair.Slave)) Console.WriteLine($"  {line}");
        Console.WriteLine($"  ended: slave in {slave.TotalSeconds:0.00} s, master in {master.TotalSeconds:0.00} s");
    }
}

using NetJack2.JackProbe.Results;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.Bench;

/// <summary>Hours in minutes: ours on both sides, every frame checked, memory watched.</summary>
internal static class Soak
{
    private const long MostGrowthKiB = 1024;

    public static async Task<int> RunAsync(Arguments arguments)
    {
        double minutes = arguments.Number("minutes", 10);
        var options = new NetPairOptions(DriverFolder.Ours, DriverFolder.Ours) { Channels = 16, MidiChannels = 1, Latency = 5, Through = false };
        await using NetPair pair = await NetPair.StartAsync(options);
        await using HostProcess loop = await pair.StartLoopAsync(minutes * 60, settle: 2, report: 5);
        await Task.Delay(TimeSpan.FromSeconds(7));
        ProcessFigures master = pair.Master.Figures, slave = pair.Slave.Figures;

        Console.WriteLine($"{options} for {minutes} min\n   min      cycles   lost frames   wrong frames   xruns    RSS master     slave (KiB)");
        for (double minute = 0.5; minute < minutes; minute += 0.5)
        {
            await Task.Delay(TimeSpan.FromMinutes(0.5));
            if (Probe.Latest(loop, ResultsJson.Default.LoopResult) is not { } now) continue;
            Console.WriteLine(
                $"  {minute,4:0.0}  {now.Cycles,10}  {now.SilentFrames,12}  {now.GlitchFrames + now.Undecodable,13}  {now.Xruns,6}"
                + $"  {pair.Master.Figures.ResidentKiB,12}  {pair.Slave.Figures.ResidentKiB,8}");
        }

        LoopResult result = await Probe.FinishAsync(loop, ResultsJson.Default.LoopResult, TimeSpan.FromMinutes(1));
        long growth = Math.Max(pair.Master.Figures.ResidentKiB - master.ResidentKiB, pair.Slave.Figures.ResidentKiB - slave.ResidentKiB);
        await pair.Slave.StopAsync(TimeSpan.FromSeconds(10));
        await Probe.UnloadAsync(pair.MasterHost, "netmanager");
        return Judge(pair, result, growth);
    }

    private static int Judge(NetPair pair, LoopResult result, long growth)
    {
        long? collections = LogStatistics.Sum("collections", pair.Master, pair.Slave), allocated = LogStatistics.Sum("bytes allocated", pair.Master, pair.Slave);
        Console.WriteLine(result.Summary);
        Console.WriteLine($"RSS grew by {growth} KiB; collections: {Known(collections)}; bytes allocated while running: {Known(allocated)}; xruns in the servers' logs: {pair.XrunLines}");
        bool isGood = result.IsPerfect && growth <= MostGrowthKiB && collections is 0 && allocated is 0;
        Console.WriteLine(isGood ? "good" : "BAD");
        return isGood ? 0 : 1;
    }

    private static string Known(long? count) => count is null ? "not told" : $"{count}";
}

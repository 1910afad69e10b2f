// SPDX-License-Identifier: GPL-2.0-or-later
using System.CommandLine;
using NetJack2.Bench.Reliability;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Servers;

namespace NetJack2.Bench.Soaking;

/// <summary>Runs netjack2-cs and jack2 at the same time for minutes or hours, and checks every frame and the memory.</summary>
internal static class Soak
{
    public static Command Create()
    {
        Option<double> minutes = CommandLine.Number("--minutes", 10.0, 0.5, 100_000, "Minutes");
        Option<int> period = CommandLine.Number("--period", 256, 16, 8192, "Period of the master in frames");
        Option<int> latency = CommandLine.Number("--latency", 5, 0, 30, "Option -l of the slaves");
        Option<double> loss = CommandLine.Number("--loss", 0.0, 0, 50, "Percent of the packets that are lost in each direction");
        Option<string?> file = CommandLine.Out();
        var command = new Command("soak", "Checks every frame of a long session, and that memory does not grow.")
        {
            minutes, period, latency, loss, file,
        };
        command.SetRun((options, _) => RunAsync(
            options.GetValue(minutes), options.GetValue(period), options.GetValue(latency), options.GetValue(loss) / 100,
            options.GetValue(file)));
        return command;
    }

    private static async Task<int> RunAsync(double minutes, int period, int latency, double loss, string? file)
    {
        NetPairOptions options = new(DriverFolder.NetJack2Cs, DriverFolder.NetJack2Cs)
        {
            Channels = 16,
            MidiChannels = 1,
            Period = period,
            Latency = latency,
            Through = false,
            Relayed = loss != 0,
        };
        await using SoakPair netJack2Cs = await SoakPair.StartAsync(options, minutes * 60, loss);
        NetPairOptions others = options with { Manager = DriverFolder.Jack2, Driver = DriverFolder.Jack2 };
        await using SoakPair jack2 = await SoakPair.StartAsync(others, minutes * 60, loss);

        Console.WriteLine($"{options} for {minutes} min{SoakReport.Losing(loss)}, and jack2 at the same time");
        Console.WriteLine("            min    cycles     lost    wrong  xruns  RSS KiB (master + slave)");
        for (double minute = 0.5; minute < minutes; minute += 0.5)
        {
            await Task.Delay(TimeSpan.FromMinutes(0.5));
            Console.WriteLine($"netjack2-cs {minute,4:0.0} {netJack2Cs.Line}\njack2       {minute,4:0.0} {jack2.Line}");
        }

        SoakResult result = await netJack2Cs.FinishAsync(TimeSpan.FromMinutes(1));
        SoakResult beside = await jack2.FinishAsync(TimeSpan.FromMinutes(1));
        string report = SoakReport.Write(options, minutes, loss, result, beside);
        Console.WriteLine(report);
        if (file is not null) await FigureBlock.ReplaceAsync(file, "soak", report);
        Console.WriteLine(result.IsGood ? "good" : "BAD");
        return result.IsGood ? 0 : 1;
    }
}

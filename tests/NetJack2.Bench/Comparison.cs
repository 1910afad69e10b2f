// SPDX-License-Identifier: GPL-2.0-or-later
using System.CommandLine;
using NetJack2.TestHosts.Servers;

namespace NetJack2.Bench;

/// <summary>Measures netjack2-cs and jack2 in turns within one run, so that a busy minute of the machine affects both.</summary>
internal static class Comparison
{
    private static readonly int[] s_channels = [2, 64];
    private static readonly int[] s_periods = [64, 256, 1024];

    public static Command Create()
    {
        Option<int> rounds = CommandLine.Number("--rounds", 3, 1, 100, "Rounds, of which the median counts");
        Option<double> seconds = CommandLine.Number("--seconds", 3.0, 1, 3600, "Seconds of each measurement");
        Option<string?> file = CommandLine.Out();
        var command = new Command("bench", "Compares CPU time, delay, xruns and start-up with jack2.") { rounds, seconds, file };
        command.SetRun((options, _) => RunAsync(options.GetValue(rounds), options.GetValue(seconds), options.GetValue(file)));
        return command;
    }

    private static async Task<int> RunAsync(int rounds, double seconds, string? file)
    {
        List<Figures> netJack2Cs = [], jack2 = [];
        using PaddedHeap heap = await PaddedHeap.BuildAsync();
        DriverFolder padded = DriverFolder.Jack2.With(heap.Library);
        foreach (int channels in s_channels)
        {
            foreach (int period in s_periods)
            {
                List<Figures> netJack2CsRounds = [], jack2Rounds = [];
                for (int round = 0; round < rounds; round++)
                {
                    netJack2CsRounds.Add(await Figures.MeasureAsync(DriverFolder.NetJack2Cs, channels, period, seconds));
                    jack2Rounds.Add(await Figures.MeasureAsync(padded, channels, period, seconds));
                    Console.WriteLine($"netjack2-cs {netJack2CsRounds[^1].Summary}\njack2       {jack2Rounds[^1].Summary}");
                }

                netJack2Cs.Add(Figures.Median(netJack2CsRounds));
                jack2.Add(Figures.Median(jack2Rounds));
            }
        }

        string report = Report.Write(netJack2Cs, jack2, rounds, seconds);
        Console.WriteLine(report);
        if (file is not null) await File.WriteAllTextAsync(file, report);
        return 0;
    }
}

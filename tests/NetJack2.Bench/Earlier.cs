// SPDX-License-Identifier: GPL-2.0-or-later
using System.CommandLine;
using NetJack2.TestHosts.Servers;

namespace NetJack2.Bench;

/// <summary>Measures these modules and those of an earlier build in turns: what a change costs.</summary>
internal static class Earlier
{
    private const int Period = 256;

    private static readonly int[] s_channels = [2, 64];

    public static Command Create()
    {
        var folder = new Argument<string>("FOLDER") { Description = "The modules of the earlier build: its build/jack." };
        Option<int> rounds = CommandLine.Number("--rounds", 5, 1, 100, "Rounds, of which the median counts");
        Option<double> seconds = CommandLine.Number("--seconds", 4.0, 1, 3600, "Seconds of each measurement");
        var command = new Command("earlier", "Compares the CPU time with modules of an earlier build.") { folder, rounds, seconds };
        command.SetRun((options, _) => RunAsync(
            DriverFolder.At(options.GetValue(folder)!), options.GetValue(rounds), options.GetValue(seconds)));
        return command;
    }

    private static async Task<int> RunAsync(DriverFolder earlier, int rounds, double seconds)
    {
        foreach (int channels in s_channels)
        {
            List<Figures> now = [], before = [];
            for (int round = 0; round < rounds; round++)
            {
                // Each is the first of a round as often as the other.
                bool isFirst = round % 2 == 0;
                if (isFirst) now.Add(await Figures.MeasureAsync(DriverFolder.NetJack2Cs, channels, Period, seconds));
                before.Add(await Figures.MeasureAsync(earlier, channels, Period, seconds));
                if (!isFirst) now.Add(await Figures.MeasureAsync(DriverFolder.NetJack2Cs, channels, Period, seconds));
                Console.WriteLine($"now     {now[^1].Summary}\nearlier {before[^1].Summary}");
            }

            Console.WriteLine($"{channels,3} channels, now ÷ earlier: master {Ratio(now, before, figures => figures.MasterCpu)}, "
                + $"slave {Ratio(now, before, figures => figures.SlaveCpu)}");
        }

        return 0;
    }

    private static string Ratio(List<Figures> now, List<Figures> before, Func<Figures, double> figure)
    {
        double[] ratios = [.. now.Zip(before, (one, other) => figure(one) / figure(other)).Order()];
        return $"{figure(Figures.Median(now)) / figure(Figures.Median(before)):0.00} ({ratios[0]:0.00}…{ratios[^1]:0.00} in single rounds)";
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using System.CommandLine;
using NetJack2.JackProbe.Results;
using NetJack2.TestHosts.Losses;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Servers;

namespace NetJack2.Bench.Reliability;

/// <summary>Loss and jitter: netjack2-cs, its <c>-R 1</c>, and jack2 in turn; and the cost of <c>-R 1</c>.</summary>
internal static class LossComparison
{
    public const int Period = 256, Channels = 2;
    public const double Seconds = 8;
    private const int UsualLatency = 5, ShortLatency = 2, LongLatency = 12, Rounds = 3;

    public static Command Create()
    {
        Option<string?> file = CommandLine.Out();
        var command = new Command("losses", "Loss and jitter on the network.") { file };
        command.SetRun((options, _) => RunAsync(options.GetValue(file)));
        return command;
    }

    private static async Task<int> RunAsync(string? file)
    {
        (string Name, Impairment Bad, int Latency)[] networks =
        [
            ("0.1 % lost", new Impairment { Drop = 0.001, Seed = 3 }, UsualLatency),
            ("1 % lost", new Impairment { Drop = 0.01 }, UsualLatency),
            ("5 % lost", new Impairment { Drop = 0.05 }, UsualLatency),
            ("1 % lost", new Impairment { Drop = 0.01 }, ShortLatency),
            ("5 % lost, bursts of 6", new Impairment { Drop = 0.05, Burst = 6 }, UsualLatency),
            ("20 ms of jitter", new Impairment { Jitter = 0.02 }, LongLatency),
        ];
        List<LossRow> rows = [];
        foreach (var (name, bad, latency) in networks)
        {
            rows.Add(new LossRow(
                name, bad, latency,
                await MeasureAsync(DriverFolder.NetJack2Cs, bad, latency),
                await MeasureAsync(DriverFolder.NetJack2Cs, bad, latency, "-R", $"{Math.Min(1, (latency - 1) / 2)}"),
                await MeasureAsync(DriverFolder.Jack2, bad, latency)));
            Console.WriteLine(rows[^1].Summary);
        }

        List<CopyCost> plain = [], redundant = [];
        for (int round = 0; round < Rounds; round++)
        {
            plain.Add(await CopyCost.MeasureAsync(Options(DriverFolder.NetJack2Cs, UsualLatency)));
            redundant.Add(await CopyCost.MeasureAsync(Options(DriverFolder.NetJack2Cs, UsualLatency, "-R", "1")));
            Console.WriteLine($"without {plain[^1]}, with -R 1 {redundant[^1]}");
        }

        if (file is not null)
        {
            string report = LossReport.Write(rows, CopyCost.Median(plain), CopyCost.Median(redundant));
            await FigureBlock.ReplaceAsync(file, "loss and jitter", report);
        }

        return 0;
    }

    private static NetPairOptions Options(DriverFolder folder, int latency, params string[] driver)
        => new(folder, folder)
        {
            Period = Period,
            Channels = Channels,
            Latency = latency,
            Through = false,
            Relayed = true,
            DriverArguments = driver,
        };

    private static Task<LossResult?> MeasureAsync(DriverFolder folder, Impairment bad, int latency, params string[] driver)
        => Survival.OrDeadAsync(() => LossRun.MeasureAsync(
            Options(folder, latency, driver), bad, bad with { Seed = bad.Seed + 1 }, Seconds, bad.Jitter > 0 ? 2 : 0));
}

// SPDX-License-Identifier: GPL-2.0-or-later
using System.CommandLine;
using NetJack2.TestHosts.Absences;
using NetJack2.TestHosts.Floods;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Servers;

namespace NetJack2.Bench.Reliability;

/// <summary>Absences and floods, netjack2-cs and jack2 in turn.</summary>
internal static class ReliabilityComparison
{
    private const int Period = 512, FloodRate = 100_000;
    private const double FloodSeconds = 3;
    private static readonly TimeSpan s_away = TimeSpan.FromSeconds(3), s_limit = TimeSpan.FromSeconds(8);

    public static Command Create()
    {
        Option<string?> file = CommandLine.Out();
        var command = new Command("absences", "Peers that stop, die or are unplugged, and floods of malformed packets.") { file };
        command.SetRun((options, _) => RunAsync(options.GetValue(file)));
        return command;
    }

    private static async Task<int> RunAsync(string? file)
    {
        List<AbsenceRow> absences = [];
        foreach (bool isSlave in (bool[])[true, false])
        {
            foreach (Absence absence in Enum.GetValues<Absence>())
            {
                foreach (bool isSynchronous in (bool[])[true, false])
                {
                    absences.Add(new AbsenceRow(
                        isSlave, absence, isSynchronous,
                        await MeasureAsync(DriverFolder.NetJack2Cs, isSlave, absence, isSynchronous),
                        await MeasureAsync(DriverFolder.Jack2, isSlave, absence, isSynchronous)));
                    Console.WriteLine(absences[^1].Summary);
                }
            }
        }

        List<FloodRow> floods = [];
        foreach (FloodTarget target in Enum.GetValues<FloodTarget>())
        {
            floods.Add(new FloodRow(
                target, await FloodAsync(DriverFolder.NetJack2Cs, target), await FloodAsync(DriverFolder.Jack2, target)));
            Console.WriteLine(floods[^1].Summary);
        }

        if (file is not null)
            await FigureBlock.ReplaceAsync(file, "absences and floods", ReliabilityReport.Write(absences, floods, Period, s_away));
        return 0;
    }

    private static Task<AbsenceResult?> MeasureAsync(DriverFolder folder, bool isSlave, Absence absence, bool isSynchronous)
    {
        var options = new NetPairOptions(folder, folder)
        {
            Period = Period,
            Latency = isSynchronous ? 0 : 2,
            SlaveSynchronous = isSynchronous,
        };
        TimeSpan limit = folder.IsNetJack2Cs ? TimeSpan.FromSeconds(2.5) : s_limit;
        return Survival.OrDeadAsync(() => AbsenceRun.MeasureAsync(options, isSlave, absence, s_away, limit));
    }

    private static Task<FloodResult?> FloodAsync(DriverFolder folder, FloodTarget target)
        => Survival.OrDeadAsync(() => FloodRun.MeasureAsync(
            new NetPairOptions(folder, folder) { Latency = 5 }, target, FloodRate, FloodSeconds));
}

using NetJack2.TestHosts.Servers;

namespace NetJack2.Bench;

/// <summary>Ours and the original side by side, in turns within one run, so that a busy minute of the machine hits both.</summary>
internal static class Comparison
{
    private static readonly int[] s_channels = [2, 64];
    private static readonly int[] s_periods = [64, 256, 1024];

    public static async Task<int> RunAsync(Arguments arguments)
    {
        int rounds = (int)arguments.Number("rounds", 3);
        double seconds = arguments.Number("seconds", 3);
        List<Figures> ours = [], original = [];
        DriverFolder originals = DriverFolder.Original.With(await PaddedHeap.BuildAsync());
        foreach (int channels in s_channels)
        {
            foreach (int period in s_periods)
            {
                List<Figures> ourRounds = [], originalRounds = [];
                for (int round = 0; round < rounds; round++)
                {
                    ourRounds.Add(await Figures.MeasureAsync(DriverFolder.Ours, channels, period, seconds));
                    originalRounds.Add(await Figures.MeasureAsync(originals, channels, period, seconds));
                    Console.WriteLine($"ours     {ourRounds[^1].Summary}\noriginal {originalRounds[^1].Summary}");
                }

                ours.Add(Figures.Median(ourRounds));
                original.Add(Figures.Median(originalRounds));
            }
        }

        string report = Report.Write(ours, original, rounds, seconds);
        Console.WriteLine(report);
        if (arguments.Text("out") is { } file) await File.WriteAllTextAsync(file, report);
        return 0;
    }
}

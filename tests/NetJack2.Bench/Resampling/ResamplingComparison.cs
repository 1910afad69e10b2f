// SPDX-License-Identifier: GPL-2.0-or-later
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using NetJack2.Interop;
using NetJack2.Resampling;
using NetJack2.Resampling.Filters;
using NetJack2.Bench.Resampling.Measuring;

namespace NetJack2.Bench.Resampling;

/// <summary>Measures noise, level, delay and cost of the resampler and of libsamplerate.</summary>
internal static class ResamplingComparison
{
    private const double Ratio = 1.0001;
    private const int Block = 256;

    private static readonly (string Name, uint Converter)[] s_others =
    [
        ("linear", SampleRate.SRC_LINEAR),
        ("fastest", SampleRate.SRC_SINC_FASTEST),
        ("medium", SampleRate.SRC_SINC_MEDIUM_QUALITY),
        ("best", SampleRate.SRC_SINC_BEST_QUALITY),
    ];

    public static Command Create()
    {
        Option<double> seconds = CommandLine.Number("--seconds", 0.2, 0.01, 60, "Seconds of each measurement");
        Option<string?> file = CommandLine.Out();
        var command = new Command("resampling", "Compares noise, delay and cost of the resampler with libsamplerate.") { seconds, file };
        command.SetRun((options, _) => RunAsync(options.GetValue(seconds), options.GetValue(file)));
        return command;
    }

    private static async Task<int> RunAsync(double seconds, string? file)
    {
        string report = Quality() + "\n" + Cost(seconds);
        Console.WriteLine(report);
        if (file is not null)
            await File.WriteAllTextAsync(file, report);
        return 0;
    }

    private static string Quality()
    {
        var text = new StringBuilder(
            """
            | | delay, frames | SNR at 1 / 10 / 20 kHz, dB | level at 20 kHz, dB |
            |---|---|---|---|

            """);
        foreach (ResamplingQuality quality in Enum.GetValues<ResamplingQuality>())
        {
            int delay = new VariableResampler(1, quality, Ratio, Block, Block).Delay;
            Row(text, $"`{(int)quality}` {quality}", $"{delay}", () => new InterleavedResampler(1, quality, Ratio, Block));
        }
        foreach ((string name, uint converter) in s_others)
            Row(text, $"libsamplerate {name}", "", () => new LibSampleRate(converter, 1, Ratio));
        return text.ToString();
    }

    private static void Row(StringBuilder text, string name, string delay, Func<IStreamResampler> make)
    {
        SineFit[] fits = [.. ((double[])[1000, 10000, 20000]).Select(hertz => SineTest.Run(make(), hertz, 48000, Ratio))];
        string noise = string.Join(" / ", fits.Select(fit => $"{fit.SignalToNoise:0}"));
        text.Append(CultureInfo.InvariantCulture, $"| {name} | {delay} | {noise} | {SineTest.Gain(fits[2]):0.00} |\n");
    }

    // A row is measured within a moment, so that a busy machine affects all its columns.
    private static string Cost(double seconds)
    {
        var text = new StringBuilder(
            """
            | channels | `0` | `1` | `2` | `3` | `4` | linear, a converter for each port | linear | best |
            |---|---|---|---|---|---|---|---|---|

            """);
        foreach (int channels in (int[])[1, 2, 8, 64])
        {
            text.Append(CultureInfo.InvariantCulture, $"| {channels} |");
            foreach (ResamplingQuality quality in Enum.GetValues<ResamplingQuality>())
                text.Append(CultureInfo.InvariantCulture, $" {Resampler(channels, quality, seconds):0.0} |");
            text.Append(CultureInfo.InvariantCulture, $" {Converters(1, channels, SampleRate.SRC_LINEAR, seconds):0.0} |");
            text.Append(CultureInfo.InvariantCulture, $" {Converters(channels, 1, SampleRate.SRC_LINEAR, seconds):0.0} |");
            text.Append(CultureInfo.InvariantCulture, $" {Converters(channels, 1, SampleRate.SRC_SINC_BEST_QUALITY, seconds):0} |\n");
        }
        return text.ToString();
    }

    private static double Resampler(int channels, ResamplingQuality quality, double seconds)
    {
        var resampler = new VariableResampler(channels, quality, Ratio, Block, Block + 2);
        float[] input = Noise(Block);
        return Nanoseconds(channels, seconds, () =>
        {
            for (int channel = 0; channel < channels; channel++)
                resampler.Write(channel, input);
            resampler.Commit(Block);
            return resampler.Render(Block + 2);
        });
    }

    private static double Converters(int channels, int converters, uint converter, double seconds)
    {
        LibSampleRate[] all = [.. Enumerable.Range(0, converters).Select(_ => new LibSampleRate(converter, channels, Ratio))];
        float[] input = Noise(Block * channels);
        var output = new float[(Block + 2) * channels];
        double result = Nanoseconds(channels * converters, seconds, () =>
        {
            int frames = 0;
            foreach (LibSampleRate one in all)
                frames = one.Process(input, output);
            return frames;
        });
        Array.ForEach(all, one => one.Dispose());
        return result;
    }

    // The best of many short runs: the cost on an idle machine.
    private static double Nanoseconds(int channels, double seconds, Func<int> cycle)
    {
        double best = double.MaxValue;
        long end = Stopwatch.GetTimestamp() + (long)(seconds * Stopwatch.Frequency);
        do
        {
            long frames = 0;
            long begin = Stopwatch.GetTimestamp();
            for (int cycles = 0; cycles < Math.Max(1, 64 / channels); cycles++)
                frames += cycle();
            best = Math.Min(best, Stopwatch.GetElapsedTime(begin).TotalNanoseconds / (frames * channels));
        }
        while (Stopwatch.GetTimestamp() < end);
        return best;
    }

    private static float[] Noise(int samples)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, samples).Select(_ => random.NextSingle() - 0.5f)];
    }
}

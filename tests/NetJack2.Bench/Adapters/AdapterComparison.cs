// SPDX-License-Identifier: GPL-2.0-or-later
using System.CommandLine;
using System.Globalization;
using System.Text;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Servers;

namespace NetJack2.Bench.Adapters;

/// <summary>The adapters beside jack2's: tones over the network to a card whose clock is another.</summary>
internal static class AdapterComparison
{
    public static Command Create()
    {
        Option<int> period = CommandLine.Number("--period", 256, 16, 8192, "Period of all clocks in frames");
        Option<int> attempts = CommandLine.Number("--attempts", 3, 1, 100, "Most runs of a scene while there are xruns");
        Option<double> settle = CommandLine.Number("--settle", 30.0, 0, 3600, "Seconds before the measurement");
        Option<double> seconds = CommandLine.Number("--seconds", 60.0, 5, 3600, "Seconds of the measurement");
        var folder = new Option<string>("--pictures")
        {
            Description = "Write the pictures into this folder.",
            HelpName = "FOLDER",
            DefaultValueFactory = _ => ".",
        };
        Option<string?> file = CommandLine.Out();
        var command = new Command("adapters", "Compares audioadapter and netadapter with those of jack2.")
        {
            period, attempts, settle, seconds, folder, file,
        };
        command.SetRun((options, _) => RunAsync(
            options.GetValue(period), options.GetValue(attempts), options.GetValue(settle), options.GetValue(seconds),
            options.GetValue(folder)!, options.GetValue(file)));
        return command;
    }

    private static async Task<int> RunAsync(int period, int attempts, double settle, double seconds, string folder, string? file)
    {
        Directory.CreateDirectory(folder);
        await using ProcessorLoops wakeful = await ProcessorLoops.StartIdleAsync();
        var text = new StringBuilder(
            $"""
            # Adapters of netjack2-cs and jack2

            Written by `scripts/bench.sh`: two test hosts on one machine, stock jackd, 48 kHz, {period} frames, `-l 2`. A master (dummy
            driver) sends 1 kHz on one channel and 10 kHz on the other. The slave plays them on a
            [virtual card](../tests/virtual-card/README.md) with a different clock, and returns what the card captures, which is what it
            plays.

            After {settle} s, {seconds} s of the card's playback are analysed in windows of 85 ms: the least and the median
            signal-to-noise ratio, and the largest deviation of the pitch. *Clicks* are counted on the master.
            The adapters of netjack2-cs have `-g {AdapterScene.RingBuffer}`, so that a thread
            that is {AdapterScene.RingBuffer / 2 / 48.0:0} ms late makes no hole. jack2 has its default, which grows. The processors
            are kept from sleeping.

            After an xrun of a server or of the card, an adapter fades out and aligns the clocks anew: these are the dropouts. A run with
            xruns is repeated. Of {attempts} runs at most, the table shows the one with the fewest; *xruns* are those of the card, and of
            the servers.

            | scene | modules | 1 kHz, dB: least | median | 10 kHz, dB: least | median | pitch, ppm | dropouts | clicks | xruns |
            |---|---|---:|---:|---:|---:|---:|---:|---:|---:|

            """);
        foreach (AdapterScene scene in (AdapterScene[])[AdapterScene.AudioAdapter, AdapterScene.NetAdapter])
        {
            AdapterResult? netJack2Cs = await TryAsync(scene, DriverFolder.NetJack2Cs), jack2 = await TryAsync(scene, DriverFolder.Jack2);
            if (netJack2Cs is not null)
                AdapterPicture.Save(folder, scene, netJack2Cs, jack2);
        }
        text.AppendLine();
        foreach (AdapterScene scene in (AdapterScene[])[AdapterScene.AudioAdapter, AdapterScene.NetAdapter])
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"![{scene.Title}: spectrum](pictures/{scene.Name}-spectrum.svg)");
            text.AppendLine(CultureInfo.InvariantCulture, $"![{scene.Title}: pitch over time](pictures/{scene.Name}-pitch.svg)");
            text.AppendLine();
        }
        Console.WriteLine(text);
        if (file is not null)
            await File.WriteAllTextAsync(file, text.ToString().TrimEnd() + "\n");
        return 0;

        static string NameOf(DriverFolder modules) => modules.IsNetJack2Cs ? "netjack2-cs" : "jack2";

        // jack2 may not come through.
        async Task<AdapterResult?> TryAsync(AdapterScene scene, DriverFolder modules)
        {
            try
            {
                AdapterResult result = await BestAsync(scene, modules);
                text.Append(CultureInfo.InvariantCulture, $"| {scene.Title} | {NameOf(modules)} |");
                foreach (PlayedTone tone in result.Tones)
                {
                    double median = tone.SignalToNoise.Order().ElementAt(tone.SignalToNoise.Length / 2);
                    text.Append(CultureInfo.InvariantCulture, $" {tone.SignalToNoise.Min():0} | {median:0} |");
                }
                text.AppendLine(CultureInfo.InvariantCulture,
                    $" {result.Tones[0].Pitch.Max(Math.Abs):0.00} | {result.Tones.Sum(tone => tone.Dropouts)} "
                    + $"| {result.Returned.Clicks} | {result.CardXruns}, {result.ServerXruns} |");
                return result;
            }
            catch (Exception exception) when (exception is InvalidOperationException or TimeoutException)
            {
                Console.Error.WriteLine(exception.Message);
                string reason = exception.Message.Split('\n')[0];
                text.AppendLine(CultureInfo.InvariantCulture, $"| {scene.Title} | {NameOf(modules)} | {reason} | | | | | | | |");
                return null;
            }
        }

        // A machine that holds threads up proves nothing about what runs on it.
        async Task<AdapterResult> BestAsync(AdapterScene scene, DriverFolder modules)
        {
            AdapterResult? best = null;
            for (int attempt = 0; attempt < attempts && best is not { Xruns: 0 }; attempt++)
            {
                AdapterResult result = await scene.RunAsync(modules, period, settle, seconds);
                Console.Error.WriteLine($"{scene.Title}, {modules}: {result.Xruns} xruns");
                if (best is null || result.Xruns < best.Xruns)
                    best = result;
            }
            return best!;
        }
    }
}

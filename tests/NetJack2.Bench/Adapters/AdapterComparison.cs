// SPDX-License-Identifier: GPL-2.0-or-later
using System.CommandLine;
using System.Globalization;
using System.Text;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Servers;

namespace NetJack2.Bench.Adapters;

/// <summary>The adapters beside the original's: tones over the network to a card whose clock is another.</summary>
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
            # Adapters, ours and the original's

            Written by `scripts/bench.sh`: two test hosts on one machine, stock jackd, 48 kHz, {period} frames, `-l 2`. A master (dummy driver) sends 1 kHz to one channel and 10 kHz to the other; the slave plays them on a
            [virtual card](../tests/virtual-card/README.md) whose clock is another, and sends back what the card captures, which is what it plays. After {settle} s, {seconds} s of what the card played
            are looked at in windows of 85 ms: the least and the middle signal-to-noise ratio, and by how much the pitch is away at most.
            Our adapters have `-g {AdapterScene.RingBuffer}`, so that a thread that is late by {AdapterScene.RingBuffer / 2 / 48.0:0} ms makes no hole; the original has its default, which grows. The processors are kept from sleeping.
            An xrun of a server or the card makes an adapter fade out and align the clocks anew: that is what dropouts are then. A run with xruns is repeated; of {attempts} runs at most, the one with the fewest is here.

            | scene | | 1 kHz, dB: least | middle | 10 kHz, dB: least | middle | pitch away, ppm | dropouts | clicks back at the master | xruns of card, servers |
            |---|---|---:|---:|---:|---:|---:|---:|---:|---:|

            """);
        foreach (AdapterScene scene in (AdapterScene[])[AdapterScene.AudioAdapter, AdapterScene.NetAdapter])
        {
            AdapterResult? ours = await TryAsync(scene, DriverFolder.Ours), original = await TryAsync(scene, DriverFolder.Original);
            if (ours is not null)
                AdapterPicture.Save(folder, scene, ours, original);
        }
        text.AppendLine();
        foreach (AdapterScene scene in (AdapterScene[])[AdapterScene.AudioAdapter, AdapterScene.NetAdapter])
            text.AppendLine(CultureInfo.InvariantCulture, $"![{scene.Title}: spectrum](pictures/{scene.Name}-spectrum.svg)\n![{scene.Title}: pitch over time](pictures/{scene.Name}-pitch.svg)\n");
        Console.WriteLine(text);
        if (file is not null)
            await File.WriteAllTextAsync(file, text.ToString().TrimEnd() + "\n");
        return 0;

        // The original may not come through.
        async Task<AdapterResult?> TryAsync(AdapterScene scene, DriverFolder modules)
        {
            try
            {
                AdapterResult result = await BestAsync(scene, modules);
                text.Append(CultureInfo.InvariantCulture, $"| {scene.Title} | {modules} |");
                foreach (PlayedTone tone in result.Tones)
                    text.Append(CultureInfo.InvariantCulture, $" {tone.SignalToNoise.Min():0} | {tone.SignalToNoise.Order().ElementAt(tone.SignalToNoise.Length / 2):0} |");
                text.AppendLine(CultureInfo.InvariantCulture,
                    $" {result.Tones[0].Pitch.Max(Math.Abs):0.00} | {result.Tones.Sum(tone => tone.Dropouts)} | {result.Heard.Clicks} | {result.CardXruns}, {result.ServerXruns} |");
                return result;
            }
            catch (Exception exception) when (exception is InvalidOperationException or TimeoutException)
            {
                Console.Error.WriteLine(exception.Message);
                text.AppendLine(CultureInfo.InvariantCulture, $"| {scene.Title} | {modules} | {exception.Message.Split('\n')[0]} | | | | | | | |");
                return null;
            }
        }

        // A machine that holds threads up says nothing about what runs on it.
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

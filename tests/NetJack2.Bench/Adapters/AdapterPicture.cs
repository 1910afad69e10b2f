// SPDX-License-Identifier: GPL-2.0-or-later
using ScottPlot;

namespace NetJack2.Bench.Adapters;

/// <summary>netjack2-cs and jack2 in one picture each for spectrum and pitch.</summary>
internal static class AdapterPicture
{
    private const int Width = 900, Height = 360;
    private const double Rate = 48_000;
    private const int Channel = 0; // that of 1 kHz

    /// <summary>Writes NAME-spectrum.svg and NAME-pitch.svg into a folder.</summary>
    public static void Save(string folder, AdapterScene scene, AdapterResult netJack2Cs, AdapterResult? jack2)
    {
        using Plot spectrum = Open($"{scene.Title}: spectrum of {AdapterScene.Frequencies[Channel]} Hz", "Hz", "dB");
        using Plot pitch = Open($"{scene.Title}: pitch", "s", "ppm away");
        foreach ((AdapterResult? result, string name) in ((AdapterResult?, string)[])[(jack2, "jack2"), (netJack2Cs, "netjack2-cs")])
        {
            if (result?.Tones[Channel] is not { } tone)
                continue;
            AddLine(spectrum, name, Thin(tone.Spectrum), Rate / 2 / tone.Spectrum.Length);
            AddLine(pitch, name, (tone.Pitch, 1), PlayedTone.Window / Rate);
        }
        spectrum.Axes.SetLimits(0, Rate / 2, -180, 5);
        _ = spectrum.SaveSvg(Path.Combine(folder, $"{scene.Name}-spectrum.svg"), Width, Height);
        _ = pitch.SaveSvg(Path.Combine(folder, $"{scene.Name}-pitch.svg"), Width, Height);
    }

    private static Plot Open(string title, string x, string y)
    {
        var plot = new Plot();
        plot.Title(title);
        plot.XLabel(x);
        plot.YLabel(y);
        plot.ShowLegend();
        return plot;
    }

    private static void AddLine(Plot plot, string name, (double[] Values, int Step) line, double unit)
    {
        ScottPlot.Plottables.Signal signal = plot.Add.Signal(line.Values, unit * line.Step);
        signal.LegendText = name;
    }

    // Of neighbours the loudest: a picture has fewer points than bins.
    private static (double[] Values, int Step) Thin(double[] bins)
    {
        const int Neighbours = 32;
        return ([.. bins.Chunk(Neighbours).Select(chunk => chunk.Max())], Neighbours);
    }
}

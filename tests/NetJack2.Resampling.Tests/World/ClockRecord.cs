// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Resampling.Tests.World;

/// <summary>What a simulation saw, cycle by cycle: extremes and means.</summary>
internal sealed class ClockRecord
{
    private double _squares;
    private double _ratios;
    private double _sum;

    public long Cycles { get; private set; }

    /// <summary>Far frames by which the map was behind the truth: the change of latency.</summary>
    public double LeastLag { get; private set; } = double.MaxValue;

    public double MostLag { get; private set; } = double.MinValue;

    public double MeanLag => _sum / Cycles;

    /// <summary>How far the ratio was from the truth, in ppm rms and in ppm of the mean.</summary>
    public double RatioRms => 1e6 * Math.Sqrt(_squares / Cycles);

    public double RatioMean => 1e6 * _ratios / Cycles;

    /// <summary>The fastest change of pitch, in ppm for each second.</summary>
    public double Slope { get; private set; }

    /// <summary>What is left of a sine of 10 kHz that is read along the map.</summary>
    public ToneRecord Tone { get; } = new(10_000 / 48000.0);

    public void Add(double lag, double ratioError, double slope)
    {
        Cycles++;
        LeastLag = Math.Min(LeastLag, lag);
        MostLag = Math.Max(MostLag, lag);
        _sum += lag;
        _squares += ratioError * ratioError;
        _ratios += ratioError;
        Slope = Math.Max(Slope, Math.Abs(slope) * 1e6);
    }

    public override string ToString()
        => $"lag {LeastLag:0.00} … {MostLag:0.00} frames (mean {MeanLag:0.00}), ratio {RatioRms:0.000} ppm rms, "
            + $"slope {Slope:0.00} ppm/s, tone {Tone.Least:0.0} dB, {Cycles} cycles";
}

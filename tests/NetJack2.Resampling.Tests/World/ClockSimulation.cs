// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Resampling.Clocks;

namespace NetJack2.Resampling.Tests.World;

/// <summary>A <see cref="ClockPair"/> between two virtual sides: counts and times, no samples.</summary>
internal sealed class ClockSimulation
{
    private readonly double _rate;
    private double _offset = double.NaN;
    private double _lastCorrection;

    public ClockSimulation(double rate, int nearBlock, int farBlock, double ppm, double jitter, int seed)
        : this(rate, nearBlock, farBlock, ppm, () => Lateness.Uniform(2 * jitter), seed)
    {
    }

    public ClockSimulation(double rate, int nearBlock, int farBlock, double ppm, Func<Func<Random, double>> lateness, int seed)
    {
        _rate = rate;
        Near = new VirtualSide(rate, 0, nearBlock, lateness(), seed);
        Far = new VirtualSide(rate, ppm, farBlock, lateness(), seed + 1);
        Pair = new ClockPair(rate, rate);
        Near.Begin();
        Far.Begin();
    }

    public VirtualSide Near { get; }

    public VirtualSide Far { get; }

    public ClockPair Pair { get; }

    public double Seconds => Near.NextSeen * 1e-6;

    /// <summary>Runs up to a time and returns what was seen on the way.</summary>
    public ClockRecord RunTo(double seconds)
    {
        var record = new ClockRecord();
        while (Seconds < seconds)
        {
            if (Far.NextSeen <= Near.NextSeen)
            {
                Pair.AddFar(Far.Frame, Math.Floor(Far.NextSeen) * 1e-6);
                Far.Next();
                continue;
            }
            long frame = Near.Frame;
            Pair.AddNear(frame, Math.Floor(Near.NextSeen) * 1e-6);
            if (!double.IsNaN(_offset) || Pair.IsSteady)
                Cycle(frame, record);
            Near.Next();
        }
        return record;
    }

    private void Cycle(long frame, ClockRecord record)
    {
        if (double.IsNaN(_offset))
        {
            Pair.Align(frame);
            _offset = 0;
        }
        Pair.Measure(frame);
        Pair.Follow(Near.Block);
        double truth = Far.TrueFrame(Near.TrueTime(frame));
        double place = Pair.Place.Frame + Pair.Place.Fraction;
        double slope = (Pair.Correction - _lastCorrection) / (Near.Block / _rate);
        _lastCorrection = Pair.Correction;
        record.Add(truth - place, Pair.Correction - (Far.Ppm * 1e-6), slope);
        record.Tone.Add(Pair.Place, Pair.Step, Near.Block);
        Pair.Advance(Near.Block);
    }
}

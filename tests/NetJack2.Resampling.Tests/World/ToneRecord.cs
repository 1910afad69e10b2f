// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Resampling.Filters;

namespace NetJack2.Resampling.Tests.World;

/// <summary>How clean a sine is that is read along a map of near frames to far frames: in each window, a straight map is taken away, which
/// is another frequency and phase, and what is left is noise of the phase.</summary>
/// <param name="frequency">Of the sine, in cycles for each far frame.</param>
internal sealed class ToneRecord(double frequency)
{
    // 85 ms at 48 kHz.
    private const int Window = 4096;
    private const int Spacing = 16;

    private readonly double[] _places = new double[Window / Spacing];
    private FramePosition _start;
    private int _frames;

    /// <summary>The worst window's ratio of signal to noise, in dB.</summary>
    public double Least { get; private set; } = double.MaxValue;

    /// <summary>A cycle of the map. Its frames are a multiple of 16, and divide 4096.</summary>
    public void Add(FramePosition place, double step, int frames)
    {
        if (_frames == 0)
            _start = place;
        for (int frame = 0; frame < frames && _frames < Window; frame += Spacing, _frames += Spacing)
            _places[_frames / Spacing] = place.Minus(_start) + (frame * step) - _frames;
        if (_frames < Window)
            return;
        Least = Math.Min(Least, SignalToNoise());
        _frames = 0;
    }

    private double SignalToNoise()
    {
        double middle = (_places.Length - 1) / 2.0;
        double mean = _places.Average();
        double slope = 0, squares = 0, width = 0;
        for (int at = 0; at < _places.Length; at++)
        {
            slope += (at - middle) * _places[at];
            width += (at - middle) * (at - middle);
        }
        for (int at = 0; at < _places.Length; at++)
        {
            double bend = _places[at] - mean - ((at - middle) * slope / width);
            squares += bend * bend;
        }
        return -20 * Math.Log10(2 * Math.PI * frequency * Math.Sqrt(squares / _places.Length) + 1e-8);
    }
}

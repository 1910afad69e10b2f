// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;
using NetJack2.Resampling.Filters;

namespace NetJack2.Resampling.Clocks;

/// <summary>Where one clock is when the other begins a cycle: a continuous, steady map of near frames to far frames.</summary>
/// <remarks>Counts and times only, no samples. Used by the near side's thread.</remarks>
internal sealed class ClockPair
{
    private readonly BlockClock _near;
    private readonly BlockClock _far;
    private readonly DriftLoop _loop = new();
    private readonly double _farRate;
    private readonly double _nominalStep;
    private readonly double _nearRate;
    private double _step;
    private long _rates;

    /// <summary>Two clocks of which only the nominal rates are known.</summary>
    public ClockPair(double nearRate, double farRate)
    {
        _near = new BlockClock(nearRate);
        _far = new BlockClock(farRate);
        _nearRate = nearRate;
        _farRate = farRate;
        _nominalStep = farRate / nearRate;
        _step = _nominalStep;
    }

    /// <summary>Whether both clocks are known well enough to begin.</summary>
    public bool IsSteady => _near.IsSteady && _far.IsSteady;

    /// <summary>Times that one of the clocks lost or won frames.</summary>
    public long Jumps => _near.Jumps + _far.Jumps;

    /// <summary>Far frames for each near frame in this cycle.</summary>
    public double Step => _step;

    /// <summary>The far frame that belongs to the first frame of this cycle.</summary>
    public FramePosition Place { get; private set; }

    /// <summary>Far frames by which <see cref="Place"/> is behind the clocks.</summary>
    public double Error { get; private set; }

    /// <summary>Seconds since the map began to follow.</summary>
    public double AgeSeconds => _loop.AgeSeconds;

    /// <summary>When the last far block was stamped, in seconds.</summary>
    public double LastFarStampSeconds => _far.LastStampSeconds;

    /// <summary>The correction of the nominal ratio, 1e-6 being one ppm.</summary>
    public double Correction => _loop.Correction;

    /// <summary>By how many seconds far blocks may be late for a while though no frames were lost.</summary>
    /// <param name="seconds">In place of a few milliseconds, if that is longer.</param>
    [RealTimeSafe]
    public void AllowFarLateness(double seconds) => _far.UsualLateness = seconds;

    /// <summary>Adds the stamp of a far block.</summary>
    /// <param name="frame">The frame that was due.</param>
    /// <param name="time">When it was seen, in seconds.</param>
    [RealTimeSafe]
    public void AddFar(long frame, double time) => _far.Add(frame, time);

    /// <summary>Adds the stamp of a near cycle.</summary>
    /// <param name="frame">The frame that was due.</param>
    /// <param name="time">When it was seen, in seconds.</param>
    [RealTimeSafe]
    public void AddNear(long frame, double time) => _near.Add(frame, time);

    /// <summary>Starts the map, or starts it anew, where the clocks are.</summary>
    /// <param name="frame">The first frame of this cycle.</param>
    [RealTimeSafe]
    public void Align(long frame)
    {
        Place = default(FramePosition).Plus(_far.FrameAt(_near.TimeOf(frame)));
        Error = 0;
    }

    /// <summary>Measures how far the map is away from the clocks.</summary>
    /// <param name="frame">The first frame of this cycle.</param>
    [RealTimeSafe]
    public void Measure(long frame) => Error = _far.FrameAt(_near.TimeOf(frame)) - Place.Frame - Place.Fraction;

    /// <summary>Sets the speed of the map from the last <see cref="Measure"/>. The correction stays within what the drift of
    /// crystals can be.</summary>
    /// <param name="frames">Frames of the cycle.</param>
    [RealTimeSafe]
    public void Follow(int frames)
    {
        long rates = _near.Rates + _far.Rates;
        if (rates != _rates)
            _loop.Renew();
        _rates = rates;
        _loop.Update(Error / _farRate, (_near.PeriodSeconds / _far.PeriodSeconds / _nominalStep) - 1, frames / _nearRate);
        _step = _nominalStep * (1 + _loop.Correction);
    }

    /// <summary>Advances by a cycle of so many frames.</summary>
    [RealTimeSafe]
    public void Advance(int frames) => Place = Place.Plus(frames * _step);
}

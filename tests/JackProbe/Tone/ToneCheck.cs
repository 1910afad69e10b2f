// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe.Tone;

/// <summary>Level, frequency, gaps and clicks of one channel with a sine.</summary>
/// <remarks>Resampling with a slowly changing ratio affects none of them.</remarks>
internal sealed class ToneCheck(double frequency, double rate)
{
    // A sine is smaller only next to its zero crossings, for a few frames.
    private const float Silence = 1e-4f;

    // A longer run is a gap: the sine itself is within ±Silence next to a crossing.
    private readonly int _mostAtCrossing = 1 + (int)(2 * Silence / (2 * Math.PI * frequency / rate * ToneSender.Amplitude));
    private readonly int _stretch = (int)rate / 10;
    private readonly double _largestStep = 2 * Math.PI * frequency / rate * ToneSender.Amplitude * 1.5;
    private float _previous;
    private long _frames;
    private long _firstCrossing = -1;
    private long _lastCrossing;
    private long _crossings;
    private long _silentSince;
    private long _gapsLongest;
    private double _energy;
    private int _inStretch;

    public double RmsMin { get; private set; } = double.MaxValue;

    public double RmsMax { get; private set; }

    public long SilentFrames { get; private set; }

    public long Clicks { get; private set; }

    /// <summary>The longest run of silent frames; 0 if it is not longer than at a zero crossing.</summary>
    public long LongestGap => _gapsLongest > _mostAtCrossing ? _gapsLongest : 0;

    /// <summary>The frequency in Hz by the upward zero crossings; 0 without any.</summary>
    public double Frequency => _crossings < 2 ? 0 : (_crossings - 1) * rate / (_lastCrossing - _firstCrossing);

    public void Check(ReadOnlySpan<float> samples)
    {
        foreach (float sample in samples) Check(sample);
    }

    private void Check(float sample)
    {
        if (_frames > 0 && MathF.Abs(sample - _previous) > _largestStep) Clicks++;
        if (_previous < 0 && sample >= 0)
        {
            _crossings++;
            _lastCrossing = _frames;
            if (_firstCrossing < 0) _firstCrossing = _frames;
        }

        if (MathF.Abs(sample) < Silence) SilentFrames++;
        else _silentSince = _frames + 1;
        _gapsLongest = Math.Max(_gapsLongest, _frames + 1 - _silentSince);
        _energy += (double)sample * sample;
        if (++_inStretch == _stretch) EndStretch();
        _previous = sample;
        _frames++;
    }

    private void EndStretch()
    {
        double level = Math.Sqrt(2 * _energy / _stretch) / ToneSender.Amplitude;
        RmsMin = Math.Min(RmsMin, level);
        RmsMax = Math.Max(RmsMax, level);
        _energy = 0;
        _inStretch = 0;
    }
}

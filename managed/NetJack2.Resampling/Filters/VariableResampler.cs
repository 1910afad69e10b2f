// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Resampling.Filters;

/// <summary>Resamples a stream of many channels by a ratio that may change all the time.</summary>
/// <remarks>
/// Used by one thread; real-time safe but for the constructor. In a cycle: <see cref="InputNeeded"/> says how many frames to
/// <see cref="Write"/> and <see cref="Commit"/>, then <see cref="Render"/> makes the output.
/// </remarks>
/// <param name="channels">1 … 255.</param>
/// <param name="quality">Taps, and with them delay and cost.</param>
/// <param name="ratio">Output frames for each input frame, 0.25 … 4. The filter is made for it: if the ratio later falls far below 1 and below this one, treble aliases.</param>
/// <param name="maxInput">The most frames that are written at once.</param>
/// <param name="maxOutput">The most frames that are rendered at once.</param>
public sealed class VariableResampler(int channels, ResamplingQuality quality, double ratio, int maxInput, int maxOutput)
{
    private readonly Interpolator _interpolator = new(channels, quality, ratio, maxInput, maxOutput);
    private FramePosition _position;
    private double _step = 1 / ratio;
    private double _targetStep = 1 / ratio;

    /// <summary>Output frames for each input frame at the end of the next <see cref="Render"/>, which goes there in a line. Held to 0.25 … 4.</summary>
    public double Ratio
    {
        get => 1 / _targetStep;
        set => _targetStep = 1 / Math.Clamp(value, Interpolator.MinRatio, Interpolator.MaxRatio);
    }

    /// <summary>The delay in input frames: never changes.</summary>
    public int Delay => _interpolator.Delay;

    /// <summary>Input frames to write before so many output frames can be rendered; 0 if they are there already.</summary>
    [RealTimeSafe]
    public int InputNeeded(int frames)
    {
        FramePosition last = _position;
        double step = _step;
        double change = (_targetStep - _step) / frames;
        for (int frame = 1; frame < frames; frame++)
        {
            last = last.Plus(step);
            step += change;
        }
        return (int)Math.Max(0, last.Frame + Delay + 1 - _interpolator.End);
    }

    /// <summary>The next input frames of a channel; the same number for all channels.</summary>
    [RealTimeSafe]
    public void Write(int channel, ReadOnlySpan<float> samples) => _interpolator.Write(channel, samples);

    /// <summary>Moves on by as many frames as have been written for every channel.</summary>
    [RealTimeSafe]
    public void Commit(int frames) => _interpolator.Commit(frames);

    /// <summary>Makes so many output frames; fewer where input is missing.</summary>
    /// <returns>Output frames made.</returns>
    [RealTimeSafe]
    public int Render(int frames)
    {
        double change = (_targetStep - _step) / frames;
        int made = _interpolator.Render(ref _position, _step, change, frames);
        _step = made == frames ? _targetStep : _step + (made * change);
        return made;
    }

    /// <summary>What was rendered last, of one channel.</summary>
    [RealTimeSafe]
    public ReadOnlySpan<float> Output(int channel, int frames) => _interpolator.Output(channel, frames);
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Resampling.Filters;

namespace NetJack2.Bench.Resampling.Measuring;

/// <summary>Resamples a stream by an <see cref="Interpolator"/>, with a ratio that may change at any time.</summary>
/// <remarks>In a cycle: <see cref="Write"/> and <see cref="Commit"/> <see cref="InputNeeded"/> frames, then <see cref="Render"/>.</remarks>
/// <param name="channels">1 to 255.</param>
/// <param name="quality">Number of taps.</param>
/// <param name="ratio">Output frames for each input frame, 0.25 to 4. The filter is made for this ratio.</param>
/// <param name="maxInput">The most frames that are written at once.</param>
/// <param name="maxOutput">The most frames that are rendered at once.</param>
internal sealed class VariableResampler(int channels, ResamplingQuality quality, double ratio, int maxInput, int maxOutput)
{
    private readonly Interpolator _interpolator = new(channels, quality, ratio, maxInput, maxOutput);
    private FramePosition _position;
    private double _step = 1 / ratio;

    /// <summary>Output frames for each input frame at the end of the next <see cref="Render"/>, which changes the ratio linearly.</summary>
    public double Ratio { get; set; } = ratio;

    /// <summary>The constant delay in input frames.</summary>
    public int Delay => _interpolator.Delay;

    /// <summary>Input frames to write before so many output frames can be rendered; 0 if enough have been written.</summary>
    public int InputNeeded(int frames)
    {
        FramePosition last = _position;
        double step = _step;
        double change = ((1 / Ratio) - _step) / frames;
        for (int frame = 1; frame < frames; frame++)
        {
            last = last.Plus(step);
            step += change;
        }
        return (int)Math.Max(0, last.Frame + Delay + 1 - _interpolator.End);
    }

    /// <summary>Adds input frames of a channel; the same number for all channels.</summary>
    public void Write(int channel, ReadOnlySpan<float> samples) => _interpolator.Write(channel, samples);

    /// <summary>Completes the frames that have been written for every channel.</summary>
    public void Commit(int frames) => _interpolator.Commit(frames);

    /// <summary>Renders so many output frames, or fewer if input is missing; returns their number.</summary>
    public int Render(int frames)
    {
        double change = ((1 / Ratio) - _step) / frames;
        int made = _interpolator.Render(ref _position, _step, change, frames);
        _step = made == frames ? 1 / Ratio : _step + (made * change);
        return made;
    }

    /// <summary>A channel of the last rendered frames.</summary>
    public ReadOnlySpan<float> Output(int channel, int frames) => _interpolator.Output(channel, frames);
}

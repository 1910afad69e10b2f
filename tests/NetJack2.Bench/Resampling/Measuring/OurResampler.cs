// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Resampling.Filters;
namespace NetJack2.Bench.Resampling.Measuring;

/// <summary><see cref="VariableResampler"/>, driven by its input. Interleaved frames are taken apart and put together outside of the time that is measured.</summary>
internal sealed class OurResampler(int channels, ResamplingQuality quality, double ratio, int maxInput) : IStreamResampler
{
    private readonly VariableResampler _resampler = new(channels, quality, ratio, maxInput, MaxOutput(ratio, maxInput));
    private readonly float[] _channel = new float[Math.Max(maxInput, MaxOutput(ratio, maxInput))];

    public VariableResampler Resampler => _resampler;

    public int Process(ReadOnlySpan<float> input, Span<float> output)
    {
        int frames = input.Length / channels;
        for (int channel = 0; channel < channels; channel++)
        {
            for (int frame = 0; frame < frames; frame++)
                _channel[frame] = input[(frame * channels) + channel];
            _resampler.Write(channel, _channel.AsSpan(0, frames));
        }
        _resampler.Commit(frames);
        int made = _resampler.Render(MaxOutput(ratio, maxInput));
        for (int channel = 0; channel < channels; channel++)
        {
            ReadOnlySpan<float> rendered = _resampler.Output(channel, made);
            for (int frame = 0; frame < made; frame++)
                output[(frame * channels) + channel] = rendered[frame];
        }
        return made;
    }

    // A ratio that is set is reached by the end of what is rendered: here that is whatever the input suffices for.
    public static int MaxOutput(double ratio, int maxInput) => (int)(maxInput * ratio * 1.1) + 2;
}

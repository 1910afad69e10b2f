// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Resampling.Filters;

namespace NetJack2.Bench.Resampling.Measuring;

/// <summary>A <see cref="VariableResampler"/> at a fixed ratio for interleaved frames.</summary>
internal sealed class InterleavedResampler(int channels, ResamplingQuality quality, double ratio, int maxInput) : IStreamResampler
{
    private readonly VariableResampler _resampler = new(channels, quality, ratio, maxInput, MaxOutput(ratio, maxInput));
    private readonly float[] _channel = new float[Math.Max(maxInput, MaxOutput(ratio, maxInput))];

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

    // At least what a block of input suffices for: Render then uses all input.
    private static int MaxOutput(double ratio, int maxInput) => (int)(maxInput * ratio * 1.1) + 2;
}

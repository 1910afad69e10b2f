// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Bench.Resampling.Measuring;

/// <summary>A resampler to be measured.</summary>
internal interface IStreamResampler
{
    /// <summary>Resamples interleaved frames; returns the number of output frames.</summary>
    int Process(ReadOnlySpan<float> input, Span<float> output);
}

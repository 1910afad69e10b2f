// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Bench.Resampling.Measuring;

/// <summary>A resampler that is measured: ours, or another.</summary>
internal interface IStreamResampler
{
    /// <summary>Resamples interleaved frames, and returns how many frames came out.</summary>
    int Process(ReadOnlySpan<float> input, Span<float> output);
}

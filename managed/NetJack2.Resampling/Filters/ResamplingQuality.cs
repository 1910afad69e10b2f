// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Resampling.Filters;

/// <summary>Resampling qualities, from the lowest delay to the highest quality. Delays are in input frames at a ratio of 1.</summary>
public enum ResamplingQuality
{
    /// <summary>16 taps: a delay of 8 frames.</summary>
    LowestDelay = 0,

    /// <summary>32 taps: a delay of 16 frames.</summary>
    LowDelay = 1,

    /// <summary>48 taps: a delay of 24 frames.</summary>
    Good = 2,

    /// <summary>64 taps: a delay of 32 frames. As clean as single-precision samples can be, and flat to 20 kHz at 48 kHz.</summary>
    High = 3,

    /// <summary>384 taps: a delay of 192 frames. As clean, and flat to 23.2 kHz at 48 kHz.</summary>
    Highest = 4,
}

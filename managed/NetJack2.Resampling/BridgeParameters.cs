// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;
using NetJack2.Resampling.Filters;

namespace NetJack2.Resampling;

/// <summary>The parameters of a <see cref="ClockBridge"/>.</summary>
/// <param name="NearRate">Frames for each second of the near side, which resamples: JACK's process callback.</param>
/// <param name="FarRate">Frames for each second of the far side: a device, a network. Its ratio to the near rate is 0.25 … 4.</param>
/// <param name="NearPeriod">The most frames of a near cycle.</param>
/// <param name="FarPeriod">The most frames of a far block.</param>
/// <param name="CaptureChannels">From far to near: 0 … 255.</param>
/// <param name="PlaybackChannels">From near to far: 0 … 255.</param>
public sealed record BridgeParameters(
    int NearRate, int FarRate, int NearPeriod, int FarPeriod, int CaptureChannels, int PlaybackChannels)
{
    /// <summary>The resampling quality: better ones have more delay.</summary>
    public ResamplingQuality Quality { get; init; } = ResamplingQuality.High;

    // By this, threads are late on a machine that is not made for audio.
    private const double LeastSlackSeconds = 1e-3;

    /// <summary>Whether a bridge between the two rates is possible: the far rate is 0.25…4 times the near one.</summary>
    public static bool IsPossible(int nearRate, int farRate) => (double)farRate / nearRate is >= 0.25 and <= 4;

    /// <summary>A <see cref="SlackSeconds"/> for what is known of both sides, rounded down to whole microseconds: so the rounding error of
    /// a quotient adds no frame.</summary>
    /// <param name="lateness">Seconds by which they may be late.</param>
    /// <param name="buffer">Seconds of the buffer that the user requests, of which half is latency; 0: none.</param>
    [RealTimeSafe]
    public static double SlackFor(double lateness, double buffer)
        => Math.Floor(Math.Max(Math.Max(LeastSlackSeconds, lateness), buffer / 2) * 1e6) * 1e-6;

    /// <summary>By how many seconds threads of both sides together may be late without a hole: part of both latencies.</summary>
    public double SlackSeconds { get; init; } = LeastSlackSeconds;

    /// <summary>Whether far frames that are lost are counted, as those of a network: blocks that are late by less than the slack are late,
    /// then, and no frames are missing.</summary>
    public bool CountsFar { get; init; }

    /// <summary>The longest <see cref="SlackSeconds"/> that the bridge can get while it runs; less than the initial one: it cannot
    /// change.</summary>
    public double MostSlackSeconds { get; init; }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Resampling.Filters;

namespace NetJack2.Resampling;

/// <summary>What a <see cref="ClockBridge"/> is made for.</summary>
/// <param name="NearRate">Frames for each second of the near side, which resamples: JACK's process callback.</param>
/// <param name="FarRate">Frames for each second of the far side: a device, a network. Its ratio to the near rate is 0.25 … 4.</param>
/// <param name="NearPeriod">The most frames of a near cycle.</param>
/// <param name="FarPeriod">The most frames of a far block.</param>
/// <param name="CaptureChannels">From far to near: 0 … 255.</param>
/// <param name="PlaybackChannels">From near to far: 0 … 255.</param>
public sealed record BridgeParameters(
    int NearRate, int FarRate, int NearPeriod, int FarPeriod, int CaptureChannels, int PlaybackChannels)
{
    /// <summary>Delay against quality.</summary>
    public ResamplingQuality Quality { get; init; } = ResamplingQuality.High;

    // What threads are late by on a machine that is not made for audio.
    private const int LeastSlack = 1000;

    /// <summary>Whether the two rates are near enough to each other.</summary>
    public static bool IsPossible(int nearRate, int farRate) => (double)farRate / nearRate is >= 0.25 and <= 4;

    /// <summary>A <see cref="Slack"/> for what is known of both sides.</summary>
    /// <param name="lateness">Microseconds by which they may be late.</param>
    /// <param name="buffer">Microseconds of the buffer that the user asks for, of which half is latency; 0: none.</param>
    public static int SlackFor(double lateness, double buffer) => (int)Math.Max(Math.Max(LeastSlack, lateness), buffer / 2);

    /// <summary>By how many microseconds threads of both sides together may be late without a hole: part of both latencies.</summary>
    public int Slack { get; init; } = LeastSlack;
}

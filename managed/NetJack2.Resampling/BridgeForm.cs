namespace NetJack2.Resampling;

/// <summary>What a <see cref="ClockBridge"/> is made for.</summary>
/// <param name="NearRate">Frames for each second of the near side, which resamples: JACK's process callback.</param>
/// <param name="FarRate">Frames for each second of the far side: a device, a network. Its ratio to the near rate is 0.25 … 4.</param>
/// <param name="NearPeriod">The most frames of a near cycle.</param>
/// <param name="FarPeriod">The most frames of a far block.</param>
/// <param name="CaptureChannels">From far to near: 0 … 255.</param>
/// <param name="PlaybackChannels">From near to far: 0 … 255.</param>
public sealed record BridgeForm(
    int NearRate, int FarRate, int NearPeriod, int FarPeriod, int CaptureChannels, int PlaybackChannels)
{
    /// <summary>Delay against quality.</summary>
    public ResamplingQuality Quality { get; init; } = ResamplingQuality.High;

    /// <summary>By how many microseconds threads of both sides together may be late without a hole: part of both latencies.</summary>
    public int Slack { get; init; } = 1000;
}

// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe.Results;

/// <summary>What sound that went out on N ports was like when it came back on N ports.</summary>
/// <param name="Lag">The lag at which the first channel is most like what was sent, in frames.</param>
/// <param name="LagMin">The smallest such lag of any channel.</param>
/// <param name="LagMax">The largest.</param>
/// <param name="SignalToNoise">How much stronger the sound is than the difference, in dB, on the worst channel.</param>
/// <param name="Xruns">Xruns that the server told of while measuring.</param>
/// <param name="PublishedLatency">What the port latencies promise for the round trip, in frames.</param>
public sealed record SoundResult(
    int Channels, int Frames, int Lag, int LagMin, int LagMax, double SignalToNoise, int Xruns, long PublishedLatency, uint Rate, uint Period)
{
    /// <summary>One line for a person.</summary>
    public string Summary
        => $"{Channels} ch × {Frames} frames, period {Period}: lag {Lag} ({LagMin}…{LagMax}, published {PublishedLatency}), {SignalToNoise:F1} dB, {Xruns} xruns";
}

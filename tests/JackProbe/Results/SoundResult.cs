// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe.Results;

/// <summary>Check of sound that was sent on N ports and received on N ports.</summary>
/// <param name="Lag">The lag at which the first channel matches the sent sound best, in frames.</param>
/// <param name="LagMin">The smallest lag of all channels.</param>
/// <param name="LagMax">The largest lag of all channels.</param>
/// <param name="SignalToNoise">Power of the sent sound divided by that of the difference, in dB, of the worst channel.</param>
/// <param name="Xruns">Xruns that the server reported while measuring.</param>
/// <param name="PublishedLatency">The round-trip latency of the ports, in frames.</param>
public sealed record SoundResult(
    int Channels, int Frames, int Lag, int LagMin, int LagMax, double SignalToNoise, int Xruns, long PublishedLatency,
    uint Rate, uint Period)
{
    /// <summary>The result in one line.</summary>
    public string Summary
        => $"{Channels} ch × {Frames} frames, period {Period}: lag {Lag} ({LagMin}…{LagMax}, published {PublishedLatency}), "
            + $"{SignalToNoise:F1} dB, {Xruns} xruns";
}

// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe.Results;

/// <summary>Check of a counter that was sent on N ports and received on N ports.</summary>
/// <param name="Lag">The most frequent lag in frames; −1 if no code was received.</param>
/// <param name="Glitches">Changes of lag, on any channel.</param>
/// <param name="GlitchFrames">Frames with another lag than <paramref name="Lag"/>.</param>
/// <param name="Undecodable">Frames that are no code.</param>
/// <param name="SilentFrames">Frames of exactly 0, which is no code.</param>
/// <param name="Gaps">Runs of silent frames, on any channel.</param>
/// <param name="LongestGap">
/// The longest run of frames, on any channel, that are silent, no code, or have another lag than the frame before.
/// </param>
/// <param name="Xruns">Xruns that the server reported while measuring.</param>
/// <param name="FirstSoundAt">CLOCK_MONOTONIC in µs of the first cycle with sound; 0 if there was none.</param>
/// <param name="SoundBackAt">CLOCK_MONOTONIC in µs of the first cycle with sound after the longest silence; 0 if there was none.</param>
/// <param name="PublishedLatency">The round-trip latency of the ports, in frames.</param>
public sealed record LoopResult(
    int Channels,
    long Cycles,
    long Frames,
    long Lag,
    long LagMin,
    long LagMax,
    long Glitches,
    long GlitchFrames,
    long Undecodable,
    long SilentFrames,
    long Gaps,
    long LongestGap,
    int Xruns,
    long FirstSoundAt,
    long SoundBackAt,
    long PublishedLatency,
    uint Rate,
    uint Period,
    IReadOnlyList<ChannelResult>? PerChannel)
{
    /// <summary>Whether every frame was received, all with the same lag.</summary>
    public bool IsPerfect => Frames > 0 && Glitches == 0 && GlitchFrames == 0 && Undecodable == 0 && SilentFrames == 0;

    /// <summary>Frames that are not the sent ones at the right time.</summary>
    public long WrongFrames => GlitchFrames + Undecodable + SilentFrames;

    /// <summary>The result in one line, without the channels.</summary>
    public string Summary
        => $"{Channels} ch × {Cycles} cycles of {Period}: lag {Lag} ({LagMin}…{LagMax}, published {PublishedLatency}), {Glitches} glitches "
            + $"({GlitchFrames} frames), {Gaps} gaps ({SilentFrames} frames), {Undecodable} undecodable, longest gap {LongestGap}, "
            + $"{Xruns} xruns";
}

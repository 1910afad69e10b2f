// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe.Results;

/// <summary>What a counter that went out on N ports looked like when it came back on N ports.</summary>
/// <param name="Lag">The lag of most frames, in frames; −1 when nothing came back.</param>
/// <param name="Glitches">Changes of lag, on any channel.</param>
/// <param name="GlitchFrames">Decodable frames whose lag was not <paramref name="Lag"/>.</param>
/// <param name="Undecodable">Frames that hold no code.</param>
/// <param name="SilentFrames">Frames of exactly 0, which is no code.</param>
/// <param name="Gaps">Runs of silent frames, on any channel.</param>
/// <param name="LongestGap">The most frames on end, on any channel, that are silent, hold no code, or are another lag than the frame before.</param>
/// <param name="Xruns">Xruns that the server told of while measuring.</param>
/// <param name="FirstSoundAt">CLOCK_MONOTONIC in µs of the first cycle with a decodable frame; 0: never.</param>
/// <param name="SoundBackAt">The same of the first cycle with sound after the longest time without; 0: there was none after one without.</param>
/// <param name="PublishedLatency">What the port latencies promise for the round trip, in frames.</param>
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
    /// <summary>Every frame came back, and all with the same lag.</summary>
    public bool IsPerfect => Frames > 0 && Glitches == 0 && GlitchFrames == 0 && Undecodable == 0 && SilentFrames == 0;

    /// <summary>Frames that are not what was sent, at its time.</summary>
    public long WrongFrames => GlitchFrames + Undecodable + SilentFrames;

    /// <summary>One line for a person, without the list of channels.</summary>
    public string Summary
        => $"{Channels} ch × {Cycles} cycles of {Period}: lag {Lag} ({LagMin}…{LagMax}, published {PublishedLatency}), {Glitches} glitches "
            + $"({GlitchFrames} frames), {Gaps} gaps ({SilentFrames} frames), {Undecodable} undecodable, longest gap {LongestGap}, {Xruns} xruns";
}

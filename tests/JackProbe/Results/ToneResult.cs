// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe.Results;

/// <summary>Check of sines that were sent on N ports, possibly resampled, and received. Figures of the worst channel.</summary>
/// <param name="RmsMin">The least level of a tenth of a second, relative to the sent level.</param>
/// <param name="RmsMax">The greatest level.</param>
/// <param name="FrequencyMin">The least frequency in Hz, by the zero crossings of the whole time.</param>
/// <param name="FrequencyMax">The greatest frequency.</param>
/// <param name="LongestGap">The longest run of silent frames, except at zero crossings.</param>
/// <param name="SilentFrames">Silent frames of all channels.</param>
/// <param name="Clicks">Steps from frame to frame that are larger than those of the sine.</param>
public sealed record ToneResult(
    int Channels, long Cycles, long Frames, double RmsMin, double RmsMax, double FrequencyMin, double FrequencyMax,
    long LongestGap, long SilentFrames, long Clicks, int Xruns, uint Rate, uint Period)
{
    /// <summary>The result in one line.</summary>
    public string Summary
        => $"{Channels} ch × {Cycles} cycles of {Period}: level {RmsMin:0.000}…{RmsMax:0.000}, {FrequencyMin:0.00}…{FrequencyMax:0.00} Hz, "
            + $"longest gap {LongestGap} of {SilentFrames} silent frames, {Clicks} clicks, {Xruns} xruns";
}

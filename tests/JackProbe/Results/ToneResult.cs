// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe.Results;

/// <summary>What a sine that went out on N ports looked like when it came back, perhaps resampled. Figures are of the worst channel.</summary>
/// <param name="RmsMin">Least level of a tenth of a second, relative to what was sent.</param>
/// <param name="RmsMax">Greatest level likewise.</param>
/// <param name="FrequencyMin">By the zero crossings of the whole time, in Hz.</param>
/// <param name="FrequencyMax">The greatest of the channels.</param>
/// <param name="LongestGap">The most frames on end that are silent, zero crossings excepted.</param>
/// <param name="SilentFrames">Silent frames of all channels.</param>
/// <param name="Clicks">Steps from one frame to the next that are larger than the sine has.</param>
public sealed record ToneResult(
    int Channels, long Cycles, long Frames, double RmsMin, double RmsMax, double FrequencyMin, double FrequencyMax, long LongestGap, long SilentFrames, long Clicks, int Xruns, uint Rate, uint Period)
{
    /// <summary>One line for a person.</summary>
    public string Summary
        => $"{Channels} ch × {Cycles} cycles of {Period}: level {RmsMin:0.000}…{RmsMax:0.000}, {FrequencyMin:0.00}…{FrequencyMax:0.00} Hz, "
            + $"longest gap {LongestGap} of {SilentFrames} silent frames, {Clicks} clicks, {Xruns} xruns";
}

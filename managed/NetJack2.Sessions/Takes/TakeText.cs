// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text;
using NetJack2.Statistics.Takes;

namespace NetJack2.Sessions.Takes;

/// <summary>The log lines about a take.</summary>
internal static class TakeText
{
    /// <summary>Returns the result of a take as a log line. Allocates.</summary>
    /// <param name="frames">How many frames it has.</param>
    /// <param name="wrong">How many of them were wrong at some port.</param>
    /// <param name="faults">How many faults there were, those of MIDI and those that had no room among them.</param>
    /// <param name="path">Its file; null where it could not be written.</param>
    public static string ResultOf(long frames, long wrong, long faults, string? path)
    {
        var text = new StringBuilder();
        if (faults == 0 && wrong == 0)
            return text.Append(TakeWords.Grouped, $"{frames:N0} frames exact").ToString();
        if (wrong != 0)
            text.Append(TakeWords.Grouped, $"{wrong:N0} of {frames:N0} frames are not exact");
        else
            text.Append(TakeWords.Grouped, $"{frames:N0} frames, {faults:N0} faults besides audio");
        return text.Append(path is null ? "" : $", see {path}").ToString();
    }
}

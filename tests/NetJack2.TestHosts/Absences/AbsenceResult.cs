// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;

namespace NetJack2.TestHosts.Absences;

/// <summary>What became of the other side while one was away, and afterwards.</summary>
/// <param name="Bystander">How a client of the surviving server fared, from before the absence until after the return.</param>
/// <param name="ExtraXrunLines">Xruns that the surviving server logged in that time.</param>
/// <param name="KeepsPorts">Whether the session's ports and connections on the surviving server were the same during the absence and after
/// it.</param>
/// <param name="SecondsToNotice">From the return until the log of the surviving server named a session; null:
/// it did not within the limit.</param>
/// <param name="SecondsToSound">From the return until sound came round again; null: it did not within the limit.</param>
/// <param name="Clients">Names of the master's clients afterwards, those of the probe excepted.</param>
public sealed record AbsenceResult(
    BystanderResult Bystander,
    int ExtraXrunLines,
    bool KeepsPorts,
    double? SecondsToNotice,
    double? SecondsToSound,
    IReadOnlyList<string> Clients)
{
    /// <summary>Whether the bystander was called in every cycle, and no server logged an xrun.</summary>
    public bool DisturbsNobody => Bystander.Xruns == 0 && Bystander.MissedFrames == 0 && ExtraXrunLines == 0;

    /// <summary>One line for a person.</summary>
    public string Summary
        => $"bystander: longest gap {Bystander.LongestGap / 1e3:0.0} ms, {Bystander.MissedFrames} frames missed, "
            + $"{Bystander.Xruns} xruns ({ExtraXrunLines} in the log); "
            + $"ports {(KeepsPorts ? "kept" : "NOT kept")}; noticed after {Text(SecondsToNotice)}, "
                + $"sound after {Text(SecondsToSound)}; clients {string.Join(' ', Clients)}";

    private static string Text(double? seconds) => seconds is null ? "never" : $"{seconds:0.00} s";
}

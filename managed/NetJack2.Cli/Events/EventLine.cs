// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using NetJack2.Cli.Layout;
using NetJack2.Rig.Events;
using NetJack2.Statistics;

namespace NetJack2.Cli.Events;

/// <summary>An event as lines for a terminal: local time, kind, name and module, and what happened.</summary>
internal static class EventLine
{
    private const string Reset = "\u001b[0m", Red = "\u001b[31m", Yellow = "\u001b[33m";
    private static readonly int s_wordWidth = EventWords.All.Max(word => word.Length);

    /// <summary>The lines; a further one is indented to where the name begins.</summary>
    /// <param name="report">The event.</param>
    /// <param name="width">Columns of a line.</param>
    /// <param name="isColoured">Whether they may have colours.</param>
    public static IEnumerable<string> Lines(EventReport report, int width, bool isColoured)
    {
        string look = isColoured ? ColourOf(report.Kind) : "";
        return MissedOf(report).Concat(TextLines.Hang($"{HeadOf(report)}  ", TextOf(report), width))
            .Select(line => look.Length == 0 ? line : look + line + Reset);
    }

    /// <summary>The same in one line, however long it is.</summary>
    public static string Of(EventReport report) => $"{HeadOf(report)}  {TextOf(report)}";

    private static IEnumerable<string> MissedOf(EventReport report) =>
        report.Missed == 0 ? [] : [$"({report.Missed} events of {report.Module} were overwritten before they were read)"];

    private static string HeadOf(EventReport report) =>
        report.Time.ToLocalTime().ToString("MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture) + "  " + report.Word.PadRight(s_wordWidth);

    private static string TextOf(EventReport report) => $"{report.Subject} ({report.Module}): {report.Text}";

    private static string ColourOf(EventKind kind) => kind switch
    {
        EventKind.Gone or EventKind.Removed or EventKind.DeviceGone or EventKind.Refused or EventKind.Fault or EventKind.Interrupted => Red,
        EventKind.Lost or EventKind.Late or EventKind.Xrun => Yellow,
        _ => "",
    };
}

// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using NetJack2.Statistics;

namespace NetJack2.Rig.Events;

/// <summary>The text of an event for people: a clause behind its kind and its name.</summary>
internal static class EventText
{
    /// <summary>Returns the clause of an event.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="reason">Its reason, cleaned.</param>
    public static string Of(in PageEvent happened, EventKind kind, string reason) => kind switch
    {
        EventKind.Connected or EventKind.DeviceBack => Join(reason, After("back after ", happened)),
        EventKind.Gone => Join(reason, After("last packet ", happened, " ago")),
        EventKind.Removed => "has not reconnected; its client is removed",
        EventKind.Interrupted => Join("nothing arrives", After("for ", happened)),
        EventKind.Resumed => $"sound is back{After(" after ", happened)}",
        EventKind.Lost => Join(CountOf(happened.Count, "packet"), After("", happened, " of sound"), ConcealedOf(happened)),
        EventKind.Late => CountOf(happened.Count, "packet"),
        EventKind.Xrun => Join(CountOf(happened.Count, "xrun"), reason),
        EventKind.Refused => Join(reason, happened.Count > 1 ? CountOf(happened.Count, "time") : ""),
        EventKind.DeviceGone => "the card is disconnected; its ports are silent",
        EventKind.Transport => Join(reason, happened.Count > 1 ? $"the last of {happened.Count} orders" : ""),
        EventKind.Fault => Join(CountOf(happened.Count, "internal error"), reason),
        _ => reason,
    };

    /// <summary>A duration: "64 ms", "2.4 s", "3 min".</summary>
    public static string DurationOf(long nanoseconds) => nanoseconds switch
    {
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1e6:F0} ms"),
        < 120_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1e9:F1} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 60e9:F0} min"),
    };

    private static string CountOf(long count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";

    private static string After(string before, in PageEvent happened, string behind = "") =>
        happened.Duration <= 0 ? "" : before + DurationOf(happened.Duration) + behind;

    private static string ConcealedOf(in PageEvent happened) =>
        happened.Concealed <= 0 ? "" : $"{CountOf(happened.Concealed, "sample")} concealed";

    private static string Join(params IEnumerable<string> parts) => string.Join(", ", parts.Where(part => part.Length != 0));
}

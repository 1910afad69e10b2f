// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Statistics;

/// <summary>The words for the kinds of events, as programs and users write them.</summary>
public static class EventWords
{
    private static readonly (EventKind Kind, string Word)[] s_words =
    [
        (EventKind.Connected, "connected"),
        (EventKind.Gone, "gone"),
        (EventKind.Removed, "removed"),
        (EventKind.Interrupted, "interrupted"),
        (EventKind.Resumed, "resumed"),
        (EventKind.Lost, "lost"),
        (EventKind.Late, "late"),
        (EventKind.Xrun, "xrun"),
        (EventKind.Refused, "refused"),
        (EventKind.DeviceGone, "device-gone"),
        (EventKind.DeviceBack, "device-back"),
        (EventKind.Transport, "transport"),
        (EventKind.Fault, "fault"),
    ];

    /// <summary>All words, in the order of their numbers. Allocates.</summary>
    public static IReadOnlyList<string> All { get; } = Array.ConvertAll(s_words, entry => entry.Word);

    /// <summary>The word for a kind; its number where it is not known here. Allocates.</summary>
    public static string Of(EventKind kind)
    {
        foreach ((EventKind known, string word) in s_words)
        {
            if (known == kind)
                return word;
        }
        return ((uint)kind).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Finds the kind that a word stands for.</summary>
    /// <returns>False where there is none.</returns>
    public static bool TryParse(string text, out EventKind kind)
    {
        kind = EventKind.None;
        foreach ((EventKind known, string word) in s_words)
        {
            if (string.Equals(word, text, StringComparison.Ordinal))
                kind = known;
        }
        return kind != EventKind.None;
    }
}

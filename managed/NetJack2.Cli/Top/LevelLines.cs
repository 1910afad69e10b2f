// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using NetJack2.Cli.Layout;
using NetJack2.Rig.Pages;

namespace NetJack2.Cli.Top;

/// <summary>The levels of a session's ports as bars: those that it sends at the left, those that it receives at the right.</summary>
internal static class LevelLines
{
    // From here to full scale.
    private const int FloorDb = -60;

    private const int MostBar = 60, LeastBar = 6;
    private const string Gap = "  ";

    // "255 ", the bar, " -100.0", " clip 99999+".
    private const int OtherWidth = 4 + 7 + 12;
    private const long MostClipped = 99_999;

    /// <summary>A heading, and a line for each port; none where nothing is known.</summary>
    /// <param name="levels">The levels.</param>
    /// <param name="width">Columns of a line.</param>
    public static IEnumerable<string> Of(LevelReport? levels, int width)
    {
        if (levels is null)
            yield break;
        int bar = Math.Clamp(((width - Gap.Length) / 2) - OtherWidth, LeastBar, MostBar), half = bar + OtherWidth;
        yield return "";
        yield return Beside("sent, peak in dBFS", "received, peak in dBFS", half);
        for (int port = 0; port < Math.Max(levels.Outgoing.Count, levels.Incoming.Count); port++)
            yield return Beside(CellOf(levels.Outgoing, port, bar), CellOf(levels.Incoming, port, bar), half);
    }

    private static string Beside(string left, string right, int half) => (CellWidth.Fill(left, half) + Gap + right).TrimEnd();

    private static string CellOf(IReadOnlyList<PortLevel> levels, int port, int bar)
    {
        if (port >= levels.Count)
            return "";
        PortLevel level = levels[port];
        string value = level.HeldDbfs is { } held ? held.ToString("F1", CultureInfo.InvariantCulture) : "silent";
        string clip = level.Clipped == 0 ? ""
            : level.Clipped > MostClipped ? $" clip {MostClipped}+" : string.Create(CultureInfo.InvariantCulture, $" clip {level.Clipped}");
        return $"{port + 1,3} {Bars.Part((level.HeldDbfs ?? FloorDb) - FloorDb, -FloorDb, bar)}{value,7}{clip}";
    }
}

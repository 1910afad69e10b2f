// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Cli.Top;

/// <summary>A column of the table of <c>netjack2 top</c>.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Rank">How soon it is left out where there is no room: the highest first.</param>
/// <param name="Cell">What it shows of a session.</param>
internal sealed record TopColumn(string Title, int Rank, Func<TopSession, string> Cell)
{
    private const int WindowWidth = 6;

    /// <summary>The name: the only one that is cut where there is no room.</summary>
    public static TopColumn Name { get; } = new("name", 0, session => session.Report.Name);

    /// <summary>The line of losses, which is as long as there is room for.</summary>
    public static TopColumn Losses { get; } = new("last 60 s", 4, _ => "");

    /// <summary>All of them, in the order of the screen.</summary>
    public static IReadOnlyList<TopColumn> All { get; } =
    [
        Name,
        new TopColumn("state", 1, session => session.State),
        new TopColumn("peer", 12, session => session.Report.Peer),
        new TopColumn("lost/s", 2, session => RateOf(session.LostPerSecond)) { Least = 6 },
        Count("lost", 3, "lost", 6),
        Losses,
        Count("gaps", 5, "incompleteCycles", 5),
        Count("late", 8, "late", 5),
        Count("recovered", 13, "recovered", 9),
        Number("rtt ms", 6, "roundTripMilliseconds", "F1"),
        Number("worst", 7, "worstRoundTripMilliseconds", "F1"),
        new TopColumn("window", 11, session => session.Report.Number("windowFill") is { } fill
            ? Bars.Part(fill, session.Report.Latency ?? 0, WindowWidth) : ""),
        Count("xruns", 9, "xruns", 5),
        Number("ppm", 10, "driftPpm", "+0.00;-0.00;0.00"),
        Count("peer lost", 14, "peerLost", 9),
        Number("load", 15, "load", "F1"),
        Number("peer load", 16, "peerLoad", "F1"),
        new TopColumn("module", 17, session => session.Page.Name),
    ];

    /// <summary>Columns that it has at least, so that it does not grow with every digit.</summary>
    public int Least { get; init; }

    /// <summary>Whether it is a number, and ends where its heading ends.</summary>
    public bool IsNumber => Least != 0;

    private static string RateOf(double? rate) => rate is not { } known ? "" : known is > 0 and < 9.95 ? $"{known:F1}" : $"{known:F0}";

    private static TopColumn Count(string title, int rank, string name, int least) =>
        Number(title, rank, name, "F0") with { Least = least };

    private static TopColumn Number(string title, int rank, string name, string format) =>
        new(title, rank, session => session.Report.Number(name)?.ToString(format, System.Globalization.CultureInfo.InvariantCulture) ?? "")
        {
            Least = 5,
        };
}

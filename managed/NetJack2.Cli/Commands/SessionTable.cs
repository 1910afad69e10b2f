// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Cli.Pages;
using NetJack2.Statistics;
using Spectre.Console;

namespace NetJack2.Cli.Commands;

/// <summary>What the sessions of all modules count, one column a session. Rows that are empty in all of them are left out.</summary>
internal static class SessionTable
{
    private static readonly (string Title, Func<SessionReport, string> Value)[] s_rows =
    [
        ("state", session => $"{session.State} for {session.SecondsInState:F0} s"),
        ("peer", session => session.Peer),
        ("form", FormOf),
        ("encoding", session =>
            session.Counters.Kilobits is var kilobits and not 0 ? $"{session.Encoding}, {kilobits} kbit/s" : session.Encoding ?? ""),
        ("protocol", session => session.Protocol is { } protocol ? $"{protocol}, MTU {session.Mtu}" : ""),
        ("latency", LatencyOf),
        .. SessionFields.All.Where(field => field.Title is not null)
            .Select(field => (field.Title!, (Func<SessionReport, string>)(session => session.Cells[field.Title!]))),
    ];

    /// <summary>"48000 Hz, 256 frames, -l 5, async".</summary>
    public static string FormOf(SessionReport session)
    {
        if (session.SampleRate == 0)
            return "";
        string form = $"{session.SampleRate} Hz, {session.Period} frames";
        return session.Latency is { } latency ? $"{form}, -l {latency}, {(session.SlaveSynchronous == true ? "sync" : "async")}" : form;
    }

    public static Table Create(IReadOnlyList<ModulePage> pages)
    {
        var sessions = pages.SelectMany(page => page.Sessions, (page, session) => (Page: page, Session: session)).ToList();
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn("");
        foreach (var (page, session) in sessions)
            table.AddColumn(new TableColumn(new Text($"{page.Name}\n{session.Name}")));
        foreach (var (title, value) in s_rows)
        {
            string[] cells = [.. sessions.Select(entry => value(entry.Session))];
            if (cells.Any(cell => cell.Length != 0))
                table.AddRow([new Text(title), .. cells.Select(cell => new Text(cell))]);
        }
        return table;
    }

    private static string LatencyOf(SessionReport session) => session.SampleRate == 0
        ? ""
        : $"{session.RoundTripFrames} frames, {1000.0 * session.RoundTripFrames / session.SampleRate:F1} ms";
}

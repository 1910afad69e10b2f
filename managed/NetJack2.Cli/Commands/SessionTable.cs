// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Cli.Pages;
using Spectre.Console;

namespace NetJack2.Cli.Commands;

/// <summary>What the sessions of all modules count, one column a session.</summary>
internal static class SessionTable
{
    private static readonly (string Title, Func<SessionReport, string> Value)[] s_rows =
    [
        ("state", session => $"{session.State} for {session.SecondsInState:F0} s"),
        ("peer", session => session.Peer),
        ("form", FormOf),
        ("encoding", session => session.Kilobits is { } kilobits ? $"{session.Encoding}, {kilobits} kbit/s" : session.Encoding ?? ""),
        ("protocol", session => session.Protocol is { } protocol ? $"{protocol}, MTU {session.Mtu}" : ""),
        ("latency", LatencyOf),
        ("round trip", session => RangeOf(session.RoundTripMilliseconds, session.WorstRoundTripMilliseconds, "ms")),
        ("work in a cycle", session => RangeOf(session.ProcessMicroseconds, session.WorstProcessMicroseconds, "µs")),
        ("xruns", session => $"{session.Xruns}"),
        ("cycles", session => $"{session.Cycles}"),
        ("packets sent", session => $"{session.Sent}"),
        ("not sent", session => $"{session.SendFailures}"),
        ("packets received", session => $"{session.Received}"),
        ("lost", session => session.Lost is { } lost ? $"{lost} ({ShareOf(lost, lost + (session.Received ?? 0))})" : ""),
        ("cycles with a gap", session => session.IncompleteCycles is { } gaps ? $"{gaps} ({ShareOf(gaps, session.Cycles)})" : ""),
        ("frames concealed", session => $"{session.ConcealedFrames}"),
        ("late", session => $"{session.Late}"),
        ("duplicate", session => $"{session.Duplicate}"),
        ("reordered", session => $"{session.Reordered}"),
        ("foreign, malformed", session => session.Foreign is { } foreign ? $"{foreign}, {session.Malformed}" : ""),
        ("recovered, copies", session => session.Recovered is { } recovered ? $"{recovered}, {session.Copies}" : ""),
        ("MIDI events dropped", session => $"{session.MidiDropped}"),
        ("MIDI events recovered", session => $"{session.MidiRecovered}"),
        ("notes ended", session => $"{session.NotesEnded}"),
        ("heard from", session => session.SecondsSinceReceived is { } seconds ? $"{seconds:F1} s ago" : ""),
        ("cycles waiting", session => $"{session.WindowFill}"),
        ("clock", session => session.DriftPpm is { } drift ? $"{drift:+0.00;-0.00} ppm, error {session.LoopError:F2} frames" : ""),
        ("realigned", session => $"{session.Realignments}"),
        ("holes", session => $"{session.Holes}"),
        ("card restarted", session => $"{session.CardRestarts}"),
        ("memory", session => session.Collections is { } collections ? $"{collections} collections, {session.AllocatedBytes} bytes" : ""),
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

    private static string RangeOf(double? usual, double? worst, string unit) =>
        usual is null ? "" : $"{usual:F1} {unit}, at most {worst:F1}";

    private static string ShareOf(long part, long whole) => whole == 0 ? "0 %" : $"{100.0 * part / whole:0.###} %";
}

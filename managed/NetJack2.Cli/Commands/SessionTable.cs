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
        ("encoding", session => session.Encoding),
        ("protocol", session => $"{session.Protocol}, MTU {session.Mtu}"),
        ("round trip", RoundTripOf),
        ("cycles", session => $"{session.Cycles}"),
        ("packets sent", session => $"{session.Sent}"),
        ("not sent", session => $"{session.SendFailures}"),
        ("packets received", session => $"{session.Received}"),
        ("lost", session => $"{session.Lost} ({ShareOf(session.Lost, session.Received)})"),
        ("cycles with a gap", session => $"{session.IncompleteCycles} ({ShareOf(session.IncompleteCycles, session.Cycles)})"),
        ("late", session => $"{session.Late}"),
        ("duplicate", session => $"{session.Duplicate}"),
        ("reordered", session => $"{session.Reordered}"),
        ("foreign or malformed", session => $"{session.Foreign + session.Malformed}"),
        ("MIDI events dropped", session => $"{session.MidiDropped}"),
        ("heard from", session => session.SecondsSinceReceived is { } seconds ? $"{seconds:F3} s ago" : "never"),
        ("cycles waiting", session => $"{session.WindowFill}"),
        ("clock ratio", session => session.Ratio is { } ratio ? $"{(ratio - 1) * 1e6:+0.00;-0.00} ppm, error {session.LoopError:F2} frames" : ""),
        ("realigned", session => session.Ratio is null ? "" : $"{session.Realignments}, card restarted {session.CardRestarts}"),
        ("memory", session => $"{session.Collections} collections, {session.AllocatedBytes} bytes"),
    ];

    /// <summary>"48000 Hz, 256 frames, -l 5, async".</summary>
    public static string FormOf(SessionReport session) => session.SampleRate == 0
        ? ""
        : $"{session.SampleRate} Hz, {session.Period} frames, -l {session.Latency}, {(session.SlaveSynchronous ? "sync" : "async")}";

    public static Table Create(IReadOnlyList<ModulePage> pages)
    {
        var sessions = pages.SelectMany(page => page.Sessions, (page, session) => (Page: page, Session: session)).ToList();
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn("");
        foreach (var (page, session) in sessions)
            table.AddColumn(new TableColumn(new Text($"{page.Module.ToString().ToLowerInvariant()}\n{session.Name}")));
        foreach (var (title, value) in s_rows)
        {
            string[] cells = [.. sessions.Select(entry => value(entry.Session))];
            if (cells.Any(cell => cell.Length != 0))
                table.AddRow([new Text(title), .. cells.Select(cell => new Text(cell))]);
        }
        return table;
    }

    private static string RoundTripOf(SessionReport session) => session.SampleRate == 0
        ? ""
        : $"{session.RoundTripFrames} frames, {1000.0 * session.RoundTripFrames / session.SampleRate:F1} ms";

    private static string ShareOf(long part, long whole) => whole == 0 ? "0 %" : $"{100.0 * part / whole:0.###} %";
}

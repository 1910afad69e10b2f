// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Statistics;

/// <summary>
/// How the <see cref="SessionCounters"/> are reported: JSON and tables are made from this one list, in its order.
/// </summary>
public static class SessionFields
{
    private static readonly double s_ticksPerSecond = System.Diagnostics.Stopwatch.Frequency;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<SessionField> All { get; } =
    [
        new("sessionId", FieldScope.Network, (in c) => c.SessionId),
        new("kilobits", FieldScope.Network, (in c) => c.Kilobits == 0 ? null : c.Kilobits),
        new("faults", FieldScope.Any, (in c) => c.Faults)
        {
            Title = "internal errors",
            Cell = (in c) => c.Faults == 0 ? "" : FaultText.Describe(c),
        },
        new("firstFault", FieldScope.Any, (in c) => c.Faults == 0 ? null : FaultText.TypeOf(c.FirstFault)),
        new("firstFaultPlace", FieldScope.Any, (in c) => c.Faults == 0 ? null : FaultText.PlaceOf(c.FirstFaultPlace)),
        new("lastProblem", FieldScope.Any, (in c) => SearchProblemText.Of(c.LastProblem))
        {
            Title = "last problem",
            Cell = (in c) => SearchProblemText.Of(c.LastProblem) ?? "",
        },
        new("lastEnd", FieldScope.Any, (in c) => SessionEndText.Of(c.LastEnd))
        {
            Title = "last session",
            Cell = (in c) => SessionEndText.Of(c.LastEnd) ?? "",
        },
        new("roundTripMilliseconds", FieldScope.Any, (in c) => In(1e6, c.RoundTrip))
        {
            Title = "round trip",
            Cell = (in c) => Range(c.RoundTrip, c.RoundTripWorst, 1e6, "ms"),
        },
        new("worstRoundTripMilliseconds", FieldScope.Any, (in c) => In(1e6, c.RoundTripWorst)),
        new("marginMilliseconds", FieldScope.Network, (in c) => Margin(c, c.MarginMedian))
        {
            Title = "margin",
            Cell = (in c) => c.MarginCycles <= 0 ? ""
                : $"{c.MarginMedian / 1e3:F1} ms, 99.9 % {c.MarginUsual / 1e3:F1}, worst {c.MarginWorst / 1e3:F1}",
        },
        new("usualMarginMilliseconds", FieldScope.Network, (in c) => Margin(c, c.MarginUsual)),
        new("worstMarginMilliseconds", FieldScope.Network, (in c) => Margin(c, c.MarginWorst)),
        new("latencyNeeded", FieldScope.Network, (in c) => c.MarginCycles <= 0 ? null : c.LatencyNeeded)
        {
            Title = "-l needed",
            // A count of 0 is left out of a table, and this is none.
            Cell = (in c) => c.MarginCycles <= 0 ? "" : $"-l {c.LatencyNeeded} (last {TimeOf(c.MarginSeconds)})",
        },
        new("marginCycles", FieldScope.Network, (in c) => c.MarginCycles),
        new("marginSeconds", FieldScope.Network, (in c) => c.MarginSeconds),
        new("processMicroseconds", FieldScope.Any, (in c) => In(1e3, c.ProcessTime))
        {
            Title = "work in a cycle",
            Cell = (in c) => Range(c.ProcessTime, c.ProcessWorst, 1e3, "µs"),
        },
        new("worstProcessMicroseconds", FieldScope.Any, (in c) => In(1e3, c.ProcessWorst)),
        new("xruns", FieldScope.Any, (in c) => Known(c.Xruns)) { Title = "xruns" },
        new("cycles", FieldScope.Any, (in c) => c.Cycles) { Title = "cycles" },
        new("sent", FieldScope.Network, (in c) => c.Sent) { Title = "packets sent" },
        new("sendFailures", FieldScope.Network, (in c) => c.SendFailures) { Title = "not sent" },
        new("received", FieldScope.Network, (in c) => c.Received) { Title = "packets received" },
        new("lost", FieldScope.Network, (in c) => c.Lost)
        {
            Title = "lost",
            Cell = (in c) => Part(c.Lost, c.Lost + c.Received),
        },
        new("incompleteCycles", FieldScope.Network, (in c) => c.IncompleteCycles)
        {
            Title = "cycles with a gap",
            Cell = (in c) => Part(c.IncompleteCycles, c.Cycles),
        },
        new("concealedFrames", FieldScope.Network, (in c) => Known(c.ConcealedFrames)) { Title = "frames concealed" },
        new("late", FieldScope.Network, (in c) => c.Late) { Title = "late" },
        new("duplicate", FieldScope.Network, (in c) => c.Duplicate) { Title = "duplicate" },
        new("reordered", FieldScope.Network, (in c) => c.Reordered) { Title = "reordered" },
        new("foreign", FieldScope.Network, (in c) => c.Foreign) { Title = "foreign" },
        new("malformed", FieldScope.Network, (in c) => c.Malformed) { Title = "malformed" },
        new("recovered", FieldScope.Network, (in c) => c.Recovered) { Title = "recovered" },
        new("asked", FieldScope.Network, (in c) => c.Asked) { Title = "asked for" },
        new("answered", FieldScope.Network, (in c) => c.Answered) { Title = "sent again" },
        new("copies", FieldScope.Network, (in c) => c.Copies) { Title = "copies" },
        new("midiDropped", FieldScope.Network, (in c) => c.MidiDropped) { Title = "MIDI events dropped" },
        new("midiRecovered", FieldScope.Network, (in c) => c.MidiRecovered) { Title = "MIDI events recovered" },
        new("notesEnded", FieldScope.Network, (in c) => c.NotesEnded) { Title = "notes ended" },
        new("secondsSinceReceived", FieldScope.Any, (in c) => c.LastReceived == 0 ? null : SecondsSince(c.LastReceived))
        {
            Title = "last packet",
            Cell = (in c) => c.LastReceived == 0 ? "" : $"{SecondsSince(c.LastReceived):F1} s ago",
        },
        new("windowFill", FieldScope.Network, (in c) => c.WindowFill) { Title = "cycles waiting" },
        new("driftPpm", FieldScope.Bridge, (in c) => Math.Round(c.DriftPpm, 3))
        {
            Title = "clock",
            Cell = (in c) => $"{c.DriftPpm:+0.00;-0.00} ppm, error {c.LoopError:F2} frames",
        },
        new("loopError", FieldScope.Bridge, (in c) => Math.Round(c.LoopError, 3)),
        new("realignments", FieldScope.Bridge, (in c) => c.Realignments) { Title = "realigned" },
        new("holes", FieldScope.Bridge, (in c) => c.Holes) { Title = "holes" },
        new("cardRestarts", FieldScope.Card, (in c) => c.CardRestarts) { Title = "card restarted" },
        new("collections", FieldScope.Running, (in c) => c.Collections)
        {
            Title = "memory",
            Cell = (in c) => $"{c.Collections} collections, {c.AllocatedBytes} bytes",
        },
        new("allocatedBytes", FieldScope.Running, (in c) => c.AllocatedBytes),
    ];

    /// <summary>Seconds since a time of CLOCK_MONOTONIC in nanoseconds.</summary>
    public static double SecondsSince(long time) =>
        Math.Round((System.Diagnostics.Stopwatch.GetTimestamp() / s_ticksPerSecond) - (time / 1e9), 3);

    private static long? Known(long number) => number < 0 ? null : number;

    private static double? In(double unit, long nanoseconds) => nanoseconds == 0 ? null : Math.Round(nanoseconds / unit, 3);

    private static double? Margin(in SessionCounters counters, int microseconds) =>
        counters.MarginCycles <= 0 ? null : Math.Round(microseconds / 1e3, 3);

    private static string TimeOf(int seconds) => seconds >= 60 ? $"{seconds / 60} min" : $"{seconds} s";

    private static string Range(long usual, long worst, double unit, string name) =>
        usual == 0 ? "" : $"{usual / unit:F1} {name}, at most {worst / unit:F1}";

    private static string Part(long part, long whole) => $"{part} ({(whole == 0 ? 0 : 100.0 * part / whole):0.###} %)";
}

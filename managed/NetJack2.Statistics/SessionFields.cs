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
        new("sessionId", FieldScope.Network, (in s) => s.Counters.SessionId),
        new("kilobits", FieldScope.Network, (in s) => s.Counters.Kilobits == 0 ? null : s.Counters.Kilobits),
        new("faults", FieldScope.Any, (in s) => s.Counters.Faults)
        {
            Title = "internal errors",
            Cell = (in s) => s.Counters.Faults == 0 ? "" : FaultText.Describe(s.Counters),
        },
        new("firstFault", FieldScope.Any, (in s) => s.Counters.Faults == 0 ? null : FaultText.TypeOf(s.Counters.FirstFault)),
        new("firstFaultPlace", FieldScope.Any, (in s) => s.Counters.Faults == 0 ? null : FaultText.PlaceOf(s.Counters.FirstFaultPlace)),
        new("lastProblem", FieldScope.Any, (in s) => SearchProblemText.Of(s.Counters.LastProblem))
        {
            Title = "last problem",
            Cell = (in s) => SearchProblemText.Of(s.Counters.LastProblem) ?? "",
        },
        new("lastEnd", FieldScope.Any, (in s) => SessionEndText.Of(s.Counters.LastEnd))
        {
            Title = "last session",
            Cell = (in s) => SessionEndText.Of(s.Counters.LastEnd) ?? "",
        },
        new("roundTripMilliseconds", FieldScope.Any, (in s) => In(1e6, s.Counters.RoundTrip))
        {
            Title = "round trip",
            Cell = (in s) => Range(s.Counters.RoundTrip, s.Counters.RoundTripWorst, 1e6, "ms"),
        },
        new("worstRoundTripMilliseconds", FieldScope.Any, (in s) => In(1e6, s.Counters.RoundTripWorst)),
        new("marginMilliseconds", FieldScope.Network, (in s) => Margin(s.Counters, s.Counters.MarginMedian))
        {
            Title = "margin",
            Cell = (in s) => s.Counters.MarginCycles <= 0 ? ""
                : $"{s.Counters.MarginMedian / 1e3:F1} ms, 99.9 % {s.Counters.MarginUsual / 1e3:F1}, "
                    + $"worst {s.Counters.MarginWorst / 1e3:F1}",
        },
        new("usualMarginMilliseconds", FieldScope.Network, (in s) => Margin(s.Counters, s.Counters.MarginUsual)),
        new("worstMarginMilliseconds", FieldScope.Network, (in s) => Margin(s.Counters, s.Counters.MarginWorst)),
        new("latencyNeeded", FieldScope.Network, (in s) => s.Counters.MarginCycles <= 0 ? null : s.Counters.LatencyNeeded)
        {
            Title = "-l needed",
            // A count of 0 is left out of a table, and this is none.
            Cell = (in s) => s.Counters.MarginCycles <= 0 ? "" : $"-l {s.Counters.LatencyNeeded} (last {TimeOf(s.Counters.MarginSeconds)})",
        },
        new("marginCycles", FieldScope.Network, (in s) => s.Counters.MarginCycles),
        new("marginSeconds", FieldScope.Network, (in s) => s.Counters.MarginSeconds),
        new("processMicroseconds", FieldScope.Any, (in s) => In(1e3, s.Counters.ProcessTime))
        {
            Title = "work in a cycle",
            Cell = (in s) => Range(s.Counters.ProcessTime, s.Counters.ProcessWorst, 1e3, "µs"),
        },
        new("worstProcessMicroseconds", FieldScope.Any, (in s) => In(1e3, s.Counters.ProcessWorst)),
        new("xruns", FieldScope.Any, (in s) => Known(s.Counters.Xruns)) { Title = "xruns" },
        new("load", FieldScope.Network, (in s) => Percent(s.Reported.Load))
        {
            Title = "DSP load",
            Cell = (in s) => s.Reported.Load < 0 ? "" : $"{s.Reported.Load / 100.0:F1} %",
        },
        new("peerLost", FieldScope.Network, (in s) => Reported(s, s.Reported.PeerLost))
        {
            Title = "at the peer",
            Cell = (in s) => !s.Reported.IsThere ? "" : $"{s.Reported.PeerLost} lost, {s.Reported.PeerIncompleteCycles} gaps, "
                + $"{s.Reported.PeerConcealedFrames} concealed"
                + (s.Reported.PeerXruns < 0 ? "" : $", {s.Reported.PeerXruns} xruns")
                + (s.Reported.PeerLoad < 0 ? "" : $", DSP load {s.Reported.PeerLoad / 100.0:F1} %"),
        },
        new("peerIncompleteCycles", FieldScope.Network, (in s) => Reported(s, s.Reported.PeerIncompleteCycles)),
        new("peerConcealedFrames", FieldScope.Network, (in s) => Reported(s, s.Reported.PeerConcealedFrames)),
        new("peerXruns", FieldScope.Network, (in s) => Reported(s, s.Reported.PeerXruns)),
        new("peerLoad", FieldScope.Network, (in s) => s.Reported.IsThere ? Percent(s.Reported.PeerLoad) : null),
        new("secondsSincePeerReported", FieldScope.Network, (in s) => s.Reported.IsThere ? SecondsSince(s.Reported.PeerReported) : null),
        new("cycles", FieldScope.Any, (in s) => s.Counters.Cycles) { Title = "cycles" },
        new("sent", FieldScope.Network, (in s) => s.Counters.Sent) { Title = "packets sent" },
        new("sendFailures", FieldScope.Network, (in s) => s.Counters.SendFailures) { Title = "not sent" },
        new("received", FieldScope.Network, (in s) => s.Counters.Received) { Title = "packets received" },
        new("lost", FieldScope.Network, (in s) => s.Counters.Lost)
        {
            Title = "lost",
            Cell = (in s) => Part(s.Counters.Lost, s.Counters.Lost + s.Counters.Received),
        },
        new("incompleteCycles", FieldScope.Network, (in s) => s.Counters.IncompleteCycles)
        {
            Title = "cycles with a gap",
            Cell = (in s) => Part(s.Counters.IncompleteCycles, s.Counters.Cycles),
        },
        new("concealedFrames", FieldScope.Network, (in s) => Known(s.Counters.ConcealedFrames)) { Title = "frames concealed" },
        new("late", FieldScope.Network, (in s) => s.Counters.Late) { Title = "late" },
        new("duplicate", FieldScope.Network, (in s) => s.Counters.Duplicate) { Title = "duplicate" },
        new("reordered", FieldScope.Network, (in s) => s.Counters.Reordered) { Title = "reordered" },
        new("foreign", FieldScope.Network, (in s) => s.Counters.Foreign) { Title = "foreign" },
        new("malformed", FieldScope.Network, (in s) => s.Counters.Malformed) { Title = "malformed" },
        new("recovered", FieldScope.Network, (in s) => s.Counters.Recovered) { Title = "recovered" },
        new("asked", FieldScope.Network, (in s) => s.Counters.Asked) { Title = "asked for" },
        new("answered", FieldScope.Network, (in s) => s.Counters.Answered) { Title = "sent again" },
        new("copies", FieldScope.Network, (in s) => s.Counters.Copies) { Title = "copies" },
        new("midiDropped", FieldScope.Network, (in s) => s.Counters.MidiDropped) { Title = "MIDI events dropped" },
        new("midiRecovered", FieldScope.Network, (in s) => s.Counters.MidiRecovered) { Title = "MIDI events recovered" },
        new("notesEnded", FieldScope.Network, (in s) => s.Counters.NotesEnded) { Title = "notes ended" },
        new("secondsSinceReceived", FieldScope.Any, (in s) => s.Counters.LastReceived == 0 ? null : SecondsSince(s.Counters.LastReceived))
        {
            Title = "last packet",
            Cell = (in s) => s.Counters.LastReceived == 0 ? "" : $"{SecondsSince(s.Counters.LastReceived):F1} s ago",
        },
        new("windowFill", FieldScope.Network, (in s) => s.Counters.WindowFill) { Title = "cycles waiting" },
        new("driftPpm", FieldScope.Bridge, (in s) => Math.Round(s.Counters.DriftPpm, 3))
        {
            Title = "clock",
            Cell = (in s) => $"{s.Counters.DriftPpm:+0.00;-0.00} ppm, error {s.Counters.LoopError:F2} frames",
        },
        new("loopError", FieldScope.Bridge, (in s) => Math.Round(s.Counters.LoopError, 3)),
        new("realignments", FieldScope.Bridge, (in s) => s.Counters.Realignments) { Title = "realigned" },
        new("holes", FieldScope.Bridge, (in s) => s.Counters.Holes) { Title = "holes" },
        new("cardRestarts", FieldScope.Card, (in s) => s.Counters.CardRestarts) { Title = "card restarted" },
        new("collections", FieldScope.Running, (in s) => s.Counters.Collections)
        {
            Title = "memory",
            Cell = (in s) => $"{s.Counters.Collections} collections, {s.Counters.AllocatedBytes} bytes",
        },
        new("allocatedBytes", FieldScope.Running, (in s) => s.Counters.AllocatedBytes),
    ];

    /// <summary>Seconds since a time of CLOCK_MONOTONIC in nanoseconds.</summary>
    public static double SecondsSince(long time) =>
        Math.Round((System.Diagnostics.Stopwatch.GetTimestamp() / s_ticksPerSecond) - (time / 1e9), 3);

    private static long? Reported(in SessionStatistics session, long number) => session.Reported.IsThere ? Known(number) : null;

    private static double? Percent(int hundredths) => hundredths < 0 ? null : hundredths / 100.0;

    private static long? Known(long number) => number < 0 ? null : number;

    private static double? In(double unit, long nanoseconds) => nanoseconds == 0 ? null : Math.Round(nanoseconds / unit, 3);

    private static double? Margin(in SessionCounters counters, int microseconds) =>
        counters.MarginCycles <= 0 ? null : Math.Round(microseconds / 1e3, 3);

    private static string TimeOf(int seconds) => seconds >= 60 ? $"{seconds / 60} min" : $"{seconds} s";

    private static string Range(long usual, long worst, double unit, string name) =>
        usual == 0 ? "" : $"{usual / unit:F1} {name}, at most {worst / unit:F1}";

    private static string Part(long part, long whole) => $"{part} ({(whole == 0 ? 0 : 100.0 * part / whole):0.###} %)";
}

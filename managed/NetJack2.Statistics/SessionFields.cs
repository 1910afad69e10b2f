// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Statistics;

/// <summary>
/// How the <see cref="SessionCounters"/> are reported: JSON and tables are made from this one list, in its order.
/// </summary>
public static class SessionFields
{
    private static readonly double s_ticksPerSecond = System.Diagnostics.Stopwatch.Frequency;

    /// <summary>All fields, in the order of JSON and tables.</summary>
    public static IReadOnlyList<SessionField> All { get; } =
    [
        new("sessionId", FieldScope.Network, (in s) => s.Counters.SessionId),
        new("kilobits", FieldScope.Network, (in s) => s.Counters.Kilobits == 0 ? null : s.Counters.Kilobits)
        {
            Metric = new("codec_bits_per_second", "Bits per second and channel of Opus.", 1024),
        },
        new("faults", FieldScope.Any, (in s) => s.Counters.Faults)
        {
            Title = "internal errors",
            Cell = (in s) => s.Counters.Faults == 0 ? "" : FaultText.Describe(s.Counters),
            Metric = new("internal_errors_total", "Exceptions in the code of the module: defects."),
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
            Metric = new("round_trip_seconds", "Time from sending a cycle to its answer, smoothed.", 1e-3),
        },
        new("worstRoundTripMilliseconds", FieldScope.Any, (in s) => In(1e6, s.Counters.RoundTripWorst))
        {
            Metric = new("worst_round_trip_seconds", "Time from sending a cycle to its answer, longest.", 1e-3),
        },
        new("marginMilliseconds", FieldScope.Network, (in s) => Margin(s.Counters, s.Counters.MarginMedian))
        {
            Title = "margin",
            Cell = (in s) => s.Counters.MarginCycles <= 0 ? ""
                : $"{s.Counters.MarginMedian / 1e3:F1} ms, 99.9 % {s.Counters.MarginUsual / 1e3:F1}, "
                    + $"worst {s.Counters.MarginWorst / 1e3:F1}",
            Metric = new("margin_seconds", "Time by which half of the cycles were complete before they had to be played.", 1e-3),
        },
        new("usualMarginMilliseconds", FieldScope.Network, (in s) => Margin(s.Counters, s.Counters.MarginUsual))
        {
            Metric = new("usual_margin_seconds", "The same of 99.9 % of the cycles; negative: too late.", 1e-3),
        },
        new("worstMarginMilliseconds", FieldScope.Network, (in s) => Margin(s.Counters, s.Counters.MarginWorst))
        {
            Metric = new("worst_margin_seconds", "The same of the worst cycle; negative: too late.", 1e-3),
        },
        new("latencyNeeded", FieldScope.Network, (in s) => s.Counters.MarginCycles <= 0 ? null : s.Counters.LatencyNeeded)
        {
            Title = "-l needed",
            // A count of 0 is left out of a table, and this is none.
            Cell = (in s) => s.Counters.MarginCycles <= 0 ? "" : $"-l {s.Counters.LatencyNeeded} (last {TimeOf(s.Counters.MarginSeconds)})",
            Metric = new("latency_needed_periods", "Least network latency with which none of these cycles would have been late."),
        },
        new("marginCycles", FieldScope.Network, (in s) => s.Counters.MarginCycles)
        {
            Metric = new("margin_cycles", "Cycles that the margins were measured in."),
        },
        new("marginSeconds", FieldScope.Network, (in s) => s.Counters.MarginSeconds)
        {
            Metric = new("margin_measured_seconds", "Time that the margins were measured in."),
        },
        new("processMicroseconds", FieldScope.Any, (in s) => In(1e3, s.Counters.ProcessTime))
        {
            Title = "work in a cycle",
            Cell = (in s) => Range(s.Counters.ProcessTime, s.Counters.ProcessWorst, 1e3, "µs"),
            Metric = new("process_seconds", "Time of the module in a cycle without waiting, smoothed.", 1e-6),
        },
        new("worstProcessMicroseconds", FieldScope.Any, (in s) => In(1e3, s.Counters.ProcessWorst))
        {
            Metric = new("worst_process_seconds", "Time of the module in a cycle without waiting, longest.", 1e-6),
        },
        new("xruns", FieldScope.Any, (in s) => Known(s.Counters.Xruns))
        {
            Title = "xruns",
            Metric = new("xruns_total", "Xruns of the JACK server."),
        },
        new("load", FieldScope.Network, (in s) => Percent(s.Reported.Load))
        {
            Title = "DSP load",
            Cell = (in s) => s.Reported.Load < 0 ? "" : $"{s.Reported.Load / 100.0:F1} %",
            Metric = new("load_ratio", "DSP load of the JACK server; 1 is all of a period.", 1e-2),
        },
        new("peerLost", FieldScope.Network, (in s) => Reported(s, s.Reported.PeerLost))
        {
            Title = "at the peer",
            Cell = (in s) => !s.Reported.IsThere ? "" : $"{s.Reported.PeerLost} lost, {s.Reported.PeerIncompleteCycles} gaps, "
                + $"{s.Reported.PeerConcealedFrames} concealed"
                + (s.Reported.PeerXruns < 0 ? "" : $", {s.Reported.PeerXruns} xruns")
                + (s.Reported.PeerLoad < 0 ? "" : $", DSP load {s.Reported.PeerLoad / 100.0:F1} %"),
            Metric = new("peer_lost_packets_total", "Packets that were missing at the peer when their cycle was played."),
        },
        new("peerIncompleteCycles", FieldScope.Network, (in s) => Reported(s, s.Reported.PeerIncompleteCycles))
        {
            Metric = new("peer_incomplete_cycles_total", "Cycles that the peer has played with a gap."),
        },
        new("peerConcealedFrames", FieldScope.Network, (in s) => Reported(s, s.Reported.PeerConcealedFrames))
        {
            Metric = new("peer_concealed_samples_total", "Samples of all ports that concealed losses at the peer."),
        },
        new("peerXruns", FieldScope.Network, (in s) => Reported(s, s.Reported.PeerXruns))
        {
            Metric = new("peer_xruns_total", "Xruns of the JACK server of the peer."),
        },
        new("peerLoad", FieldScope.Network, (in s) => s.Reported.IsThere ? Percent(s.Reported.PeerLoad) : null)
        {
            Metric = new("peer_load_ratio", "DSP load of the JACK server of the peer; 1 is all of a period.", 1e-2),
        },
        new("secondsSincePeerReported", FieldScope.Network, (in s) => s.Reported.IsThere ? SecondsSince(s.Reported.PeerReported) : null)
        {
            Metric = new("peer_report_age_seconds", "Time since the last report of the peer."),
        },
        new("cycles", FieldScope.Any, (in s) => s.Counters.Cycles)
        {
            Title = "cycles",
            Metric = new("cycles_total", "Cycles that ran; of a card, periods."),
        },
        new("sent", FieldScope.Network, (in s) => s.Counters.Sent)
        {
            Title = "packets sent",
            Metric = new("sent_packets_total", "Packets sent."),
        },
        new("sendFailures", FieldScope.Network, (in s) => s.Counters.SendFailures)
        {
            Title = "not sent",
            Metric = new("send_failures_total", "Sends that failed."),
        },
        new("received", FieldScope.Network, (in s) => s.Counters.Received)
        {
            Title = "packets received",
            Metric = new("received_packets_total", "Packets accepted."),
        },
        new("lost", FieldScope.Network, (in s) => s.Counters.Lost)
        {
            Title = "lost",
            Cell = (in s) => Part(s.Counters.Lost, s.Counters.Lost + s.Counters.Received),
            Metric = new("lost_packets_total", "Packets that were missing when their cycle was played."),
        },
        new("incompleteCycles", FieldScope.Network, (in s) => s.Counters.IncompleteCycles)
        {
            Title = "cycles with a gap",
            Cell = (in s) => Part(s.Counters.IncompleteCycles, s.Counters.Cycles),
            Metric = new("incomplete_cycles_total", "Cycles played with a gap."),
        },
        new("concealedFrames", FieldScope.Network, (in s) => Known(s.Counters.ConcealedFrames))
        {
            Title = "frames concealed",
            Metric = new("concealed_samples_total", "Samples of all ports that concealed losses."),
        },
        new("late", FieldScope.Network, (in s) => s.Counters.Late)
        {
            Title = "late",
            Metric = new("late_packets_total", "Packets that arrived after their cycle was played."),
        },
        new("duplicate", FieldScope.Network, (in s) => s.Counters.Duplicate)
        {
            Title = "duplicate",
            Metric = new("duplicate_packets_total", "Packets that had arrived before."),
        },
        new("reordered", FieldScope.Network, (in s) => s.Counters.Reordered)
        {
            Title = "reordered",
            Metric = new("reordered_packets_total", "Packets in time, but after a packet of a later cycle."),
        },
        new("foreign", FieldScope.Network, (in s) => s.Counters.Foreign)
        {
            Title = "foreign",
            Metric = new("foreign_packets_total", "Packets of another session, direction or range of cycles."),
        },
        new("malformed", FieldScope.Network, (in s) => s.Counters.Malformed)
        {
            Title = "malformed",
            Metric = new("malformed_packets_total", "Datagrams that are no packet."),
        },
        new("recovered", FieldScope.Network, (in s) => s.Counters.Recovered)
        {
            Title = "recovered",
            Metric = new("recovered_packets_total", "Lost packets that arrived in time when they were sent again."),
        },
        new("asked", FieldScope.Network, (in s) => s.Counters.Asked)
        {
            Title = "asked for",
            Metric = new("asked_packets_total", "Missing packets that the peer was asked for."),
        },
        new("answered", FieldScope.Network, (in s) => s.Counters.Answered)
        {
            Title = "sent again",
            Metric = new("answered_packets_total", "Packets that were sent again because the peer asked."),
        },
        new("copies", FieldScope.Network, (in s) => s.Counters.Copies)
        {
            Title = "copies",
            Metric = new("useless_copies_total", "Packets that were sent again without use."),
        },
        new("midiDropped", FieldScope.Network, (in s) => s.Counters.MidiDropped)
        {
            Title = "MIDI events dropped",
            Metric = new("midi_dropped_events_total", "MIDI events that did not fit into their destination."),
        },
        new("midiRecovered", FieldScope.Network, (in s) => s.Counters.MidiRecovered)
        {
            Title = "MIDI events recovered",
            Metric = new("midi_recovered_events_total", "Lost MIDI events that were played because the peer resent them."),
        },
        new("notesEnded", FieldScope.Network, (in s) => s.Counters.NotesEnded)
        {
            Title = "notes ended",
            Metric = new("notes_ended_total", "Notes and pedals that were ended because their end may be lost."),
        },
        new("secondsSinceReceived", FieldScope.Any, (in s) => s.Counters.LastReceived == 0 ? null : SecondsSince(s.Counters.LastReceived))
        {
            Title = "last packet",
            Cell = (in s) => s.Counters.LastReceived == 0 ? "" : $"{SecondsSince(s.Counters.LastReceived):F1} s ago",
            Metric = new("last_packet_age_seconds", "Time since the last packet arrived."),
        },
        new("windowFill", FieldScope.Network, (in s) => s.Counters.WindowFill)
        {
            Title = "cycles waiting",
            Metric = new("waiting_cycles", "Cycles of the peer that are ready after the one that is played."),
        },
        new("driftPpm", FieldScope.Bridge, (in s) => Math.Round(s.Counters.DriftPpm, 3))
        {
            Title = "clock",
            Cell = (in s) => $"{s.Counters.DriftPpm:+0.00;-0.00} ppm, error {s.Counters.LoopError:F2} frames",
            Metric = new("drift_ratio", "Difference between the clocks of an adapter; 1e-6 is 1 ppm.", 1e-6),
        },
        new("loopError", FieldScope.Bridge, (in s) => Math.Round(s.Counters.LoopError, 3))
        {
            Metric = new("loop_error_frames", "Present deviation of the latency of an adapter."),
        },
        new("realignments", FieldScope.Bridge, (in s) => s.Counters.Realignments)
        {
            Title = "realigned",
            Metric = new("realignments_total", "How often the latency of an adapter was realigned."),
        },
        new("holes", FieldScope.Bridge, (in s) => s.Counters.Holes)
        {
            Title = "holes",
            Metric = new("holes_total", "How often frames did not arrive in time at an adapter."),
        },
        new("cardRestarts", FieldScope.Card, (in s) => s.Counters.CardRestarts)
        {
            Title = "card restarted",
            Metric = new("card_restarts_total", "How often a sound card was restarted."),
        },
        new("collections", FieldScope.Running, (in s) => s.Counters.Collections)
        {
            Title = "memory",
            Cell = (in s) => $"{s.Counters.Collections} collections, {s.Counters.AllocatedBytes} bytes",
            Metric = new("collections_total", "Garbage collections of .NET since the session began."),
        },
        new("allocatedBytes", FieldScope.Running, (in s) => s.Counters.AllocatedBytes)
        {
            Metric = new("allocated_bytes_total", "Memory that .NET allocated since the first second of the session."),
        },
    ];

    /// <summary>Seconds since a time of CLOCK_MONOTONIC in nanoseconds, rounded to milliseconds.</summary>
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

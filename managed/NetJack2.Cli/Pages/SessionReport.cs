// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text.Json.Serialization;
using NetJack2.Protocol.Session;
using NetJack2.Statistics;

namespace NetJack2.Cli.Pages;

/// <summary>One session, as it is shown and as <c>--json</c> writes it. What a module has no number for is null.</summary>
internal sealed record SessionReport
{
    public required string State { get; init; }

    public required double SecondsInState { get; init; }

    public required string Name { get; init; }

    public required string Peer { get; init; }

    public required uint? SessionId { get; init; }

    public required string? Encoding { get; init; }

    public required int? Kilobits { get; init; }

    public required string? Protocol { get; init; }

    public required bool? SlaveSynchronous { get; init; }

    public required int SampleRate { get; init; }

    public required int Period { get; init; }

    public required int? Latency { get; init; }

    public required int? Mtu { get; init; }

    public required int SendAudio { get; init; }

    public required int ReturnAudio { get; init; }

    public required int SendMidi { get; init; }

    public required int ReturnMidi { get; init; }

    public required int RoundTripFrames { get; init; }

    public required double? RoundTripMilliseconds { get; init; }

    public required double? WorstRoundTripMilliseconds { get; init; }

    public required double? ProcessMicroseconds { get; init; }

    public required double? WorstProcessMicroseconds { get; init; }

    public required long? Xruns { get; init; }

    public required long Cycles { get; init; }

    public required long? Sent { get; init; }

    public required long? SendFailures { get; init; }

    public required long? Received { get; init; }

    public required long? Lost { get; init; }

    public required long? IncompleteCycles { get; init; }

    public required long? ConcealedFrames { get; init; }

    public required long? Late { get; init; }

    public required long? Duplicate { get; init; }

    public required long? Reordered { get; init; }

    public required long? Foreign { get; init; }

    public required long? Malformed { get; init; }

    public required long? Recovered { get; init; }

    public required long? Copies { get; init; }

    public required long? MidiDropped { get; init; }

    public required long? MidiRecovered { get; init; }

    public required long? NotesEnded { get; init; }

    public required double? SecondsSinceReceived { get; init; }

    public required int? WindowFill { get; init; }

    public required int? Collections { get; init; }

    public required long? AllocatedBytes { get; init; }

    public required double? DriftPpm { get; init; }

    public required double? LoopError { get; init; }

    public required long? Realignments { get; init; }

    public required long? Holes { get; init; }

    public required long? CardRestarts { get; init; }

    /// <summary>Whether audio goes across.</summary>
    [JsonIgnore]
    public bool IsRunning => string.Equals(State, NameOf(SessionState.Running), StringComparison.Ordinal);

    /// <summary>Reads a slot.</summary>
    /// <param name="statistics">The slot.</param>
    /// <param name="module">The module whose page it is in.</param>
    public static SessionReport From(in SessionStatistics statistics, ModuleKind module)
    {
        bool isNet = module != ModuleKind.AudioAdapter && statistics.SampleRate != 0;
        double drift = (statistics.Ratio - 1) * 1e6;
        bool hasBridge = statistics.Ratio != 0 && double.IsFinite(drift) && double.IsFinite(statistics.LoopError);
        return new SessionReport
        {
            State = NameOf((SessionState)statistics.State),
            SecondsInState = SecondsSince(statistics.Since),
            Name = statistics.Name.ToString(),
            Peer = statistics.Peer.ToString(),
            SessionId = isNet ? statistics.SessionId : null,
            Encoding = isNet ? NameOf((SampleEncoder)statistics.Encoder) : null,
            Kilobits = statistics.Kilobits == 0 ? null : statistics.Kilobits,
            Protocol = isNet ? statistics.Capabilities == 0 ? "original" : "extended" : null,
            SlaveSynchronous = isNet ? statistics.SlaveSync != 0 : null,
            SampleRate = statistics.SampleRate,
            Period = statistics.Period,
            Latency = isNet ? statistics.Latency : null,
            Mtu = isNet ? statistics.Mtu : null,
            SendAudio = statistics.SendAudio,
            ReturnAudio = statistics.ReturnAudio,
            SendMidi = statistics.SendMidi,
            ReturnMidi = statistics.ReturnMidi,
            RoundTripFrames = statistics.RoundTripFrames,
            RoundTripMilliseconds = Share(statistics.RoundTrip, 1e6),
            WorstRoundTripMilliseconds = Share(statistics.RoundTripWorst, 1e6),
            ProcessMicroseconds = Share(statistics.ProcessTime, 1e3),
            WorstProcessMicroseconds = Share(statistics.ProcessWorst, 1e3),
            Xruns = statistics.Xruns < 0 ? null : statistics.Xruns,
            Cycles = statistics.Cycles,
            Sent = isNet ? statistics.Sent : null,
            SendFailures = isNet ? statistics.SendFailures : null,
            Received = isNet ? statistics.Received : null,
            Lost = isNet ? statistics.Lost : null,
            IncompleteCycles = isNet ? statistics.IncompleteCycles : null,
            ConcealedFrames = isNet && statistics.ConcealedFrames >= 0 ? statistics.ConcealedFrames : null,
            Late = isNet ? statistics.Late : null,
            Duplicate = isNet ? statistics.Duplicate : null,
            Reordered = isNet ? statistics.Reordered : null,
            Foreign = isNet ? statistics.Foreign : null,
            Malformed = isNet ? statistics.Malformed : null,
            Recovered = isNet ? statistics.Recovered : null,
            Copies = isNet ? statistics.Copies : null,
            MidiDropped = isNet ? statistics.MidiDropped : null,
            MidiRecovered = isNet ? statistics.MidiRecovered : null,
            NotesEnded = isNet ? statistics.NotesEnded : null,
            SecondsSinceReceived = statistics.LastReceived == 0 ? null : SecondsSince(statistics.LastReceived),
            WindowFill = isNet ? statistics.WindowFill : null,
            Collections = statistics.SampleRate != 0 ? statistics.Collections : null,
            AllocatedBytes = statistics.SampleRate != 0 ? statistics.AllocatedBytes : null,
            DriftPpm = hasBridge ? Math.Round(drift, 3) : null,
            LoopError = hasBridge ? Math.Round(statistics.LoopError, 3) : null,
            Realignments = hasBridge ? statistics.Realignments : null,
            Holes = hasBridge ? statistics.Holes : null,
            CardRestarts = module == ModuleKind.AudioAdapter ? statistics.CardRestarts : null,
        };
    }

    /// <summary>Seconds since a time of CLOCK_MONOTONIC in nanoseconds, which on Linux is the stopwatch's.</summary>
    public static double SecondsSince(long time) => Math.Round((System.Diagnostics.Stopwatch.GetTimestamp() - time) / 1e9, 3);

    private static string NameOf(SessionState state) => state.ToString().ToLowerInvariant();

    /// <summary>The word that option -e has for an encoder.</summary>
    internal static string NameOf(SampleEncoder encoder) => encoder switch
    {
        SampleEncoder.Float => "float",
        SampleEncoder.Int16 => "int16",
        SampleEncoder.Opus => "opus",
        _ => $"{(int)encoder}",
    };

    private static double? Share(long nanoseconds, double unit) => nanoseconds == 0 ? null : Math.Round(nanoseconds / unit, 3);
}

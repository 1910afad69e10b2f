using NetJack2.Statistics;

namespace NetJack2.Cli.Pages;

/// <summary>One session, as it is shown and as <c>stat --json</c> writes it.</summary>
internal sealed record SessionReport
{
    public required string State { get; init; }

    public required double SecondsInState { get; init; }

    public required string Name { get; init; }

    public required string Peer { get; init; }

    public required string Encoding { get; init; }

    public required string Protocol { get; init; }

    public required bool SlaveSynchronous { get; init; }

    public required int SampleRate { get; init; }

    public required int Period { get; init; }

    public required int Latency { get; init; }

    public required int Mtu { get; init; }

    public required int SendAudio { get; init; }

    public required int ReturnAudio { get; init; }

    public required int SendMidi { get; init; }

    public required int ReturnMidi { get; init; }

    public required int RoundTripFrames { get; init; }

    public required long Cycles { get; init; }

    public required long Sent { get; init; }

    public required long SendFailures { get; init; }

    public required long Received { get; init; }

    public required long Lost { get; init; }

    public required long IncompleteCycles { get; init; }

    public required long Late { get; init; }

    public required long Duplicate { get; init; }

    public required long Reordered { get; init; }

    public required long Foreign { get; init; }

    public required long Malformed { get; init; }

    public required long MidiDropped { get; init; }

    public required double? SecondsSinceReceived { get; init; }

    public required int WindowFill { get; init; }

    public required int Collections { get; init; }

    public required long AllocatedBytes { get; init; }

    public required double? Ratio { get; init; }

    public required double LoopError { get; init; }

    public required long Realignments { get; init; }

    public required long CardRestarts { get; init; }

    public static SessionReport From(in SessionStatistics statistics) => new()
    {
        State = ((SessionState)statistics.State).ToString().ToLowerInvariant(),
        SecondsInState = SecondsSince(statistics.Since),
        Name = TextOf(statistics.Name),
        Peer = TextOf(statistics.Peer),
        Encoding = statistics.Encoder switch { 0 => "float", 1 => "int16", 3 => "opus", var other => $"{other}" },
        Protocol = statistics.Capabilities == 0 ? "original" : "extended",
        SlaveSynchronous = statistics.SlaveSync != 0,
        SampleRate = statistics.SampleRate,
        Period = statistics.Period,
        Latency = statistics.Latency,
        Mtu = statistics.Mtu,
        SendAudio = statistics.SendAudio,
        ReturnAudio = statistics.ReturnAudio,
        SendMidi = statistics.SendMidi,
        ReturnMidi = statistics.ReturnMidi,
        RoundTripFrames = statistics.RoundTripFrames,
        Cycles = statistics.Cycles,
        Sent = statistics.Sent,
        SendFailures = statistics.SendFailures,
        Received = statistics.Received,
        Lost = statistics.Lost,
        IncompleteCycles = statistics.IncompleteCycles,
        Late = statistics.Late,
        Duplicate = statistics.Duplicate,
        Reordered = statistics.Reordered,
        Foreign = statistics.Foreign,
        Malformed = statistics.Malformed,
        MidiDropped = statistics.MidiDropped,
        SecondsSinceReceived = statistics.LastReceived == 0 ? null : SecondsSince(statistics.LastReceived),
        WindowFill = statistics.WindowFill,
        Collections = statistics.Collections,
        AllocatedBytes = statistics.AllocatedBytes,
        Ratio = statistics.Ratio == 0 ? null : statistics.Ratio,
        LoopError = statistics.LoopError,
        Realignments = statistics.Realignments,
        CardRestarts = statistics.CardRestarts,
    };

    // On Linux the stopwatch is CLOCK_MONOTONIC, in nanoseconds.
    private static double SecondsSince(long time) => Math.Round((System.Diagnostics.Stopwatch.GetTimestamp() - time) / 1e9, 3);

    private static string TextOf(ReadOnlySpan<byte> field)
    {
        int end = field.IndexOf((byte)0);
        return System.Text.Encoding.UTF8.GetString(end < 0 ? field : field[..end]);
    }

}

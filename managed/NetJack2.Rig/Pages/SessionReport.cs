// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.Statistics;

namespace NetJack2.Rig.Pages;

/// <summary>One session, as it is shown and as <c>--json</c> writes it. What a module has no number for is null.</summary>
internal sealed record SessionReport
{
    /// <summary>A word of <see cref="SessionState"/>, in lower case.</summary>
    public required string State { get; init; }

    /// <summary>Seconds since the session entered this state.</summary>
    public required double SecondsInState { get; init; }

    /// <summary>The other side's name, or a card's device.</summary>
    public required string Name { get; init; }

    /// <summary>The other side's address and port, or a card's rate and period.</summary>
    public required string Peer { get; init; }

    /// <summary>How samples travel: float, int16 or opus.</summary>
    public required string? Encoding { get; init; }

    /// <summary>Which protocol the two ends use: jack2 or extended.</summary>
    public required string? Protocol { get; init; }

    /// <summary>Whether the slave's server is synchronous.</summary>
    public required bool? SlaveSynchronous { get; init; }

    /// <summary>The sample rate in Hz; 0: no session runs.</summary>
    public required int SampleRate { get; init; }

    /// <summary>Frames per cycle; 0: no session runs.</summary>
    public required int Period { get; init; }

    /// <summary>The network latency in cycles; null: no session runs, or it is a card's.</summary>
    public required int? Latency { get; init; }

    /// <summary>The MTU of the session: bytes of an IP packet; null: no session runs, or it is a card's.</summary>
    public required int? Mtu { get; init; }

    /// <summary>Audio ports master to slave, or that a card captures.</summary>
    public required int SendAudio { get; init; }

    /// <summary>Audio ports slave to master, or that a card plays.</summary>
    public required int ReturnAudio { get; init; }

    /// <summary>MIDI ports master to slave; 0 of a card.</summary>
    public required int SendMidi { get; init; }

    /// <summary>MIDI ports slave to master; 0 of a card.</summary>
    public required int ReturnMidi { get; init; }

    /// <summary>The round trip in frames, as published on the ports.</summary>
    public required int RoundTripFrames { get; init; }

    /// <summary>How loud its audio ports are; null where that is not known, or was not read.</summary>
    public LevelReport? Levels { get; init; }

    /// <summary>Its place in the page, which it keeps.</summary>
    public int Slot { get; init; }

    /// <summary>The session's numbers as <see cref="SessionFields"/> lists them.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement> Numbers { get; set; } = new(StringComparer.Ordinal);

    /// <summary>The numbers as the page has them.</summary>
    [JsonIgnore]
    public SessionCounters Counters { get; init; }

    /// <summary>The cells of a table by the titles of their rows; empty where the session has no such number.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, string> Cells { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether the session runs: audio is exchanged.</summary>
    [JsonIgnore]
    public bool IsRunning => string.Equals(State, NameOf(SessionState.Running), StringComparison.Ordinal);

    /// <summary>Whether it searches for its master, or for its card.</summary>
    [JsonIgnore]
    public bool IsSearching => string.Equals(State, NameOf(SessionState.Searching), StringComparison.Ordinal);

    /// <summary>Whether the master changes the latency while the session runs.</summary>
    [JsonIgnore]
    public bool IsLatencyAutomatic { get; init; }

    /// <summary>The word of option -l for an automatic latency: "auto" or "auto:stable".</summary>
    [JsonIgnore]
    public string LatencyWord { get; init; } = "";

    /// <summary>Returns the report of a session from its slot in a page.</summary>
    /// <param name="statistics">The slot.</param>
    /// <param name="module">The module whose page it is in.</param>
    public static SessionReport From(in SessionStatistics statistics, ModuleKind module)
    {
        bool isNet = module != ModuleKind.AudioAdapter && statistics.SampleRate != 0;
        var numbers = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        var cells = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (SessionField field in SessionFields.All)
        {
            bool applies = field.AppliesTo(statistics, module);
            numbers.Add(field.Name, ElementOf(applies ? field.Value(statistics) : null));
            if (field.Title is { } title)
                cells.Add(title, applies ? field.CellOf(statistics) : "");
        }
        return new SessionReport
        {
            State = NameOf((SessionState)statistics.State),
            SecondsInState = SessionFields.SecondsSince(statistics.Since),
            Name = statistics.Name.ToString(),
            Peer = statistics.Peer.ToString(),
            Encoding = isNet ? NameOf((SampleEncoder)statistics.Encoder) : null,
            Protocol = isNet ? statistics.Capabilities == 0 ? "jack2" : "extended" : null,
            SlaveSynchronous = isNet ? statistics.SlaveSync != 0 : null,
            SampleRate = statistics.SampleRate,
            Period = statistics.Period,
            Latency = isNet ? statistics.Latency : null,
            IsLatencyAutomatic = isNet && ((Capabilities)statistics.Capabilities
                & (Capabilities.AutoLatency | Capabilities.Redundancy)) == Capabilities.AutoLatency,
            LatencyWord = (LatencyMode)statistics.LatencyMode == LatencyMode.Stable ? "auto:stable" : "auto",
            Mtu = isNet ? statistics.Mtu : null,
            SendAudio = statistics.SendAudio,
            ReturnAudio = statistics.ReturnAudio,
            SendMidi = statistics.SendMidi,
            ReturnMidi = statistics.ReturnMidi,
            RoundTripFrames = statistics.RoundTripFrames,
            Numbers = numbers,
            Counters = statistics.Counters,
            Cells = cells,
        };
    }

    /// <summary>One of the numbers; null where the session does not have it.</summary>
    /// <param name="name">Its name in JSON.</param>
    public double? Number(string name) =>
        Numbers.TryGetValue(name, out JsonElement number) && number.ValueKind == JsonValueKind.Number ? number.GetDouble() : null;

    private static string NameOf(SessionState state) => state.ToString().ToLowerInvariant();

    /// <summary>The word that option -e has for an encoder.</summary>
    internal static string NameOf(SampleEncoder encoder) => encoder switch
    {
        SampleEncoder.Float => "float",
        SampleEncoder.Int16 => "int16",
        SampleEncoder.Opus => "opus",
        _ => $"{(int)encoder}",
    };

    private static JsonElement ElementOf(object? value)
    {
        JsonValue? node = value switch
        {
            null => null,
            string word => JsonValue.Create(word),
            double number => JsonValue.Create(number),
            uint number => JsonValue.Create(number),
            int number => JsonValue.Create(number),
            _ => JsonValue.Create((long)value),
        };
        using JsonDocument document = JsonDocument.Parse(node?.ToJsonString() ?? "null");
        return document.RootElement.Clone();
    }
}

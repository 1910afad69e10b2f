// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text.Json.Serialization;

namespace NetJack2.JackProbe.Results;

/// <summary>The format of the results that the probe prints.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(LoopResult))]
[JsonSerializable(typeof(SoundResult))]
[JsonSerializable(typeof(MidiResult))]
[JsonSerializable(typeof(PortsResult))]
[JsonSerializable(typeof(BystanderResult))]
[JsonSerializable(typeof(WireResult))]
[JsonSerializable(typeof(TransportResult))]
[JsonSerializable(typeof(WatchResult))]
[JsonSerializable(typeof(ServerResult))]
[JsonSerializable(typeof(JunkResult))]
[JsonSerializable(typeof(RogueResult))]
[JsonSerializable(typeof(AwaitResult))]
[JsonSerializable(typeof(JacknetSlaveResult))]
[JsonSerializable(typeof(JacknetMasterResult))]
[JsonSerializable(typeof(ToneResult))]
[JsonSerializable(typeof(RelayResult))]
[JsonSerializable(typeof(NotesResult))]
public sealed partial class ResultsJson : JsonSerializerContext;

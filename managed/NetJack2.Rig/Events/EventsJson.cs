// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NetJack2.Rig.Events;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyList<EventReport>))]
internal sealed partial class EventsJson : JsonSerializerContext
{
    /// <summary>Events as an array, in one line.</summary>
    public static string Write(IReadOnlyList<EventReport> events) => JsonSerializer.Serialize(events, Default.IReadOnlyListEventReport);

    /// <summary>Returns an event as one line of JSON.</summary>
    public static string Write(EventReport report) => JsonSerializer.Serialize(report, Default.EventReport);
}

// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NetJack2.Cli.Takes;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyList<TakeReport>))]
internal sealed partial class TakesJson : JsonSerializerContext
{
    /// <summary>Takes as an array, in one line.</summary>
    public static string Write(IReadOnlyList<TakeReport> takes) => JsonSerializer.Serialize(takes, Default.IReadOnlyListTakeReport);

    /// <summary>Returns a take as one line of JSON.</summary>
    public static string Write(TakeReport take) => JsonSerializer.Serialize(take, Default.TakeReport);
}

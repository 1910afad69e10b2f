// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace NetJack2.JackProbe;

/// <summary>Prints a result as one line of JSON.</summary>
internal static class Output
{
    public static int Print<T>(T result, JsonTypeInfo<T> type)
    {
        Console.Out.WriteLine(JsonSerializer.Serialize(result, type));
        return 0;
    }
}

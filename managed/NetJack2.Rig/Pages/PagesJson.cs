// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NetJack2.Rig.Pages;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyList<ModulePage>))]
internal sealed partial class PagesJson : JsonSerializerContext
{
    /// <summary>All modules as an array, in one line.</summary>
    public static string Write(IReadOnlyList<ModulePage> pages) => JsonSerializer.Serialize(pages, Default.IReadOnlyListModulePage);

    /// <summary>Returns the pages as JSON in UTF-8.</summary>
    public static byte[] WriteBytes(IReadOnlyList<ModulePage> pages) =>
        JsonSerializer.SerializeToUtf8Bytes(pages, Default.IReadOnlyListModulePage);
}

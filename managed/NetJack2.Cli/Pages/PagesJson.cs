using System.Text.Json;
using System.Text.Json.Serialization;

namespace NetJack2.Cli.Pages;

[JsonSourceGenerationOptions(
    WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(IReadOnlyList<ModulePage>))]
internal sealed partial class PagesJson : JsonSerializerContext;

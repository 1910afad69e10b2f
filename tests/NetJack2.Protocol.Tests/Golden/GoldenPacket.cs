// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text.Json;

namespace NetJack2.Protocol.Tests.Golden;

/// <summary>A datagram of two jack2 peers on the wire, and what it means (protocol document, section 12).</summary>
internal sealed class GoldenPacket
{
    private GoldenPacket(byte[] bytes, JsonElement expected)
    {
        Bytes = bytes;
        Expected = expected;
    }

    public byte[] Bytes { get; }

    public JsonElement Expected { get; }

    public static IEnumerable<string> Names(string kind) => Directory.EnumerateFiles(Folder, "*.json")
        .Select(file => Path.GetFileNameWithoutExtension(file))
        .Where(name => string.Equals(Read(name).Text("kind"), kind, StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    public static GoldenPacket Read(string name)
    {
        string hex = File.ReadAllText(Path.Combine(Folder, name + ".hex"));
        string digits = string.Concat(hex.Where(char.IsAsciiHexDigit));
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, name + ".json")));
        return new GoldenPacket(Convert.FromHexString(digits), document.RootElement.Clone());
    }

    public string Text(string field) => Expected.GetProperty(field).GetString()!;

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "golden");
}

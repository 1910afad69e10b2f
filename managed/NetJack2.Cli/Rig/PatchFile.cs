// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text;
using NetJack2.Rig.Requests;
using NetJack2.Statistics.Untrusted;
using Tomlyn;
using Tomlyn.Helpers;
using Tomlyn.Model;
using Tomlyn.Parsing;
using Tomlyn.Text;

namespace NetJack2.Cli.Rig;

/// <summary>A file of patches in TOML: a table <c>[[patch]]</c> for each, with <c>from</c> and <c>to</c>.</summary>
internal sealed class PatchFile
{
    /// <summary>The most bytes of a file: 1024 patches whose names have as many bytes as names of ports can have, and their keys.</summary>
    public const int MostBytes = 1024 * 1024;

    private const string List = "patch", Source = "from", Destination = "to";

    private readonly TomlParser _parser;

    // Where the last key or value stands: the beginning of a table has no place, its end that of what follows.
    private TomlSourceSpan? _place;

    private PatchFile(string text) => _parser = TomlParser.Create(text);

    /// <summary>Patches as the text of a file.</summary>
    public static string Write(IEnumerable<PatchReport> patches)
    {
        var text = new StringBuilder("# Patches of netjack2. To connect them: netjack2 patch load FILE\n");
        foreach (PatchReport patch in patches)
            text.Append($"\n[[{List}]]\n{Source} = {Quote(patch.From)}\n{Destination} = {Quote(patch.To)}\n");
        return text.ToString();
    }

    /// <summary>Whether a name can be in a file.</summary>
    public static bool CanHave(string name) => !name.Any(char.IsControl);

    /// <summary>Parses the bytes of a patch file.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="problem">What is wrong, with the line's number.</param>
    /// <returns>Its patches, each once; null where there is a problem.</returns>
    public static (string From, string To)[]? Read(byte[] bytes, out string problem)
    {
        problem = "";
        try
        {
            return [.. new PatchFile(Decode(bytes)).ReadAll().Distinct()];
        }
        catch (TomlException exception)
        {
            string reason = exception.Diagnostics.Count == 0 ? exception.Message : exception.Diagnostics[0].Message;
            problem = exception.Line is { } line ? $"line {line}: {reason}" : reason;
            return null;
        }
        catch (DecoderFallbackException exception)
        {
            problem = $"line {bytes.AsSpan(0, exception.Index).Count((byte)'\n') + 1}: it is not UTF-8";
            return null;
        }
    }

    private static string Decode(byte[] bytes)
    {
        ReadOnlySpan<byte> mark = Encoding.UTF8.Preamble;
        int start = bytes.AsSpan().StartsWith(mark) ? mark.Length : 0;
        return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes, start, bytes.Length - start);
    }

    private static string Quote(string name) => TomlFormatHelper.ToString(name, TomlPropertyDisplayKind.Default);

    private List<(string From, string To)> ReadAll()
    {
        var patches = new List<(string From, string To)>();
        while (Next() != TomlParseEventKind.EndDocument)
        {
            if (_parser.Current.Kind != TomlParseEventKind.PropertyName)
                continue;
            if (_parser.GetPropertyName() is var name && name is not List)
                throw Wrong($"'{name}' is not known; each patch begins with [[{List}]]");
            if (Next() != TomlParseEventKind.StartArray)
                throw Wrong($"{List} is a list; each patch begins with [[{List}]]");
            while (Next() == TomlParseEventKind.StartTable)
                patches.Add(ReadPatch());
            if (_parser.Current.Kind != TomlParseEventKind.EndArray)
                throw Wrong($"a patch has the keys {Source} and {Destination}");
        }
        return patches;
    }

    private (string From, string To) ReadPatch()
    {
        string? from = null, to = null;
        while (Next() == TomlParseEventKind.PropertyName)
        {
            string key = _parser.GetPropertyName();
            if (key is not (Source or Destination))
                throw Wrong($"'{key}' is not known; a patch has the keys {Source} and {Destination}");
            if ((key is Source ? from : to) is not null)
                throw Wrong($"this patch has '{key}' twice; each patch begins with [[{List}]]");
            string port = ReadPort(key);
            (from, to) = key is Source ? (port, to) : (from, port);
        }
        if (from is null && to is null)
            throw Wrong("there is an empty patch in this line or behind it");
        return (from ?? throw Wrong($"this patch has no '{Source}'"), to ?? throw Wrong($"this patch has no '{Destination}'"));
    }

    private string ReadPort(string key)
    {
        if (Next() != TomlParseEventKind.String)
            throw Wrong($"{key} is a text in quotes: {PortWord.Form}");
        string port = _parser.GetString();
        if (!CanHave(port))
            throw Wrong($"there is a control character in '{PlainText.Clean(port)}'");
        return PortWord.IsValid(port) ? port : throw Wrong($"{key} must be {PortWord.Form}, and not '{port}'");
    }

    private TomlParseEventKind Next()
    {
        if (!_parser.MoveNext())
            return TomlParseEventKind.EndDocument;
        TomlParseEventKind kind = _parser.Current.Kind;
        if (kind is TomlParseEventKind.PropertyName or >= TomlParseEventKind.String)
            _place = _parser.Current.Span ?? _place;
        return kind;
    }

    private TomlException Wrong(string reason) => _place is { } place ? new TomlException(place, reason) : new TomlException(reason);
}

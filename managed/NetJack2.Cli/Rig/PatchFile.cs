// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text;
using NetJack2.RealTime;
using NetJack2.Rig.Requests;
using NetJack2.Statistics.Untrusted;
using Tomlyn;
using Tomlyn.Helpers;
using Tomlyn.Model;
using Tomlyn.Parsing;
using Tomlyn.Text;

namespace NetJack2.Cli.Rig;

/// <summary>A file of patches and labels in TOML: a table <c>[[patch]]</c> for each patch, with <c>from</c> and <c>to</c>, and a table
/// <c>[[label]]</c> for each label, with <c>machine</c>, <c>port</c> and <c>text</c>.</summary>
internal sealed class PatchFile
{
    /// <summary>The most bytes of a file: 1024 patches whose names have as many bytes as names of ports can have, their keys, and 1024
    /// labels.</summary>
    public const int MostBytes = 1536 * 1024;

    private const string Patch = "patch", Source = "from", Destination = "to";
    private const string Label = "label", Machine = "machine", Port = "port", Text = "text";

    private static readonly string[] s_patchKeys = [Source, Destination], s_labelKeys = [Machine, Port, Text];

    private readonly TomlParser _parser;
    private readonly List<(string From, string To)> _patches = [];
    private readonly List<LabelReport> _labels = [];

    // Where the last key or value stands: the beginning of a table has no place, its end that of what follows.
    private TomlSourceSpan? _place;

    private PatchFile(string text) => _parser = TomlParser.Create(text);

    /// <summary>The patches of a file, each once.</summary>
    public (string From, string To)[] Patches => [.. _patches.Distinct()];

    /// <summary>The labels of the file, in its order.</summary>
    public IReadOnlyList<LabelReport> Labels => _labels;

    /// <summary>Patches and labels as the text of a file.</summary>
    public static string Write(IEnumerable<PatchReport> patches, IEnumerable<LabelReport> labels)
    {
        var text = new StringBuilder("# Patches of netjack2. To connect them: netjack2 patch load FILE\n");
        foreach (PatchReport patch in patches)
            text.Append($"\n[[{Patch}]]\n{Source} = {Quote(patch.From)}\n{Destination} = {Quote(patch.To)}\n");
        foreach (LabelReport label in labels)
        {
            text.Append($"\n[[{Label}]]\n{Machine} = {Quote(label.Machine)}\n{Port} = {Quote(label.Port)}\n");
            text.Append($"{Text} = {Quote(label.Text)}\n");
        }
        return text.ToString();
    }

    /// <summary>Whether a name can be in a file.</summary>
    public static bool CanHave(string name) => !name.Any(char.IsControl);

    /// <summary>Parses the bytes of a patch file.</summary>
    /// <param name="bytes">The file.</param>
    /// <returns>Its patches and labels, or what is wrong, with the line's number.</returns>
    public static Result<PatchFile> Read(byte[] bytes)
    {
        try
        {
            var file = new PatchFile(Decode(bytes));
            file.ReadAll();
            return file;
        }
        catch (TomlException exception)
        {
            string reason = exception.Diagnostics.Count == 0 ? exception.Message : exception.Diagnostics[0].Message;
            return new Refusal(exception.Line is { } line ? $"line {line}: {reason}" : reason);
        }
        catch (DecoderFallbackException exception)
        {
            return new Refusal($"line {bytes.AsSpan(0, exception.Index).Count((byte)'\n') + 1}: it is not UTF-8");
        }
    }

    private static string Decode(byte[] bytes)
    {
        ReadOnlySpan<byte> mark = Encoding.UTF8.Preamble;
        int start = bytes.AsSpan().StartsWith(mark) ? mark.Length : 0;
        return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes, start, bytes.Length - start);
    }

    private static string Quote(string name) => TomlFormatHelper.ToString(name, TomlPropertyDisplayKind.Default);

    private void ReadAll()
    {
        while (Next() != TomlParseEventKind.EndDocument)
        {
            if (_parser.Current.Kind != TomlParseEventKind.PropertyName)
                continue;
            string list = _parser.GetPropertyName();
            if (list is not (Patch or Label))
                throw Wrong($"'{list}' is not known; each patch begins with [[{Patch}]]");
            if (Next() != TomlParseEventKind.StartArray)
                throw Wrong($"{list} is a list; each {list} begins with [[{list}]]");
            string[] keys = list is Patch ? s_patchKeys : s_labelKeys;
            while (Next() == TomlParseEventKind.StartTable)
            {
                string[] values = ReadTable(list, keys);
                if (list is Patch)
                    _patches.Add((values[0], values[1]));
                else
                    _labels.Add(new LabelReport(values[0], LabelReport.PortOf(values[1]), values[2]));
            }
            if (_parser.Current.Kind != TomlParseEventKind.EndArray)
                throw Wrong($"a {list} has the keys {Describe(keys)}");
        }
    }

    private string[] ReadTable(string list, string[] keys)
    {
        string?[] values = new string?[keys.Length];
        while (Next() == TomlParseEventKind.PropertyName)
        {
            string key = _parser.GetPropertyName();
            int index = Array.IndexOf(keys, key);
            if (index < 0)
                throw Wrong($"'{key}' is not known; a {list} has the keys {Describe(keys)}");
            if (values[index] is not null)
                throw Wrong($"this {list} has '{key}' twice; each {list} begins with [[{list}]]");
            values[index] = ReadText(key, list is Patch);
        }
        if (Array.TrueForAll(values, value => value is null))
            throw Wrong($"there is an empty {list} in this line or behind it");
        for (int index = 0; index < keys.Length; index++)
            _ = values[index] ?? throw Wrong($"this {list} has no '{keys[index]}'");
        return [.. values.OfType<string>()];
    }

    private string ReadText(string key, bool isPort)
    {
        string form = isPort ? $": {PortWord.Form}" : "";
        if (Next() != TomlParseEventKind.String)
            throw Wrong($"{key} is a text in quotes{form}");
        string text = _parser.GetString();
        if (!CanHave(text))
            throw Wrong($"there is a control character in '{PlainText.Clean(text)}'");
        return !isPort || PortWord.IsValid(text) ? text : throw Wrong($"{key} must be {PortWord.Form}, and not '{text}'");
    }

    private static string Describe(string[] keys) => $"{string.Join(", ", keys[..^1])} and {keys[^1]}";

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

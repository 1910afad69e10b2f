// SPDX-License-Identifier: GPL-2.0-or-later
using System.Net;
using System.Text;

namespace NetJack2.Sessions.Connections;

/// <summary>The remembered connections of slaves, and the text that they are kept as: docs/manual.md, "Connections".</summary>
/// <remarks>Control thread.</remarks>
public sealed class ConnectionBook
{
    /// <summary>How many slaves are remembered; those whose connections changed longest ago are forgotten first.</summary>
    public const int MaxSlaves = 256;

    private const string Heading =
        "# Connections that netjack2 makes again (option -s), for each slave: its port, where the signal goes, the other port.";
    private const string ToOwn = " <- ";
    private const string FromOwn = " -> ";
    private const string At = " @ ";

    // In the order of their last change.
    private readonly List<(SlaveKey Key, IReadOnlyList<PortConnection> Connections)> _slaves = [];

    /// <summary>The remembered slaves, the latest last.</summary>
    public IEnumerable<SlaveKey> Slaves => _slaves.Select(slave => slave.Key);

    /// <summary>Returns the remembered connections of a slave; null where it is not known.</summary>
    public IReadOnlyList<PortConnection>? Find(SlaveKey key)
    {
        int index = _slaves.FindIndex(slave => slave.Key == key);
        return index < 0 ? null : _slaves[index].Connections;
    }

    /// <summary>Replaces the remembered connections of a slave.</summary>
    public void Set(SlaveKey key, IReadOnlyList<PortConnection> connections)
    {
        _ = _slaves.RemoveAll(slave => slave.Key == key);
        if (_slaves.Count >= MaxSlaves)
            _slaves.RemoveAt(0);
        _slaves.Add((key, connections));
    }

    /// <summary>How many connections the text had beyond those that a slave may have: they were left out.</summary>
    public int Excess { get; private set; }

    /// <summary>Reads a text.</summary>
    /// <param name="text">What <see cref="Format"/> wrote, perhaps with changes by hand.</param>
    /// <param name="faults">How many lines mean nothing; the others are taken.</param>
    public static ConnectionBook Parse(string text, out int faults)
    {
        var book = new ConnectionBook();
        faults = 0;
        SlaveKey? key = null;
        var connections = new List<PortConnection>();
        foreach (string line in text.Split('\n', StringSplitOptions.TrimEntries).Append("[]"))
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (line[0] == '[' && line[^1] == ']')
            {
                if (key is { } complete)
                    book.Set(complete, [.. connections]);
                key = line.Length == "[]".Length ? null : ParseKey(line[1..^1]);
                connections.Clear();
            }
            else if (key is null || ParseConnection(line) is not { } connection)
            {
                faults++;
            }
            else if (connections.Count >= ConnectionKeeper.MaxConnections)
            {
                book.Excess++;
            }
            else
            {
                connections.Add(connection);
            }
        }
        return book;
    }

    /// <summary>The text that <see cref="Parse"/> reads. A slave whose name would make another text of it is left out.</summary>
    public string Format()
    {
        var text = new StringBuilder(Heading).Append('\n');
        foreach (var (key, connections) in _slaves)
        {
            if (!IsPlain(key.Name) || !IsPlain(key.Place))
                continue;
            text.Append($"\n[{key.Name}{(key.Place.Length == 0 ? "" : At + key.Place)}]\n");
            foreach (PortConnection connection in connections)
            {
                string arrow = connection.IsSource ? FromOwn : ToOwn;
                text.Append($"{PortNameText.Escape(connection.Own)}{arrow}{PortNameText.Escape(connection.Other)}\n");
            }
        }
        return text.ToString();
    }

    private static SlaveKey ParseKey(string text)
    {
        int at = text.LastIndexOf(At, StringComparison.Ordinal);
        // A name may contain the separator; a place is an address.
        return at >= 0 && IPAddress.TryParse(text[(at + At.Length)..].Trim('[', ']'), out _)
            ? new SlaveKey(text[..at], text[(at + At.Length)..])
            : new SlaveKey(text, "");
    }

    private static PortConnection? ParseConnection(string line)
    {
        // Our own ports' names hold no blanks, so the first arrow is the one.
        int blank = line.IndexOf(' ', StringComparison.Ordinal);
        if (blank < 1 || blank + ToOwn.Length >= line.Length || !IsPlain(line))
            return null;
        string arrow = line.Substring(blank, ToOwn.Length);
        bool isSource = string.Equals(arrow, FromOwn, StringComparison.Ordinal);
        return isSource || string.Equals(arrow, ToOwn, StringComparison.Ordinal)
            ? new PortConnection(PortNameText.Unescape(line[..blank]), PortNameText.Unescape(line[(blank + arrow.Length)..]), isSource)
            : null;
    }

    private static bool IsPlain(string text) => !text.Any(char.IsControl) && text.Trim().Length == text.Length;
}

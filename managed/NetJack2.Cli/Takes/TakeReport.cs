// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using System.Text.Json.Serialization;
using NetJack2.Statistics.Takes;
using NetJack2.Statistics.Untrusted;

namespace NetJack2.Cli.Takes;

/// <summary>A take, as its file has it.</summary>
internal sealed record TakeReport
{
    private const int LongestName = 64;

    /// <summary>The path of the take's file.</summary>
    public required string File { get; init; }

    /// <summary>The module that has written it.</summary>
    public string Module { get; private set; } = "";

    /// <summary>When the take began, UTC; has no meaning without <see cref="HasBegin"/>.</summary>
    public DateTime Begin { get; private set; }

    /// <summary>The transport's frame when the take began.</summary>
    public long TransportFrame { get; private set; }

    /// <summary>Frames per second; 0: not known.</summary>
    public int Rate { get; private set; }

    /// <summary>How many frames it has; null: it goes on, or its server ended before it.</summary>
    public long? Frames => Peers.Count == 0 ? null : Peers.Max(peer => peer.Frames);

    /// <summary>How many frames are wrong: those of all peers together, and no more than there are.</summary>
    public long WrongFrames => Math.Min(Peers.Sum(peer => peer.WrongFrames), Frames ?? 0);

    /// <summary>Whether each frame that was connected is as it was sent.</summary>
    public bool IsExact => Peers.Count != 0 && Faults.Count == 0 && WrongFrames == 0 && InvalidLines == 0;

    /// <summary>Lines that this version does not understand, or that were changed.</summary>
    public int InvalidLines { get; private set; }

    /// <summary>The peers' parts in the take; empty before its end.</summary>
    public List<TakePeer> Peers { get; } = [];

    /// <summary>The faults in the take, in the order of the file.</summary>
    public List<TakeFault> Faults { get; } = [];

    /// <summary>Whether there is the line with which a take begins.</summary>
    [JsonIgnore]
    public bool HasBegin => Rate != 0;

    /// <summary>Reads the text of a file, which any user may have changed.</summary>
    public static TakeReport Parse(string file, string text)
    {
        var take = new TakeReport { File = file };
        string[] lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == 0 || !string.Equals(lines[0], TakeWords.Heading, StringComparison.Ordinal))
            take.InvalidLines++;
        foreach (string line in lines.Skip(1))
            take.Add(line);
        return take;
    }

    private void Add(string line)
    {
        if (SplitLine(line) is not { Count: TakeWords.Fields } fields
            || !DateTime.TryParseExact(
                fields[0], TakeWords.TimeFormat, CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime time)
            || TakeWords.Find(fields[4]) is not { } mark || !TryNumber(fields[5], out long transport)
            || !TryNumber(fields[6], out long frame)
            || !TryNumber(fields[7], out long frames) || !TryNumber(fields[8], out long rate) || rate is 0 or > int.MaxValue)
        {
            InvalidLines++;
            return;
        }
        string peer = NameOf(fields[2]);
        if (mark == TakeMark.Begin)
            (Module, Begin, TransportFrame, Rate) = (NameOf(fields[1]), time, transport, (int)rate);
        else if (mark == TakeMark.End)
            Peers.Add(new TakePeer(peer, frame, frames));
        else
            Faults.Add(new TakeFault(time, peer, NameOf(fields[3]), fields[4], transport, frame, frames, (int)rate));
    }

    // Sums of them do not overflow.
    private static bool TryNumber(string field, out long number) =>
        long.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number < 1L << 48;

    private static string NameOf(string field)
    {
        string name = PlainText.Clean(field);
        return name.Length <= LongestName ? name : name[..LongestName];
    }

    // Fields may stand in quotes, with quotes in them doubled.
    private static List<string> SplitLine(string line)
    {
        var fields = new List<string>();
        for (int from = 0; from <= line.Length && fields.Count <= TakeWords.Fields;)
        {
            if (from < line.Length && line[from] == '"')
            {
                int end = from + 1;
                while (end < line.Length && (line[end] != '"' || (end + 1 < line.Length && line[end + 1] == '"')))
                    end += line[end] == '"' ? 2 : 1;
                fields.Add(line[(from + 1)..Math.Min(end, line.Length)].Replace("\"\"", "\"", StringComparison.Ordinal));
                from = end + 2;
                continue;
            }
            int comma = line.IndexOf(',', from);
            int last = comma < 0 ? line.Length : comma;
            fields.Add(line[from..last]);
            from = last + 1;
        }
        return fields;
    }
}

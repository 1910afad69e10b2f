// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using System.Text.Unicode;
using NetJack2.Link.Takes;
using NetJack2.Protocol;
using NetJack2.Statistics.Takes;
using NetJack2.Statistics.Untrusted;

namespace NetJack2.Sessions.Takes;

/// <summary>Lines of the file of a take. Allocates nothing, but for <see cref="Field"/>.</summary>
internal static class TakeLine
{
    /// <summary>The most bytes of a line: 128 ranges of ports, and names.</summary>
    public const int MostBytes = 2048;

    private const int LongestPorts = 128 * 8;

    /// <summary>A name as a field: in quotes, and nothing that a spreadsheet would take for a formula.</summary>
    public static string Field(string name)
    {
        string clean = PlainText.Clean(name).Replace("\"", "\"\"", StringComparison.Ordinal);
        return clean.Length != 0 && clean[0] is '=' or '+' or '-' or '@' ? $"\"'{clean}\"" : $"\"{clean}\"";
    }

    /// <summary>Writes a line.</summary>
    /// <param name="place">Where: <see cref="MostBytes"/>.</param>
    /// <param name="module">The module, as a <see cref="Field"/>.</param>
    /// <param name="peer">The peer, as a <see cref="Field"/>.</param>
    /// <param name="record">The record to write.</param>
    /// <param name="time">When that was, in nanoseconds since 1970, UTC.</param>
    /// <returns>How many bytes it has.</returns>
    public static int Write(Span<byte> place, string module, string peer, in TakeRecord record, long time)
    {
        Span<char> ports = stackalloc char[LongestPorts];
        ReadOnlySpan<char> shown = ports[..WritePorts(ports, record)];
        ReadOnlySpan<char> word = TakeWords.Of(record.Mark);
        CalendarTime at = CalendarTime.From(time);
        bool isWhole = Utf8.TryWrite(
            place, CultureInfo.InvariantCulture,
            $"{at.Year:0000}-{at.Month:00}-{at.Day:00}T{at.Hour:00}:{at.Minute:00}:{at.Second:00}.{at.Millisecond:000}Z,{module},{peer},",
            out int head);
        isWhole &= Utf8.TryWrite(
            place[head..], CultureInfo.InvariantCulture,
            $"{shown},{word},{record.TransportFrame},{record.TakeFrame},{record.Frames},{record.SampleRate}\n", out int rest);
        return isWhole ? head + rest : 0;
    }

    // From 1, as ports are named: "1-4 7".
    private static int WritePorts(Span<char> place, in TakeRecord record)
    {
        if (record.Mark is TakeMark.Begin or TakeMark.End or TakeMark.Unrecorded)
            return 0;
        if (record.Ports == default)
        {
            TakeWords.AllPorts.CopyTo(place);
            return TakeWords.AllPorts.Length;
        }
        int used = 0;
        int end;
        for (int first = record.Ports.NextFrom(0); first >= 0; first = end < PortSet.Capacity ? record.Ports.NextFrom(end) : -1)
        {
            for (end = first + 1; end < PortSet.Capacity && record.Ports.Contains(end);)
                end++;
            if (used != 0)
                place[used++] = ' ';
            _ = (first + 1).TryFormat(place[used..], out int length, default, CultureInfo.InvariantCulture);
            used += length;
            if (end == first + 1)
                continue;
            place[used++] = '-';
            _ = end.TryFormat(place[used..], out length, default, CultureInfo.InvariantCulture);
            used += length;
        }
        return used;
    }
}

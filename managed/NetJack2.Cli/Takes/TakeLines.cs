// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using NetJack2.Cli.Layout;
using NetJack2.Statistics.Takes;

namespace NetJack2.Cli.Takes;

/// <summary>Takes as lines for a terminal.</summary>
internal static class TakeLines
{
    private const string Time = "yyyy-MM-dd HH:mm:ss";

    /// <summary>A row for each take: number, local time, module, length, and whether it is exact.</summary>
    public static IEnumerable<string> List(IReadOnlyList<TakeReport> takes, int width) => TextLines.Columns(
        [
            .. takes.Select((take, index) => (string[])
            [
                $"{index + 1}", take.Begin.ToLocalTime().ToString(Time, CultureInfo.InvariantCulture), take.Module,
                take.Frames is { } frames ? LengthOf(frames, take.Rate) : "", ResultOf(take),
            ]),
        ],
        width, indent: 0);

    /// <summary>One take: its result, and a row for each fault: local time, place in the take, transport frame, number of frames, what,
    /// peer and ports.</summary>
    public static IEnumerable<string> Details(TakeReport take, int width)
    {
        string begin = take.Begin.ToLocalTime().ToString(Time, CultureInfo.InvariantCulture);
        string length = take.Frames is { } frames ? $"{LengthOf(frames, take.Rate)}, " : "";
        foreach (string line in TextLines.Wrap($"{take.Module}, {begin}, {length}{ResultOf(take)}", width))
            yield return line;
        foreach (TakePeer peer in take.Peers.Where(_ => take.Peers.Count > 1))
            yield return string.Create(TakeWords.Grouped, $"  {peer.Name}: {peer.WrongFrames:N0} of {peer.Frames:N0} frames");
        string[][] rows =
        [
            .. take.Faults.Select(fault => (string[])
            [
                fault.Time.ToLocalTime().ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture), LengthOf(fault.TakeFrame, fault.Rate),
                $"frame {fault.TransportFrame}", NumberOf(fault), fault.What, fault.Peer, fault.Ports,
            ]),
        ];
        foreach (string line in TextLines.Columns(rows, width, indent: 2))
            yield return line;
        yield return take.File;
    }

    private static string NumberOf(TakeFault fault) => fault.Mark == TakeMark.Unrecorded ? $"{fault.Frames} lines" : $"{fault.Frames} long";

    private static string ResultOf(TakeReport take)
    {
        if (take.IsExact)
            return string.Create(TakeWords.Grouped, $"{take.Frames:N0} frames exact");
        string text = take.Frames is not { } frames ? "not ended"
            : take.WrongFrames != 0 ? string.Create(TakeWords.Grouped, $"{take.WrongFrames:N0} of {frames:N0} frames not exact")
            : string.Create(TakeWords.Grouped, $"{frames:N0} frames, {take.Faults.Count:N0} faults besides audio");
        if (take.Frames is null && take.Faults.Count != 0)
            text += string.Create(TakeWords.Grouped, $", {take.Faults.Count:N0} faults");
        return take.InvalidLines == 0
            ? text
            : text + string.Create(TakeWords.Grouped, $", {take.InvalidLines:N0} lines of the file are invalid");
    }

    // "1:15.000", or "1:02:05.000".
    private static string LengthOf(long frames, int rate)
    {
        long milliseconds = (long)((double)frames * 1000 / rate);
        var time = TimeSpan.FromMilliseconds(milliseconds);
        string minutes = time.TotalHours >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time.Minutes:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}");
        return string.Create(CultureInfo.InvariantCulture, $"{minutes}:{time.Seconds:00}.{time.Milliseconds:000}");
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using System.Text;
using NetJack2.Statistics;
using NetJack2.Statistics.Untrusted;

namespace NetJack2.Cli.Pages;

/// <summary>A line that a module of this computer has logged: <c>native/common/LogFile.cpp</c> keeps the last ones of each user.</summary>
/// <param name="Time">When.</param>
/// <param name="ProcessId">The server, or the program.</param>
/// <param name="Module">The module's name.</param>
/// <param name="Text">The text of the line.</param>
internal sealed record LogLine(DateTime Time, int ProcessId, string Module, string Text)
{
    private const uint Root = 0;
    private const string Prefix = "netjack2-log.";

    // Those that the modules keep are shorter.
    private const int MaxLength = 128 * 1024;

    /// <summary>The lines of this user's modules and of root's, the oldest first; for root, those of all users.</summary>
    public static IReadOnlyList<LogLine> ReadAll(string folder = PageFile.Folder)
    {
        var lines = new List<LogLine>();
        if (!Directory.Exists(folder))
            return lines;
        foreach (string path in Directory.EnumerateFiles(folder, Prefix + "*").Where(IsOwn))
        {
            try
            {
                lines.AddRange(Encoding.UTF8.GetString(PlainFile.Read(path, MaxLength).Bytes).Split('\n').Select(Parse).OfType<LogLine>());
            }
            catch (IOException)
            {
                continue; // it was replaced meanwhile, or it is none
            }
        }
        return [.. lines.OrderBy(line => line.Time)];
    }

    /// <summary>"2026-11-30T20:15:00.250Z 4711 net driver: Connected"; null: it is none.</summary>
    public static LogLine? Parse(string line)
    {
        if (line.Split(' ', 3) is not [var when, var process, var rest]
            || rest.IndexOf(": ", StringComparison.Ordinal) is not (> 0 and var end)
            || !DateTime.TryParse(when, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out DateTime time)
            || !int.TryParse(process, CultureInfo.InvariantCulture, out int processId))
            return null;
        return new LogLine(time, processId, PlainText.Clean(rest[..end]), PlainText.Clean(rest[(end + 2)..]));
    }

    // Each user has two, with the user's number. What others put under other names they could have made up, in any number of files.
    private static bool IsOwn(string path)
    {
        if (PlainFile.FactsOf(path) is not { IsRegular: true, Owner: var owner })
            return false;
        string name = Path.GetFileName(path), own = $"{Prefix}{owner}";
        return (owner == PlainFile.User || owner == Root || Environment.IsPrivilegedProcess)
            && (string.Equals(name, own, StringComparison.Ordinal) || string.Equals(name, $"{own}.old", StringComparison.Ordinal));
    }

    /// <summary>Returns the line with its time in local time.</summary>
    public override string ToString() => $"{Time.ToLocalTime():yyyy-MM-dd HH:mm:ss.fff} {ProcessId} {Module}: {Text}";
}

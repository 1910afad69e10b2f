// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using NetJack2.Statistics.Processes;
using NetJack2.Statistics.Untrusted;

namespace NetJack2.Statistics;

/// <summary>Whether the process that a page describes is still the one that made it.</summary>
public static class PageOwner
{
    private const string UserField = "Uid:";

    // Real, effective, saved, and the one that the process's files belong to.
    private const int FileUser = 3;

    /// <summary>When a process was started, in the kernel's clock ticks since the computer started; 0: there is no such process, or this
    /// user may not see it.</summary>
    public static long StartTimeOf(int processId)
    {
        string[] fields = ProcessStat.FieldsOf(PlainFile.ReadProc($"/proc/{processId.ToString(CultureInfo.InvariantCulture)}/stat") ?? "");
        return fields.Length > ProcessStat.StartTime && fields[0] is not ("Z" or "X")
            ? long.Parse(fields[ProcessStat.StartTime], CultureInfo.InvariantCulture)
            : 0;
    }

    /// <summary>Whether the process that a page describes lives. A later process with the same id does not count.</summary>
    public static bool IsAlive(in PageHeader header) => header.StartTime != 0 && StartTimeOf(header.ProcessId) == header.StartTime;

    /// <summary>Whether a page may be believed: the user whom its file belongs to is the one of the process that it describes.</summary>
    /// <param name="header">The page's header.</param>
    /// <param name="owner">The user whom the file belongs to.</param>
    public static bool IsGenuine(in PageHeader header, uint owner) => UserOf(header.ProcessId) == owner;

    private static uint? UserOf(int processId)
    {
        string status = PlainFile.ReadProc($"/proc/{processId.ToString(CultureInfo.InvariantCulture)}/status") ?? "";
        string? line = status.Split('\n').FirstOrDefault(text => text.StartsWith(UserField, StringComparison.Ordinal));
        string[] users = line?[UserField.Length..].Split('\t', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return users.Length > FileUser && uint.TryParse(users[FileUser], CultureInfo.InvariantCulture, out uint user) ? user : null;
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using NetJack2.Statistics.Processes;

namespace NetJack2.Statistics;

/// <summary>Whether the process that a page describes is still the one that made it.</summary>
public static class PageOwner
{
    /// <summary>
    /// When a process was started, in the kernel's ticks since the computer was; 0: there is none, or it is not for us to see.
    /// </summary>
    public static long StartTimeOf(int processId)
    {
        try
        {
            string[] fields = ProcessStat.FieldsOf(File.ReadAllText($"/proc/{processId.ToString(CultureInfo.InvariantCulture)}/stat"));
            return fields.Length > ProcessStat.StartTime && fields[0] is not ("Z" or "X")
                ? long.Parse(fields[ProcessStat.StartTime], CultureInfo.InvariantCulture)
                : 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    /// <summary>Whether the process that wrote a page lives. Another one of the same number is none.</summary>
    public static bool IsAlive(in PageHeader header) => header.StartTime != 0 && StartTimeOf(header.ProcessId) == header.StartTime;
}

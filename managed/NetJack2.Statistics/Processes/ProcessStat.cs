// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Statistics.Processes;

/// <summary>A line of /proc/PID/stat, or of one of its threads.</summary>
public static class ProcessStat
{
    /// <summary>Where among the fields the time stands at which the process was started, in the kernel's ticks.</summary>
    public const int StartTime = 19;

    /// <summary>The index of the number of the scheduling policy; 1 and 2 are real-time.</summary>
    public const int Policy = 38;

    /// <summary>The fields behind the name, from the state on. The name, in brackets, may hold blanks and brackets.</summary>
    public static string[] FieldsOf(string line) => line[(line.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

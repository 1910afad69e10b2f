// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;

namespace NetJack2.TestHosts.Processes;

/// <summary>What a process costs at this moment, from /proc.</summary>
/// <param name="CpuTime">Of the threads that live; in ns resolution.</param>
public sealed record ProcessFigures(TimeSpan CpuTime, long ResidentKiB, long VirtualKiB, int Threads, int Descriptors)
{
    public static ProcessFigures Of(int processId)
        => new(
            CpuTimeOf(processId),
            Field(processId, "VmRSS:"),
            Field(processId, "VmSize:"),
            (int)Field(processId, "Threads:"),
            Directory.GetFileSystemEntries($"/proc/{processId}/fd").Length);

    private static TimeSpan CpuTimeOf(int processId)
    {
        long nanoseconds = 0;
        foreach (string task in Directory.GetDirectories($"/proc/{processId}/task"))
        {
            // A thread may end between the listing and the reading.
            try { nanoseconds += long.Parse(File.ReadAllText($"{task}/schedstat").Split(' ')[0], CultureInfo.InvariantCulture); }
            catch (IOException) { }
        }

        return TimeSpan.FromMicroseconds(nanoseconds / 1e3);
    }

    private static long Field(int processId, string name)
        => long.Parse(
            File.ReadLines($"/proc/{processId}/status").First(
                line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].Replace("kB", "", StringComparison.Ordinal),
            CultureInfo.InvariantCulture);
}

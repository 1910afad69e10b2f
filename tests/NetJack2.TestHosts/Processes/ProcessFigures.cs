// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using System.Text.RegularExpressions;

namespace NetJack2.TestHosts.Processes;

/// <summary>What a process costs at this moment, from /proc.</summary>
/// <param name="CpuTime">Of the threads that live; in ns resolution.</param>
public sealed partial record ProcessFigures(TimeSpan CpuTime, long ResidentKiB, long VirtualKiB, int Threads, int Descriptors)
{
    public static ProcessFigures Of(int processId)
        => new(
            CpuTimeOf(processId),
            // Counted now: VmRSS of status is a sum of counters that are some pages behind on each processor.
            Field(processId, "smaps_rollup", "Rss:"),
            Field(processId, "status", "VmSize:"),
            (int)Field(processId, "status", "Threads:"),
            Directory.GetFileSystemEntries($"/proc/{processId}/fd").Length);

    /// <summary>How many descriptors of each kind a process has: files by their path, others by what they are; without numbers.</summary>
    public static IReadOnlyDictionary<string, int> DescriptorsOf(int processId)
        => Directory.GetFileSystemEntries($"/proc/{processId}/fd")
            .Select(file => File.ResolveLinkTarget(file, returnFinalTarget: false)?.Name)
            .Where(target => target is not null) // it was closed meanwhile
            .GroupBy(target => Number().Replace(target!, ""), StringComparer.Ordinal)
            .ToDictionary(kind => kind.Key, kind => kind.Count(), StringComparer.Ordinal);

    /// <summary>The priorities of the threads that have SCHED_FIFO, highest first.</summary>
    public static IReadOnlyList<int> RealTimePrioritiesOf(int processId)
    {
        const int PriorityField = 40 - 3, PolicyField = 41 - 3, Fifo = 1; // counted from the one behind the name
        var priorities = new List<int>();
        foreach (string task in Directory.GetDirectories($"/proc/{processId}/task"))
        {
            string[] fields;
            try { fields = File.ReadAllText($"{task}/stat").Split(')')[^1].Trim().Split(' '); }
            catch (IOException) { continue; }

            if (int.Parse(fields[PolicyField], CultureInfo.InvariantCulture) == Fifo)
                priorities.Add(int.Parse(fields[PriorityField], CultureInfo.InvariantCulture));
        }

        return [.. priorities.OrderDescending()];
    }

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

    private static long Field(int processId, string file, string name)
        => long.Parse(
            File.ReadLines($"/proc/{processId}/{file}").First(
                line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].Replace("kB", "", StringComparison.Ordinal),
            CultureInfo.InvariantCulture);

    [GeneratedRegex(@"[\d\[\]]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();
}

// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;

namespace NetJack2.Cli.Doctor;

/// <summary>What the system lets this user's programs do in real time.</summary>
internal static class LimitChecks
{
    private const long LeastLockedMemory = 256L * 1024 * 1024;
    private const string Remedy =
        "Put '@audio - rtprio 95' and '@audio - memlock unlimited' into /etc/security/limits.d/audio.conf, join the group audio, "
            + "log in again.";

    public static IEnumerable<Finding> Run() => Describe(File.ReadAllText("/proc/self/limits"), Environment.IsPrivilegedProcess);

    /// <summary>What limits mean.</summary>
    /// <param name="limits">As in /proc/PID/limits.</param>
    /// <param name="isRoot">Whether the user is root, for whom limits have no effect.</param>
    public static IEnumerable<Finding> Describe(string limits, bool isRoot)
    {
        yield return !isRoot && Limit(limits, "Max realtime priority") is 0
            ? new Finding(Verdict.Wrong, "This user may not use real-time priority: expect dropouts.", Remedy)
            : new Finding(Verdict.Good, "Real-time priority is allowed.");
        yield return !isRoot && Limit(limits, "Max locked memory") is >= 0 and < LeastLockedMemory and var locked
            ? new Finding(Verdict.Note, $"This user may lock {locked / 1024} KiB of memory only; JACK needs more.", Remedy)
            : new Finding(Verdict.Good, "Memory may be locked.");
    }

    // -1: unlimited, or unknown.
    private static long Limit(string limits, string name)
    {
        string? line = limits.Split('\n').FirstOrDefault(text => text.StartsWith(name, StringComparison.Ordinal));
        string soft = line?[name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0] ?? "";
        return long.TryParse(soft, CultureInfo.InvariantCulture, out long limit) ? limit : -1;
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using NetJack2.Rig.Pages;
using NetJack2.Statistics.Untrusted;

namespace NetJack2.Cli.Doctor;

/// <summary>Checks of the limits for real-time threads and locked memory of this user's programs.</summary>
internal static class LimitChecks
{
    private const long LeastLockedMemory = 256L * 1024 * 1024;
    private const string Remedy =
        "Put '@audio - rtprio 95' and '@audio - memlock unlimited' into /etc/security/limits.d/audio.conf, join the group audio, "
            + "log in again.";

    public static IEnumerable<Finding> Run() => Describe(
        PlainFile.ReadProc("/proc/self/limits") ?? "", Environment.IsPrivilegedProcess,
        JackProcess.FindAll().Any(server => JackProcess.IsRealTime(server) == true));

    /// <summary>Returns the findings about a process's limits.</summary>
    /// <param name="limits">As in /proc/PID/limits.</param>
    /// <param name="isRoot">Whether the user is root, for whom limits have no effect.</param>
    /// <param name="hasRealTimeServer">Whether a server here has real-time priority, as another user or in another session.</param>
    public static IEnumerable<Finding> Describe(string limits, bool isRoot, bool hasRealTimeServer)
    {
        yield return !isRoot && Limit(limits, "Max realtime priority") is 0
            ? hasRealTimeServer
                ? new Finding(Verdict.Note, "Programs of this session may not use real-time priority; a jackd that runs has it.", Remedy)
                : new Finding(Verdict.Wrong, "This user may not use real-time priority: expect dropouts.", Remedy)
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

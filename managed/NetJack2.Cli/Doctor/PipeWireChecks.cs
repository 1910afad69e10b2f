// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using System.Text.RegularExpressions;
using NetJack2.Rig.Pages;

namespace NetJack2.Cli.Doctor;

/// <summary>PipeWire on this computer, and its netjack2 modules, which are masters and slaves, too.</summary>
internal static partial class PipeWireChecks
{
    private const string Manager = "libpipewire-module-netjack2-manager.so";
    private const string Driver = "libpipewire-module-netjack2-driver.so";

    // Between them the driver announces itself once in its life: mended in the source, and not in a release of 1.6 that was tested.
    private static readonly Version s_firstSilent = new(1, 6, 0), s_lastSilent = new(1, 6, 8);

    public static IEnumerable<Finding> Run() =>
        FindAll().SelectMany(process => Describe(process, JackProcess.LoadedFiles(process)));

    /// <summary>Whether a PipeWire server of this user runs.</summary>
    public static bool IsRunning => FindAll().Count != 0;

    /// <summary>Whether a process is a master for netjack2 slaves.</summary>
    public static bool IsManager(int processId) => Has(JackProcess.LoadedFiles(processId) ?? [], Manager);

    /// <summary>Returns the findings about the files that a PipeWire process has loaded; null: this user may not see them.</summary>
    public static IEnumerable<Finding> Describe(int process, IReadOnlyList<string>? files)
    {
        if (files is null)
        {
            yield return new Finding(
                Verdict.Note,
                $"pipewire {process} belongs to another user, and this user may not see its modules.",
                "sudo netjack2 doctor");
            yield break;
        }
        Version? version = VersionIn(files);
        string who = version is null ? $"pipewire {process}" : $"pipewire {process}, version {version},";
        if (!Has(files, Manager) && !Has(files, Driver))
            yield return new Finding(
                Verdict.Note,
                $"{who} runs without a netjack2 module.",
                "To make it a master: netjack2 master, or its own manager. To make it a slave: netjack2 join, its own driver, or a tunnel "
                    + "to jackd -d net. The page \"With PipeWire\" has the recipes.");
        if (Has(files, Manager))
            yield return new Finding(Verdict.Good, $"{who} has a netjack2 manager: it is a master.");
        if (Has(files, Driver))
            yield return version >= s_firstSilent && version <= s_lastSilent
                ? new Finding(
                    Verdict.Note,
                    $"{who} has a netjack2 driver, which announces itself only once.",
                    "Load the master first, then this driver; load it anew after the master was restarted.")
                : new Finding(Verdict.Good, $"{who} has a netjack2 driver: it is a slave.");
    }

    private static IReadOnlyList<int> FindAll() => JackProcess.FindAll("pipewire");

    private static bool Has(IReadOnlyList<string> files, string name) =>
        files.Any(path => string.Equals(Path.GetFileName(path), name, StringComparison.Ordinal));

    // libpipewire-0.3.so.0.1608.0 is 1.6.8.
    private static Version? VersionIn(IReadOnlyList<string> files)
    {
        Match match = files.Select(path => Library().Match(path)).FirstOrDefault(found => found.Success) ?? Match.Empty;
        return int.TryParse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture, out int number)
            ? new Version(number / 1000, number / 100 % 10, number % 100)
            : null;
    }

    [GeneratedRegex(@"/libpipewire-0\.3\.so\.0\.(?<number>\d{3,5})\.\d+$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Library();
}

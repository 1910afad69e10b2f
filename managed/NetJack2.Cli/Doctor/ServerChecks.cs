// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Cli.Pages;
using NetJack2.Statistics.Untrusted;

namespace NetJack2.Cli.Doctor;

/// <summary>Which jackd runs, and whose modules it loads.</summary>
internal static class ServerChecks
{
    private const string Variable = "JACK_DRIVER_DIR";
    private const string Remedy = $"Set {Variable} to the folder that `cmake --install` told, then start the server anew.";

    // Another user's process may name any file as its module.
    private const int LargestModule = 64 * 1024 * 1024;

    // Functions that only the modules of netjack2-cs export.
    private static readonly (string File, byte[] Mark)[] s_modules =
    [
        ("netmanager.so", "\0nj_manager_open\0"u8.ToArray()),
        ("jack_net.so", "\0nj_driver_open\0"u8.ToArray()),
    ];

    public static IEnumerable<Finding> Run()
    {
        yield return JackVersion.Run();
        IReadOnlyList<int> servers = JackProcess.FindAll();
        if (servers.Count == 0)
        {
            yield return new Finding(Verdict.Note, "No jackd runs.");
            yield return FolderOf("A jackd that is started here", Environment.GetEnvironmentVariable(Variable));
        }
        foreach (int server in servers)
        {
            string who = $"jackd {server}, server '{JackProcess.ServerNameOf(server)}',";
            yield return ModulesOf(server, who);
            if (JackProcess.IsRealTime(server) == false)
                yield return new Finding(
                    Verdict.Note,
                    $"{who} runs without real-time priority: expect dropouts.",
                    "Start it with -R, as a user who may: see the limits below.");
        }
    }

    // A loaded module counts more than the folder in which it would be searched.
    private static Finding ModulesOf(int server, string who)
    {
        IReadOnlyList<string> loaded = JackProcess.LoadedFiles(server, s_modules.Select(module => module.File));
        return loaded.Count == 0
            ? FolderOf(who, JackProcess.VariableOf(server, Variable))
            : loaded.All(IsNetJack2Cs)
                ? new Finding(Verdict.Good, $"{who} has the modules of netjack2-cs, "
                    + $"from {string.Join(" and ", loaded.Select(Path.GetDirectoryName).Distinct(StringComparer.Ordinal))}.")
                : new Finding(
                    Verdict.Note,
                    $"{who} has {string.Join(" and ", loaded.Where(path => !IsNetJack2Cs(path)))}, which is not of netjack2-cs.",
                    Remedy);
    }

    /// <summary>Whose modules a folder has.</summary>
    /// <param name="who">The process that loads them.</param>
    /// <param name="folder">The folder; null where none is set.</param>
    public static Finding FolderOf(string who, string? folder)
    {
        if (string.IsNullOrEmpty(folder))
            return new Finding(
                Verdict.Note,
                $"{who} loads the modules of the distribution: {Variable} is not set (or not readable by this user).",
                Remedy);
        string module = Path.Combine(folder, s_modules[0].File);
        if (!File.Exists(module))
            return new Finding(Verdict.Wrong, $"{who} looks for modules in {folder}, but there is no {s_modules[0].File}.", Remedy);
        return IsNetJack2Cs(module)
            ? new Finding(Verdict.Good, $"{who} loads the modules of netjack2-cs from {folder}.")
            : new Finding(Verdict.Note, $"{who} loads the modules of {folder}, which are not those of netjack2-cs.", Remedy);
    }

    private static bool IsNetJack2Cs(string path)
    {
        try
        {
            byte[] mark = s_modules.First(module => string.Equals(module.File, Path.GetFileName(path), StringComparison.Ordinal)).Mark;
            return PlainFile.Read(path, LargestModule, mayBeLink: true).Bytes.AsSpan().IndexOf(mark) >= 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}

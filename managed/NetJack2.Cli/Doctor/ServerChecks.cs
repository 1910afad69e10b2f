// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Rig.Pages;
using NetJack2.Statistics.Untrusted;

namespace NetJack2.Cli.Doctor;

/// <summary>Which jackd runs, and whose modules it loads.</summary>
internal static class ServerChecks
{
    /// <summary>The variable with a server's folder of modules.</summary>
    public const string Variable = "JACK_DRIVER_DIR";

    private const string Remedy = $"Set {Variable} to the driver folder that `cmake --install` printed, then restart the server.";
    private const string AsRoot = "sudo netjack2 doctor";

    // Another user's process may name any file as its module.
    private const int LargestModule = 64 * 1024 * 1024;

    // Functions that only the modules of netjack2-cs export.
    private static readonly (string File, byte[] Mark)[] s_modules =
    [
        ("netmanager.so", "\0nj_manager_open\0"u8.ToArray()),
        ("jack_net.so", "\0nj_driver_open\0"u8.ToArray()),
    ];

    /// <summary>Returns the findings about all servers of this computer.</summary>
    /// <param name="pages">The pages of the modules that are loaded.</param>
    public static IEnumerable<Finding> Run(IReadOnlyList<ModulePage> pages)
    {
        IReadOnlyList<int> servers = JackProcess.FindAll();
        if (servers.Count == 0)
        {
            // A computer with PipeWire needs none.
            bool isWanted = !PipeWireChecks.IsRunning || SystemCommand.Find("jackd") is not null;
            if (isWanted)
                yield return ServerLibrary.Run();
            yield return new Finding(Verdict.Note, "No jackd runs.");
            if (isWanted)
                yield return FolderOf("A jackd that is started here", Environment.GetEnvironmentVariable(Variable));
        }
        foreach (Finding finding in servers.SelectMany(server => Describe(server, pages)))
            yield return finding;
    }

    private static IEnumerable<Finding> Describe(int server, IReadOnlyList<ModulePage> pages)
    {
        string who = $"{JackProcess.ProgramOf(server)} {server}, server '{JackProcess.ServerNameOf(server)}',";
        if (JackProcess.IsStopped(server))
        {
            yield return new Finding(Verdict.Wrong, $"{who} is stopped.", $"kill -CONT {server}, or end it");
            yield break;
        }
        if (JackProcess.LoadedFiles(server) is not { } files)
        {
            yield return pages.Any(page => !page.IsStale && page.ProcessId == server)
                ? new Finding(Verdict.Good, $"{who} has modules of netjack2-cs, as their pages show.")
                : new Finding(
                    Verdict.Note, $"{who} belongs to another user, and this user may not see which modules it loads.", AsRoot);
        }
        else
        {
            string? library = files.FirstOrDefault(path => Path.GetFileName(path).StartsWith(ServerLibrary.Name, StringComparison.Ordinal));
            if (library is not null)
                yield return ServerLibrary.Describe(who, library);
            yield return ModulesOf(server, who, files);
        }
        if (JackProcess.IsRealTime(server) == false)
            yield return new Finding(
                Verdict.Note,
                $"{who} runs without real-time priority: expect dropouts.",
                "Start it with -R, as a user who may: see the limits below. A jackdbus whose server is not started has none.");
    }

    // A loaded module counts more than the folder in which it would be searched.
    private static Finding ModulesOf(int server, string who, IReadOnlyList<string> files)
    {
        string[] loaded = [.. files.Where(path => MarkOf(path) is not null)];
        return loaded.Length == 0
            ? FolderOf(who, JackProcess.VariableOf(server, Variable))
            : loaded.All(IsNetJack2Cs)
                ? new Finding(Verdict.Good, $"{who} has the modules of netjack2-cs, "
                    + $"from {string.Join(" and ", loaded.Select(Path.GetDirectoryName).Distinct(StringComparer.Ordinal))}.")
                : new Finding(
                    Verdict.Note,
                    $"{who} has {string.Join(" and ", loaded.Where(path => !IsNetJack2Cs(path)))}, which is not of netjack2-cs.",
                    Remedy);
    }

    /// <summary>Returns the finding about the modules in a folder.</summary>
    /// <param name="who">The process that loads them.</param>
    /// <param name="folder">The folder; null where none is set.</param>
    public static Finding FolderOf(string who, string? folder)
    {
        if (folder is null)
            return new Finding(Verdict.Note, $"{who} loads the modules of the distribution: {Variable} is not set.", Remedy);
        if (folder.Length == 0)
            return new Finding(
                Verdict.Wrong, $"{who} finds no drivers: {Variable} is set, but empty.", $"{Remedy} Or: unset {Variable}");
        string module = Path.Combine(folder, s_modules[0].File);
        if (!File.Exists(module))
            return new Finding(Verdict.Wrong, $"{who} looks for modules in {folder}, but there is no {s_modules[0].File}.", Remedy);
        if (ModuleProcessor.Obstacle(module) is { } obstacle)
            return new Finding(Verdict.Wrong, $"{who} cannot load {module}: {obstacle}.", "Take the package for this computer.");
        return IsNetJack2Cs(module)
            ? new Finding(Verdict.Good, $"{who} loads the modules of netjack2-cs from {folder}.")
            : new Finding(Verdict.Note, $"{who} loads the modules of {folder}, which are not those of netjack2-cs.", Remedy);
    }

    private static byte[]? MarkOf(string path) =>
        s_modules.FirstOrDefault(module => string.Equals(module.File, Path.GetFileName(path), StringComparison.Ordinal)).Mark;

    private static bool IsNetJack2Cs(string path)
    {
        try
        {
            return PlainFile.Read(path, LargestModule, mayBeLink: true).Bytes.AsSpan().IndexOf(MarkOf(path)) >= 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}

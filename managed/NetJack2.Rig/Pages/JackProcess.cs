// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Statistics.Processes;
using NetJack2.Statistics.Untrusted;

namespace NetJack2.Rig.Pages;

/// <summary>The state of a jackd, or of another process that has modules, from /proc.</summary>
internal static class JackProcess
{
    private const string DefaultServer = "default";

    // The memory of a jackd with many modules is listed in 60 KB; that of another user's process may be listed without end.
    private const int LongestMaps = 1024 * 1024;

    // The modules as programs: clients, whose -n is another name.
    private const string Client = "netjack2-client";
    private const string PipeWire = "PipeWire";
    private const string PipeWireLibrary = "libpipewire-0.3.so.";

    /// <summary>The process ids of all jackd and jackdbus on this computer.</summary>
    public static IReadOnlyList<int> FindAll() => FindAll("jackd", "jackdbus");

    /// <summary>The process ids of all processes on this computer with one of these program names.</summary>
    public static IReadOnlyList<int> FindAll(params string[] programs) =>
        [
            .. Directory.EnumerateDirectories("/proc")
                .Select(folder => int.TryParse(Path.GetFileName(folder), out int id) ? id : 0)
                .Where(id => id != 0 && programs.Contains(ProgramOf(id), StringComparer.Ordinal))
                .Order()
        ];

    /// <summary>
    /// The name of its server: option -n or --name, else the environment's, else "default". Of a client of PipeWire: "PipeWire".
    /// </summary>
    public static string ServerNameOf(int processId)
    {
        bool isClient = string.Equals(ProgramOf(processId), Client, StringComparison.Ordinal);
        if (isClient && LoadedFiles(processId)?.Any(
            file => Path.GetFileName(file).StartsWith(PipeWireLibrary, StringComparison.Ordinal)) == true)
            return PipeWire;
        string? named = isClient ? null : ServerNameIn(ReadWords($"/proc/{processId}/cmdline"));
        return PlainText.Clean(named ?? VariableOf(processId, "JACK_DEFAULT_SERVER") ?? DefaultServer);
    }

    /// <summary>The name that a command line gives to its server, if it does.</summary>
    public static string? ServerNameIn(IReadOnlyList<string> words)
    {
        for (int index = 1; index < words.Count; index++)
        {
            string word = words[index];
            // What follows -d belongs to the driver, which has a -n of its own.
            if (word.StartsWith("-d", StringComparison.Ordinal) || word.StartsWith("--driver", StringComparison.Ordinal))
                return null;
            if (word is "-n" or "--name")
                return index + 1 < words.Count ? words[index + 1] : null;
            if (word.StartsWith("--name=", StringComparison.Ordinal))
                return word["--name=".Length..];
            if (word.StartsWith("-n", StringComparison.Ordinal))
                return word[2..];
        }
        return null;
    }

    /// <summary>A variable of the process's environment; null where it is not set, or this user may not read it.</summary>
    public static string? VariableOf(int processId, string name) => ReadWords($"/proc/{processId}/environ")
        .FirstOrDefault(word => word.StartsWith(name + '=', StringComparison.Ordinal))?[(name.Length + 1)..];

    /// <summary>The files that a process has loaded; null where this user may not read that.</summary>
    public static IReadOnlyList<string>? LoadedFiles(int processId)
    {
        if (PlainFile.ReadProc($"/proc/{processId}/maps", LongestMaps) is not { } maps)
            return null;
        return
        [
            .. maps.Split('\n')
                .Select(line => line[(line.IndexOf('/', StringComparison.Ordinal) is >= 0 and var start ? start : line.Length)..])
                .Where(path => path.Length != 0)
                .Distinct(StringComparer.Ordinal),
        ];
    }

    /// <summary>The name of the program, cleaned.</summary>
    public static string ProgramOf(int processId) => PlainText.Clean((PlainFile.ReadProc($"/proc/{processId}/comm") ?? "").Trim());

    /// <summary>Whether a signal or a debugger has stopped the process.</summary>
    public static bool IsStopped(int processId) =>
        ProcessStat.FieldsOf(PlainFile.ReadProc($"/proc/{processId}/stat") ?? "").FirstOrDefault() is "T" or "t";

    /// <summary>Whether a thread of the process has real-time priority; null where this user may not read that.</summary>
    public static bool? IsRealTime(int processId)
    {
        try
        {
            return Directory.EnumerateDirectories($"/proc/{processId}/task")
                .Any(task => IsRealTimeThread(PlainFile.ReadProc($"{task}/stat") ?? ""));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Whether a line of /proc/PID/task/TID/stat is of a thread with real-time priority.</summary>
    public static bool IsRealTimeThread(string line)
    {
        string[] fields = ProcessStat.FieldsOf(line);
        return fields.Length > ProcessStat.Policy && fields[ProcessStat.Policy] is "1" or "2";
    }

    private static string[] ReadWords(string path) => (PlainFile.ReadProc(path) ?? "").Split('\0', StringSplitOptions.RemoveEmptyEntries);
}

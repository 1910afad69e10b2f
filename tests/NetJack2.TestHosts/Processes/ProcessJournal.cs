// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.TestHosts.Processes;

/// <summary>The processes started since the journal was last cleared: what they printed explains a failure.</summary>
public static class ProcessJournal
{
    private const int MostCharacters = 8_000;
    private static readonly Lock s_lock = new();
    private static readonly List<HostProcess> s_processes = [];

    public static void Clear()
    {
        lock (s_lock) s_processes.Clear();
    }

    public static string Read()
    {
        lock (s_lock) return string.Join('\n', s_processes.Select(process => Tail(process.Log)));
    }

    internal static void Add(HostProcess process)
    {
        lock (s_lock) s_processes.Add(process);
    }

    private static string Tail(string log) => log.Length <= MostCharacters ? log : $"{log[..200]}\n […]\n{log[^MostCharacters..]}";
}

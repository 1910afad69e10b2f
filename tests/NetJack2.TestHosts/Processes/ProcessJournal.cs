// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.TestHosts.Processes;

/// <summary>The processes that one test started: what they printed explains a failure.</summary>
/// <remarks>
/// Each flow of control has its own <see cref="Current"/> journal, so that tests that run side by side see only their own processes.
/// Any thread may use a journal.
/// </remarks>
public sealed class ProcessJournal
{
    private const int MostCharacters = 8_000;
    private static readonly AsyncLocal<ProcessJournal?> s_current = new();
    private readonly Lock _lock = new();
    private readonly List<HostProcess> _processes = [];

    /// <summary>The journal that notes what is started from here; null: nothing is noted.</summary>
    public static ProcessJournal? Current
    {
        get => s_current.Value;
        set => s_current.Value = value;
    }

    /// <summary>Removes the processes that have ended.</summary>
    public void RemoveEnded()
    {
        lock (_lock) _processes.RemoveAll(process => process.HasExited);
    }

    /// <summary>What the processes printed, in the order of their start; of a long log its beginning and its end.</summary>
    public string Read()
    {
        lock (_lock) return string.Join('\n', _processes.Select(process => Tail(process.Log)));
    }

    internal void Add(HostProcess process)
    {
        lock (_lock) _processes.Add(process);
    }

    private static string Tail(string log) => log.Length <= MostCharacters ? log : $"{log[..200]}\n […]\n{log[^MostCharacters..]}";
}

// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text.Json.Serialization;
using NetJack2.Statistics;

namespace NetJack2.Cli.Pages;

/// <summary>A module that is loaded into a jackd of this computer, and its sessions, as they are now.</summary>
/// <param name="Module">Which one.</param>
/// <param name="ProcessId">The jackd.</param>
/// <param name="Server">The name of the JACK server.</param>
/// <param name="IsStale">Whether that process has ended: it was killed, and left the page behind.</param>
/// <param name="SecondsSinceUpdate">How old the numbers are.</param>
/// <param name="Sessions">Those that there are.</param>
internal sealed record ModulePage(
    [property: JsonIgnore] ModuleKind Module, int ProcessId, string Server, bool IsStale, double SecondsSinceUpdate,
    IReadOnlyList<SessionReport> Sessions)
{
    private const int Attempts = 20;

    // A module writes five times a second.
    private const double LongestPauseSeconds = 2;

    /// <summary>The module's name, as in its file's.</summary>
    [JsonPropertyName("module")]
    public string Name => Module.ToString().ToLowerInvariant();

    /// <summary>Whether its jackd is there but does not get to writing: it is stopped, or hangs.</summary>
    public bool IsHanging => !IsStale && SecondsSinceUpdate > LongestPauseSeconds;

    /// <summary>All modules of this computer.</summary>
    public static IReadOnlyList<ModulePage> ReadAll(string folder = PageFile.Folder)
        => [.. PageFile.All(folder).Select(Read).OfType<ModulePage>()];

    private static ModulePage? Read(string path)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            // Twice: what was being written while the first copy was made has another number in the second.
            if (PageFile.Copy(path) is not { } first || PageFile.Copy(path) is not { } second
                || !PageReader.TryReadHeader(first, out PageHeader header) || !PageReader.TryReadHeader(second, out PageHeader later))
                return null;
            // A module that was loaded anew meanwhile has another page under the same name.
            bool isSamePage = first.Length == second.Length
                && (header.HeaderSize, header.SlotSize, header.SlotCount) == (later.HeaderSize, later.SlotSize, later.SlotCount);
            if (isSamePage && TryReadSessions(first, second, header, out List<SessionReport> sessions))
                return From(later, sessions);
            Thread.Sleep(1);
        }
        return null;
    }

    private static ModulePage From(PageHeader header, List<SessionReport> sessions)
    {
        bool isAlive = PageOwner.IsAlive(header);
        return new ModulePage(
            (ModuleKind)header.Module,
            header.ProcessId,
            isAlive ? JackProcess.ServerNameOf(header.ProcessId) : "",
            !isAlive,
            SessionFields.SecondsSince(header.Updated),
            sessions);
    }

    // False where the module was writing a place of the page meanwhile.
    private static bool TryReadSessions(byte[] first, byte[] second, PageHeader header, out List<SessionReport> sessions)
    {
        sessions = [];
        for (int slot = 0; slot < (int)header.SlotCount; slot++)
        {
            if (!PageReader.TryReadSlot(first, header, slot, out SessionStatistics statistics)
                || !PageReader.TryReadSlot(second, header, slot, out SessionStatistics again) || !again.IsSameWriting(statistics))
                return false;
            if (statistics.State != (uint)SessionState.None)
                sessions.Add(SessionReport.From(statistics, (ModuleKind)header.Module));
        }
        return true;
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text.Json.Serialization;
using NetJack2.Statistics;
using NetJack2.Statistics.Untrusted;

namespace NetJack2.Rig.Pages;

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

    // Of one user. More are no honest ones.
    private const int MaxSessions = 256;

    // A module writes five times a second.
    private const double LongestPauseSeconds = 2;

    /// <summary>The page's file; empty: it was not read from one.</summary>
    [JsonIgnore]
    public string Path { get; init; } = "";

    /// <summary>The last part of the file's name, by which modules of one kind in a process differ.</summary>
    [JsonIgnore]
    public string FileNumber => Path[(Path.LastIndexOf('.') + 1)..];

    /// <summary>The id of the user that owns the page's file.</summary>
    [JsonIgnore]
    public uint Owner { get; init; }

    /// <summary>Whether the page belongs to this user or to root: any other user can write anything into one.</summary>
    [JsonIgnore]
    public bool IsTrusted => Owner == PlainFile.User || Owner == 0;

    /// <summary>The header of the page that was read.</summary>
    [JsonIgnore]
    public PageHeader Header { get; init; }

    /// <summary>The module's name, as in its file's.</summary>
    [JsonPropertyName("module")]
    public string Name => Module.ToString().ToLowerInvariant();

    /// <summary>Whether its jackd lives but has not written the page for a while: it is stopped or blocked.</summary>
    public bool IsHanging => !IsStale && SecondsSinceUpdate > LongestPauseSeconds;

    /// <summary>The modules of this computer, those of this user's servers first: at most some hundred sessions of each user.</summary>
    public static IReadOnlyList<ModulePage> ReadAll(string folder = PageFile.Folder)
    {
        var pages = new List<ModulePage>();
        var sessions = new Dictionary<uint, int>();
        foreach (string path in PageFile.All(folder))
        {
            if (Read(path, out uint owner) is not { } page)
                continue;
            int count = sessions.GetValueOrDefault(owner) + page.Sessions.Count;
            if (count > MaxSessions)
                continue;
            sessions[owner] = count;
            pages.Add(page);
        }
        return pages;
    }

    private static ModulePage? Read(string path, out uint owner)
    {
        owner = 0;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            // Twice: what was being written while the first copy was made has another number in the second.
            if (PageFile.Copy(path) is not { } first || PageFile.Copy(path) is not { } second
                || !PageReader.TryReadHeader(first.Bytes, out PageHeader header)
                || !PageReader.TryReadHeader(second.Bytes, out PageHeader later))
                return null;
            owner = second.Owner;
            // A module that was loaded anew meanwhile has another page under the same name.
            bool isSamePage = first.Bytes.Length == second.Bytes.Length
                && (header.HeaderSize, header.SlotSize, header.SlotCount) == (later.HeaderSize, later.SlotSize, later.SlotCount);
            if (isSamePage && TryReadSessions(first.Bytes, second.Bytes, header, out List<SessionReport> sessions))
                return From(path, later, owner, sessions);
            Thread.Sleep(1);
        }
        return null;
    }

    private static ModulePage? From(string path, PageHeader header, uint owner, List<SessionReport> sessions) =>
        !PageTrust.IsShown(header, owner, out bool isAlive) ? null : new ModulePage(
            (ModuleKind)header.Module,
            header.ProcessId,
            isAlive ? JackProcess.ServerNameOf(header.ProcessId) : "",
            !isAlive,
            SessionFields.SecondsSince(header.Updated),
            sessions)
        {
            Path = path,
            Owner = owner,
            Header = header,
        };

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
                sessions.Add(SessionReport.From(statistics, (ModuleKind)header.Module) with { Slot = slot });
        }
        return true;
    }
}

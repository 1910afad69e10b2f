// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Statistics.Untrusted;

namespace NetJack2.Statistics;

/// <summary>Where pages are: a file of shared memory for each loaded module.</summary>
/// <remarks>Every user may write into the folder, so nothing about a file in it is taken for granted.</remarks>
public static class PageFile
{
    /// <summary>The folder in which modules make their pages.</summary>
    public const string Folder = "/dev/shm";

    /// <summary>How many pages of one user are read: another user's pages hide none of this user's.</summary>
    public const int MaxForEachUser = 64;

    // Sixty-four sessions and the events take nearly all of it. A longer file is no page and is not read into memory.
    private const int MaxLength = 64 * 1024;

    // More names are not read: that is a third of a second.
    private const int MaxNames = 100_000;
    private const string Prefix = "netjack2.";

    private const string MeterPrefix = "netjack2-meters.";

    // The levels of 64 sessions.
    private const int MeterMaxLength = 576 * 1024;

    /// <summary>The file of a module in a process, the number telling several of one kind apart.</summary>
    public static string PathOf(ModuleKind module, int processId, int number, string folder = Folder) =>
        Path.Combine(folder, $"{Prefix}{module.ToString().ToLowerInvariant()}.{processId}.{number}");

    /// <summary>The file of the levels that belong to a page.</summary>
    public static string MetersOf(string page) =>
        Path.Combine(Path.GetDirectoryName(page) ?? "", MeterPrefix + Path.GetFileName(page)[Prefix.Length..]);

    /// <summary>
    /// The files that may be pages, those of this user first, then in the order of their names; some may belong to processes that have
    /// ended.
    /// </summary>
    public static IReadOnlyList<string> All(string folder = Folder) =>
        [.. Owned(folder, Prefix, MaxLength).OrderBy(file => file.Owner != PlainFile.User).ThenBy(file => file.Path, StringComparer.Ordinal)
            .Select(file => file.Path)];

    /// <summary>Copies a page. Null where the file cannot be a page, or this user may not read it.</summary>
    public static FileCopy? Copy(string path) => Copy(path, MaxLength);

    /// <summary>Copies the levels that belong to a page. Null where the file cannot be one, or this user may not read it.</summary>
    public static FileCopy? CopyMeters(string page) => Copy(MetersOf(page), MeterMaxLength);

    private static FileCopy? Copy(string path, int maxLength)
    {
        try
        {
            FileCopy copy = PlainFile.Read(path, maxLength);
            return copy.Bytes.Length >= PageHeader.Size ? copy : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Removes the pages of this user's processes that have ended, and levels without a page.</summary>
    public static void RemoveStale(string folder = Folder)
    {
        foreach ((string path, uint owner) in Owned(folder, Prefix, MaxLength))
        {
            if (owner != PlainFile.User || Copy(path) is not { } copy || copy.Owner != PlainFile.User
                || !PageReader.TryReadHeader(copy.Bytes, out PageHeader header) || PageOwner.IsAlive(header))
                continue;
            Remove(path);
        }
        // A module makes its page before its levels, and removes it after them.
        foreach ((string path, uint owner) in Owned(folder, MeterPrefix, MeterMaxLength))
        {
            if (owner == PlainFile.User && !Path.Exists(Path.Combine(folder, Prefix + Path.GetFileName(path)[MeterPrefix.Length..])))
                Remove(path);
        }
    }

    /// <summary>Removes the file of a page, or of its levels.</summary>
    public static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another server was faster, or the folder was removed with it. A page that is left is stale when its process has ended.
        }
    }

    private static List<(string Path, uint Owner)> Owned(string folder, string prefix, int maxLength)
    {
        var files = new List<(string Path, uint Owner)>();
        var counts = new Dictionary<uint, int>();
        if (!Directory.Exists(folder))
            return files;
        foreach (string path in Directory.EnumerateFiles(folder, prefix + "*").Take(MaxNames))
        {
            if (PlainFile.FactsOf(path) is not { IsRegular: true, Length: >= PageHeader.Size } facts || facts.Length > maxLength)
                continue;
            int count = counts.GetValueOrDefault(facts.Owner);
            counts[facts.Owner] = count + 1;
            if (count < MaxForEachUser)
                files.Add((path, facts.Owner));
        }
        return files;
    }
}

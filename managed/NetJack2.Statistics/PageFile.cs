// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Statistics;

/// <summary>Where pages are: a file of shared memory for each loaded module.</summary>
public static class PageFile
{
    /// <summary>The folder of shared memory.</summary>
    public const string Folder = "/dev/shm";

    // Sixty-four sessions take half of it. A longer file is no page and is not read into memory.
    private const int MaxLength = 64 * 1024;
    private const string Prefix = "netjack2.";

    /// <summary>The file of a module in a process, the number telling several of one kind apart.</summary>
    public static string PathOf(ModuleKind module, int processId, int number, string folder = Folder) =>
        Path.Combine(folder, $"{Prefix}{module.ToString().ToLowerInvariant()}.{processId}.{number}");

    /// <summary>All pages that there are, in the order of their names; some may belong to processes that have ended.</summary>
    public static IReadOnlyList<string> All(string folder = Folder) =>
        Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, Prefix + "*").Order(StringComparer.Ordinal)] : [];

    /// <summary>Copies a page. Null where the file cannot be a page, or this user may not read it.</summary>
    /// <remarks>Everybody may write into the folder, so neither its length nor that it is a file is taken for granted.</remarks>
    public static byte[]? Copy(string path)
    {
        try
        {
            // What is no file (a pipe, which one would wait for) has no length.
            return new FileInfo(path).Length is >= PageHeader.Size and <= MaxLength ? File.ReadAllBytes(path) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Removes the pages of processes that have ended, as far as this user may.</summary>
    public static void RemoveStale(string folder = Folder)
    {
        foreach (string path in All(folder))
        {
            if (Copy(path) is not { } page || !PageReader.TryReadHeader(page, out PageHeader header) || PageOwner.IsAlive(header))
                continue;
            try
            {
                File.Delete(path);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                continue; // somebody else's
            }
        }
    }
}

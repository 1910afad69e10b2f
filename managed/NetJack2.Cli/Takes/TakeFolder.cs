// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text;
using NetJack2.Statistics.Takes;
using NetJack2.Statistics.Untrusted;

namespace NetJack2.Cli.Takes;

/// <summary>The takes of this user's servers.</summary>
internal static class TakeFolder
{
    // Modules keep fewer.
    private const int MostFiles = 3000;

    /// <summary>All takes, the newest first. Files of other users, and files that are no takes, are ignored.</summary>
    public static IReadOnlyList<TakeReport> ReadAll(string? folder)
    {
        if (folder is null || !Directory.Exists(folder))
            return [];
        try
        {
            return
            [
                .. Directory.EnumerateFiles(folder, TakeWords.FilePattern)
                    .OrderByDescending(Path.GetFileName, StringComparer.Ordinal).Take(MostFiles).Select(Read).OfType<TakeReport>(),
            ];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return []; // another user's folder
        }
    }

    private static TakeReport? Read(string path)
    {
        try
        {
            FileCopy copy = PlainFile.Read(path, TakeWords.MostBytes);
            if (copy.Owner != PlainFile.User)
                return null;
            TakeReport take = TakeReport.Parse(PlainText.Clean(path), Encoding.UTF8.GetString(copy.Bytes));
            return take.HasBegin ? take : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null; // it was removed meanwhile, or it is none
        }
    }
}

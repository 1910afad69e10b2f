// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;
using NetJack2.Sessions.Takes;
using NetJack2.Statistics.Takes;
using NetJack2.Statistics.Untrusted;

namespace NetJack2.Host.State;

/// <summary>The files of takes in the state folder of the user whom this process runs as. Control thread.</summary>
public sealed class TakeFiles(string? folder) : ITakeFiles
{
    // The oldest are removed.
    private const int MostFiles = 100;
    private const long MostBytes = 16 * 1024 * 1024;

    // Of a folder with more files than this module ever makes, the rest is left alone.
    private const int MostSeen = 10_000;

    private const UnixFileMode OwnerFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>The usual ones.</summary>
    public TakeFiles()
        : this(StateFolder.Takes)
    {
    }

    /// <inheritdoc/>
    public string Folder => folder ?? "the state folder";

    /// <inheritdoc/>
    public Result<ITakeFile> Create(string name)
    {
        if (folder is null)
            return new Refusal("there is no home folder; set XDG_STATE_HOME");
        try
        {
            _ = OperatingSystem.IsLinux() ? Directory.CreateDirectory(folder, OwnerFolder) : null;
            // Not followed where it is a link: what is removed below is removed from a folder of this user's own.
            if (PlainFile.FactsOf(folder) is not { IsFolder: true } facts || facts.Owner != PlainFile.User)
                return new Refusal("it is no folder of this user");
            RemoveOldest();
            return Result.Of<ITakeFile>(new TakeFile(Path.Combine(folder, name + TakeWords.Extension)));
        }
        catch (Exception exception) when (StateFile.IsOfTheSystem(exception))
        {
            return new Refusal(exception.Message);
        }
    }

    // One more is about to be made. The names are in the order of time.
    private void RemoveOldest()
    {
        FileInfo[] files =
        [
            .. new DirectoryInfo(folder!).EnumerateFiles($"2*-*{TakeWords.Extension}").Take(MostSeen)
                .Where(file => file.LinkTarget is null).OrderByDescending(file => file.Name, StringComparer.Ordinal),
        ];
        long bytes = TakeWords.MostBytes;
        for (int index = 0; index < files.Length; index++)
        {
            bytes += files[index].Length;
            if (index >= MostFiles - 1 || bytes > MostBytes)
                files[index].Delete();
        }
    }
}

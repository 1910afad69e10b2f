// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;
using NetJack2.Sessions.Takes;
using NetJack2.Statistics.Takes;
using NetJack2.Statistics.Untrusted;

namespace NetJack2.Host.State;

/// <summary>The files of takes in the state folder of the user whom this process runs as. Control thread.</summary>
/// <param name="folder">Where they are; null: there is no place for them.</param>
/// <param name="clock">CLOCK_MONOTONIC.</param>
/// <param name="wall">The time of day, which the names of files begin with.</param>
public sealed class TakeFiles(string? folder, IMonotonicClock clock, IWallClock wall) : ITakeFiles
{
    // The oldest are removed; those of the last day only where they are far too many.
    private const int MostFiles = 100, MostOfADay = 2000;
    private const long MostBytes = 16 * 1024 * 1024;
    private const long DayNs = 24 * 3600 * Durations.SecondNs;

    // A transport that starts and stops ten times a second does not have the folder listed each time.
    private const long PauseNs = 60 * Durations.SecondNs;

    // Of a folder with more files than this module ever makes, the rest is left alone.
    private const int MostSeen = 10_000;

    private const UnixFileMode OwnerFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private long _removedAt = long.MinValue / 2;

    /// <summary>Take files in the user's folder.</summary>
    /// <param name="clock">CLOCK_MONOTONIC.</param>
    /// <param name="wall">The time of day.</param>
    public TakeFiles(IMonotonicClock clock, IWallClock wall)
        : this(StateFolder.Takes, clock, wall)
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
            if (clock.Now - _removedAt >= PauseNs)
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
        _removedAt = clock.Now;
        FileInfo[] files =
        [
            .. new DirectoryInfo(folder!).EnumerateFiles(TakeWords.FilePattern).Take(MostSeen)
                .OrderByDescending(file => file.Name, StringComparer.Ordinal),
        ];
        string dayAgo = CalendarTime.From(wall.Utc - DayNs).FileName;
        long bytes = TakeWords.MostBytes;
        int count = 1;
        foreach (FileInfo file in files)
        {
            try
            {
                if (file.LinkTarget is not null)
                    continue;
                bytes += file.Length;
                bool isTooMany = ++count > (string.CompareOrdinal(file.Name, dayAgo) < 0 ? MostFiles : MostOfADay);
                if (isTooMany || bytes > MostBytes)
                    file.Delete();
            }
            catch (Exception exception) when (StateFile.IsOfTheSystem(exception))
            {
                // It was removed meanwhile, or cannot be: it stands in the way of no other.
            }
        }
    }
}

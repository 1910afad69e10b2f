// SPDX-License-Identifier: GPL-2.0-or-later
using System.IO.MemoryMappedFiles;
using NetJack2.RealTime;
using NetJack2.Statistics;

namespace NetJack2.Host.Linux;

/// <summary>A module's page of statistics, in shared memory, where every program of this computer can read it.</summary>
/// <remarks>Control thread. Made when the module is loaded, removed when it is unloaded.</remarks>
public sealed unsafe class StatisticsFile : IDisposable
{
    // Modules of one kind in one process: audio adapters.
    private const int MaxNumber = 64;

    // Often enough for people to watch, seldom enough to cost nothing.
    private const long UpdateIntervalNs = 200_000_000;

    private readonly string _path;
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly bool[] _isInUse;
    private readonly byte* _page;
    private readonly int _size;
    private long _updatedAt = long.MinValue / 2;

    private StatisticsFile(string path, FileStream stream, int slots)
    {
        _path = path;
        _size = PageWriter.SizeOf(slots);
        _isInUse = new bool[slots];
        _file = MemoryMappedFile.CreateFromFile(
            stream, null, _size, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);
        _view = _file.CreateViewAccessor();
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _page);
        _page += _view.PointerOffset;
    }

    private Span<byte> Page => new(_page, _size);

    /// <summary>Creates a page. The module works without one: where none can be created, the log gives the reason.</summary>
    /// <param name="module">Which module this is.</param>
    /// <param name="slots">How many sessions it can have.</param>
    /// <param name="log">Receives a warning where no page can be made.</param>
    /// <param name="folder">Where pages are.</param>
    /// <returns>The page, or null.</returns>
    public static StatisticsFile? CreateOrWarn(ModuleKind module, int slots, IControlLog log, string folder = PageFile.Folder)
    {
        string path = "";
        try
        {
            // What a killed server has left here, also one that had this one's number.
            PageFile.RemoveStale(folder);
            int number = 0;
            while (File.Exists(path = PageFile.PathOf(module, Environment.ProcessId, number, folder)) && number < MaxNumber)
                number++;
            var file = new StatisticsFile(path, Create(path, PageWriter.SizeOf(slots)), slots);
            PageWriter.Touch(file.Page, new MonotonicClock().Now); // a page that is not written for long is one of a server that hangs
            PageWriter.Begin(file.Page, module, Environment.ProcessId, PageOwner.StartTimeOf(Environment.ProcessId), slots);
            return file;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            log.Warn($"No statistics for netjack2 stat: {path} cannot be made ({exception.Message})");
            return null;
        }
    }

    /// <summary>Brings the page up to date, if that was not done just before. Allocates nothing.</summary>
    /// <param name="source">What has the sessions.</param>
    /// <param name="now">CLOCK_MONOTONIC.</param>
    public void Update(IStatisticsSource source, long now)
    {
        if (now - _updatedAt < UpdateIntervalNs)
            return;
        _updatedAt = now;
        for (int slot = 0; slot < _isInUse.Length; slot++)
        {
            var statistics = default(SessionStatistics);
            source.Describe(slot, ref statistics);
            bool isInUse = statistics.State != (uint)SessionState.None;
            if (isInUse || _isInUse[slot])
                PageWriter.Write(Page, slot, statistics);
            _isInUse[slot] = isInUse;
        }
        PageWriter.Touch(Page, now);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            File.Delete(_path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The folder was removed with the page in it. A page that is left is known to be stale when this process ends.
        }
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }

    private static FileStream Create(string path, int size)
    {
        // CreateNew: never through a link that another user has put there.
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite,
            PreallocationSize = size,
        };
        if (OperatingSystem.IsLinux())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        return new FileStream(path, options);
    }
}

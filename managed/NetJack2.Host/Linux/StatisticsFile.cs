// SPDX-License-Identifier: GPL-2.0-or-later
using Microsoft.Win32.SafeHandles;
using NetJack2.RealTime;
using NetJack2.Statistics;

namespace NetJack2.Host.Linux;

/// <summary>A module's page of statistics, in shared memory, where every program of this computer can read it.</summary>
/// <remarks>
/// Control thread: what other users have put into the folder never holds up the thread that loads the module. The page is written, never
/// mapped: where another process cuts a mapped file, the next store ends the server.
/// </remarks>
/// <param name="module">Which module this is.</param>
/// <param name="slots">How many sessions it can have.</param>
/// <param name="log">Receives a warning where no page can be made; the module works without one.</param>
/// <param name="folder">Where pages are.</param>
public sealed class StatisticsFile(ModuleKind module, int slots, IControlLog log, string folder = PageFile.Folder) : IDisposable
{
    // Modules of one kind in one process: audio adapters.
    private const int MaxNumber = 64;

    // Often enough for people to watch, seldom enough to cost nothing.
    private const long UpdateIntervalNs = 200_000_000;

    private readonly bool[] _isInUse = new bool[slots];
    private readonly byte[] _page = new byte[PageWriter.SizeOf(slots)];
    private string _path = "";
    private FileStream? _file;
    private bool _isTried;
    private long _updatedAt = long.MinValue / 2;

    /// <summary>
    /// Brings the page up to date, if that was not done just before. The first call makes the page; the others allocate nothing.
    /// </summary>
    /// <param name="source">What has the sessions.</param>
    /// <param name="now">CLOCK_MONOTONIC.</param>
    public void Update(IStatisticsSource source, long now)
    {
        if (!_isTried)
            Create(now);
        if (_file is null || now - _updatedAt < UpdateIntervalNs)
            return;
        _updatedAt = now;
        try
        {
            Write(_file.SafeFileHandle, source, now);
        }
        catch (IOException)
        {
            // There is no room for what another process has cut off: it is written once there is.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_file is null)
            return;
        try
        {
            File.Delete(_path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The folder was removed with the page in it. A page that is left is known to be stale when this process ends.
        }
        _file.Dispose();
    }

    private void Create(long now)
    {
        _isTried = true;
        try
        {
            // What a killed server has left here, also one that had this one's number.
            PageFile.RemoveStale(folder);
            int number = 0;
            while (Path.Exists(_path = PageFile.PathOf(module, Environment.ProcessId, number, folder)) && number < MaxNumber)
                number++;
            _file = OpenNew(_path, _page.Length);
            PageWriter.Begin(_page, module, Environment.ProcessId, PageOwner.StartTimeOf(Environment.ProcessId), slots);
            PageWriter.Touch(_page, now);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            log.Warn($"No statistics for netjack2 stat: {_path} cannot be made ({exception.Message})");
        }
    }

    private void Write(SafeFileHandle file, IStatisticsSource source, long now)
    {
        // Another process of this user may have cut it.
        if (RandomAccess.GetLength(file) != _page.Length)
            RandomAccess.SetLength(file, _page.Length);
        for (int slot = 0; slot < slots; slot++)
        {
            var statistics = default(SessionStatistics);
            source.Describe(slot, ref statistics);
            bool isInUse = statistics.State != (uint)SessionState.None;
            if (isInUse || _isInUse[slot])
                PageWriter.Write(file, _page, slot, statistics);
            _isInUse[slot] = isInUse;
        }
        PageWriter.Touch(_page, now);
        RandomAccess.Write(file, _page.AsSpan(0, PageHeader.Size), 0);
    }

    private static FileStream OpenNew(string path, int size)
    {
        // CreateNew: never through a link that another user has put there.
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite,
            PreallocationSize = size,
            BufferSize = 0,
        };
        if (OperatingSystem.IsLinux())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        return new FileStream(path, options);
    }
}

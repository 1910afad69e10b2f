// SPDX-License-Identifier: GPL-2.0-or-later
using Microsoft.Win32.SafeHandles;
using NetJack2.RealTime;
using NetJack2.Statistics;
using NetJack2.Statistics.Events;

namespace NetJack2.Host.Linux;

/// <summary>A module's page of statistics, in shared memory, where every program of this computer can read it.</summary>
/// <remarks>
/// Control thread: what other users have put into the folder never holds up the thread that loads the module. The page is written, never
/// mapped: where another process cuts a mapped file, the next store ends the server. Events are found here, for all modules, from what
/// the sessions show; what these do not show, the module adds.
/// </remarks>
/// <param name="module">Which module this is.</param>
/// <param name="slots">How many sessions it can have.</param>
/// <param name="log">Receives a warning where no page can be made; the module works without one.</param>
/// <param name="folder">Where pages are.</param>
public sealed class StatisticsFile(ModuleKind module, int slots, IControlLog log, string folder = PageFile.Folder) : IEventSink, IDisposable
{
    // Modules of one kind in one process: audio adapters.
    private const int MaxNumber = 64;

    // Often enough for people to watch, seldom enough to cost nothing.
    private const long UpdateIntervalNs = 200_000_000;

    // An alarm is there half a second after its cause. Some threads come here ten times a second, and not to the millisecond.
    private const long CheckIntervalNs = 90_000_000;

    private readonly bool[] _isInUse = new bool[slots];
    private readonly SessionEvents[] _sessions = SessionsOf(module, slots);
    private readonly SessionStatistics[] _slots = new SessionStatistics[slots];
    private readonly byte[] _page = NewPage(module, slots);
    private string _path = "";
    private FileStream? _file;
    private MeterFile? _meters;
    private bool _isTried;
    private long _updatedAt = long.MinValue / 2;
    private long _checkedAt = long.MinValue / 2;
    private ulong _serial;
    private ulong _writtenSerial;

    /// <inheritdoc/>
    public void Add(in PageEvent happened)
    {
        PageEvent numbered = happened;
        numbered.WallTime = WallClock.Nanoseconds;
        numbered.Serial = ++_serial;
        EventWriter.Put(_page, numbered);
    }

    /// <summary>
    /// Brings the page up to date, if that was not done just before. The first call makes the page; the others allocate nothing.
    /// </summary>
    /// <param name="source">What has the sessions.</param>
    /// <param name="now">CLOCK_MONOTONIC.</param>
    public void Update(IStatisticsSource source, long now)
    {
        if (!_isTried)
            Create(now);
        if (_file is null)
            return;
        bool isUpdate = now - _updatedAt >= UpdateIntervalNs;
        if (isUpdate || now - _checkedAt >= CheckIntervalNs)
            Observe(source, now);
        if (!isUpdate && _writtenSerial == _serial)
            return;
        try
        {
            if (isUpdate)
                Write(_file.SafeFileHandle, now);
            WriteEvents(_file.SafeFileHandle);
        }
        catch (IOException)
        {
            // There is no room for what another process has cut off: it is written once there is.
        }
        if (isUpdate && _meters is not null)
            WriteLevels(_meters, source, now);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _meters?.Dispose();
        if (_file is null)
            return;
        PageFile.Remove(_path);
        _file.Dispose();
    }

    private void Create(long now)
    {
        _isTried = true;
        // The first call of a function of the system takes memory, which would be that of a session.
        _ = WallClock.Nanoseconds;
        try
        {
            // What a killed server has left here, also one that had this one's number.
            PageFile.RemoveStale(folder);
            int number = 0;
            while (number < MaxNumber && (Path.Exists(_path = PageFile.PathOf(module, Environment.ProcessId, number, folder))
                || Path.Exists(PageFile.MetersOf(_path))))
                number++;
            _file = NewFile.Create(_path, _page.Length);
            PageWriter.Touch(_page, now);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            log.Warn($"No statistics for netjack2 stat: {_path} cannot be made ({exception.Message})");
        }
        // Of a sound card there are no levels.
        if (_file is not null && module != ModuleKind.AudioAdapter)
            CreateMeters(PageFile.MetersOf(_path));
    }

    private void CreateMeters(string path)
    {
        try
        {
            _meters = new MeterFile(path, PageWriter.HeaderOf(_page));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            log.Warn($"No levels for netjack2 top: {path} cannot be made ({exception.Message})");
        }
    }

    // Its memory is taken as it is used, and there may be none: it is not tried again, since each failure would allocate.
    private void WriteLevels(MeterFile meters, IStatisticsSource source, long now)
    {
        try
        {
            meters.Write(source, now);
        }
        catch (IOException exception)
        {
            log.Warn($"No more levels for netjack2 top: {PageFile.MetersOf(_path)} cannot be written ({exception.Message})");
            meters.Dispose();
            _meters = null;
        }
    }

    private void Observe(IStatisticsSource source, long now)
    {
        _checkedAt = now;
        for (int slot = 0; slot < slots; slot++)
        {
            ref SessionStatistics statistics = ref _slots[slot];
            statistics = default;
            source.Describe(slot, ref statistics);
            _sessions[slot].Observe(statistics, now, this);
        }
    }

    private void Write(SafeFileHandle file, long now)
    {
        _updatedAt = now;
        // Another process of this user may have cut it.
        if (RandomAccess.GetLength(file) != _page.Length)
        {
            RandomAccess.SetLength(file, _page.Length);
            _writtenSerial = _serial - Math.Min(_serial, PageEvent.RingLength);
        }
        for (int slot = 0; slot < slots; slot++)
        {
            bool isInUse = _slots[slot].State != (uint)SessionState.None;
            if (isInUse || _isInUse[slot])
                PageWriter.Write(file, _page, slot, _slots[slot]);
            _isInUse[slot] = isInUse;
        }
        PageWriter.Touch(_page, now);
        RandomAccess.Write(file, _page.AsSpan(0, PageHeader.Size), 0);
    }

    private void WriteEvents(SafeFileHandle file)
    {
        _writtenSerial = Math.Max(_writtenSerial, _serial - Math.Min(_serial, PageEvent.RingLength));
        while (_writtenSerial != _serial)
            EventWriter.Write(file, _page, ++_writtenSerial);
    }

    private static byte[] NewPage(ModuleKind module, int slots)
    {
        byte[] page = new byte[PageWriter.SizeOf(slots)];
        PageWriter.Begin(page, module, Environment.ProcessId, PageOwner.StartTimeOf(Environment.ProcessId), slots);
        return page;
    }

    private static SessionEvents[] SessionsOf(ModuleKind module, int slots)
    {
        var sessions = new SessionEvents[slots];
        for (int slot = 0; slot < slots; slot++)
            sessions[slot] = new SessionEvents(module, slot);
        return sessions;
    }
}

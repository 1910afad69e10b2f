// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Linux;
using NetJack2.RealTime;
using NetJack2.Statistics;

namespace NetJack2.Host.Tests.Linux;

/// <summary>A module's page of levels beside its page of statistics.</summary>
[NonParallelizable]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class MeterFileTests : IStatisticsSource, IDisposable
{
    private const long Second = 1_000_000_000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("netjack2-meters-");
    private readonly Log _log = new();
    private bool _isThere = true;
    private float _level;
    private bool _isFull;

    private string Page => PageFile.PathOf(ModuleKind.NetManager, Environment.ProcessId, 0, _folder.FullName);

    public void Dispose() => _folder.Delete(recursive: true);

    [Test]
    public void Levels_are_there_as_long_as_the_module_is_and_a_session_that_has_ended_has_none()
    {
        using (StatisticsFile file = Open())
        {
            file.Update(this, Second);
            Assert.That((Read().IsInUse, Read().Outgoing[1].Peak), Is.EqualTo((true, 1f)));
            file.Update(this, 2 * Second);
            Assert.That(Read().Outgoing[1].Peak, Is.EqualTo(2f));
            _isThere = false;
            file.Update(this, 3 * Second);
            Assert.That(Read().IsInUse, Is.False);
        }
        Assert.That(_folder.GetFiles(), Is.Empty);
        Assert.That(_log.Lines, Is.Empty);
    }

    [Test]
    public void Levels_are_written_without_allocating()
    {
        using StatisticsFile file = Open();
        file.Update(this, Second);
        file.Update(this, 2 * Second);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int update = 3; update < 20; update++)
            file.Update(this, update * Second);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(Read().Outgoing[1].Peak, Is.EqualTo(19f));
    }

    [Test]
    public void Levels_for_which_there_is_no_room_end_with_a_line_and_not_the_statistics()
    {
        using StatisticsFile file = Open();
        file.Update(this, Second);
        _isFull = true;
        file.Update(this, 2 * Second);
        float measured = _level;
        file.Update(this, 3 * Second);
        Assert.That(_level, Is.EqualTo(measured), "each failure would allocate");
        Assert.That(_log.Lines, Has.Count.EqualTo(1).And.One.StartsWith("No more levels for netjack2 top: "));
        Assert.That(_folder.GetFiles().Select(left => left.FullName), Is.EqualTo((string[])[Page]));
    }

    [Test]
    public void What_is_in_the_way_of_the_levels_makes_the_module_take_the_next_number([Values] bool isLink)
    {
        string path = PageFile.MetersOf(Page), elsewhere = Path.Combine(_folder.FullName, "elsewhere");
        if (isLink)
            File.CreateSymbolicLink(path, elsewhere);
        else
            Directory.CreateDirectory(path);
        string second = PageFile.PathOf(ModuleKind.NetManager, Environment.ProcessId, 1, _folder.FullName);
        using (StatisticsFile file = Open())
        {
            file.Update(this, Second);
            file.Update(this, 2 * Second);
            Assert.That((File.Exists(Page), File.Exists(second), File.Exists(PageFile.MetersOf(second))), Is.EqualTo((false, true, true)));
        }
        Assert.That((Directory.Exists(path), File.Exists(elsewhere), File.Exists(second)), Is.EqualTo((!isLink, false, false)));
        Assert.That(_log.Lines, Is.Empty);
    }

    [Test]
    public void Levels_that_another_process_cuts_or_removes_end_nothing([Values] bool isRemoved)
    {
        using StatisticsFile file = Open();
        file.Update(this, Second);
        using (var cut = new FileStream(PageFile.MetersOf(Page), FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            cut.SetLength(0);
        if (isRemoved)
            File.Delete(PageFile.MetersOf(Page));
        file.Update(this, 2 * Second);
        file.Update(this, 3 * Second);
        if (!isRemoved)
            Assert.That(Read().Outgoing[1].Peak, Is.EqualTo(3f));
        Assert.That(_log.Lines, Is.Empty);
    }

    [Test]
    public void A_killed_server_s_levels_are_removed_with_its_page()
    {
        string stale = PageFile.PathOf(ModuleKind.NetDriver, int.MaxValue, 0, _folder.FullName);
        byte[] page = new byte[PageWriter.SizeOf(1)];
        PageWriter.Begin(page, ModuleKind.NetDriver, int.MaxValue, 1, 1);
        File.WriteAllBytes(stale, page);
        File.WriteAllBytes(PageFile.MetersOf(stale), new byte[MeterPage.SizeOf(1)]);
        using StatisticsFile file = Open();
        file.Update(this, Second);
        Assert.That(_folder.GetFiles().Select(left => left.FullName), Is.EquivalentTo((string[])[Page, PageFile.MetersOf(Page)]));
        Assert.That(PageFile.All(_folder.FullName), Is.EqualTo((string[])[Page]), "levels are no page");
    }

    public void Describe(int slot, ref SessionStatistics statistics)
    {
    }

    public void Measure(int slot, ref SessionMeters meters)
    {
        if (slot != 1 || !_isThere)
            return;
        _level++;
        if (_isFull)
            throw new IOException("no space");
        (meters.SessionId, meters.OutgoingCount) = (7, 2);
        meters.Outgoing[1].Peak = _level;
    }

    private StatisticsFile Open() => new(ModuleKind.NetManager, 64, _log, _folder.FullName);

    private SessionMeters Read()
    {
        _ = PageReader.TryReadHeader(PageFile.Copy(Page)!.Value.Bytes, out PageHeader header);
        Assert.That(MeterPage.TryRead(PageFile.CopyMeters(Page)!.Value.Bytes, header, 1, out SessionMeters meters), Is.True);
        return meters;
    }

    private sealed class Log : IControlLog
    {
        public List<string> Lines { get; } = [];

        public void Info(string line) => Lines.Add(line);

        public void Warn(string line) => Lines.Add(line);
    }
}

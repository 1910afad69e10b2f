// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Linux;
using NetJack2.RealTime;
using NetJack2.Statistics;

namespace NetJack2.Host.Tests.Linux;

/// <summary>A module's page in the system's shared memory.</summary>
[NonParallelizable]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class StatisticsFileTests : IStatisticsSource
{
    private const long Second = 1_000_000_000;
    private readonly Log _log = new();
    private long _cycles;
    private bool _isThere = true;

    [Test]
    public void A_page_is_there_and_readable_by_all_as_long_as_its_module_is()
    {
        string path = PageFile.PathOf(ModuleKind.NetDriver, Environment.ProcessId, 0);
        using (StatisticsFile? file = StatisticsFile.CreateOrWarn(ModuleKind.NetDriver, 2, _log))
        {
            Assert.That(PageReader.TryReadHeader(PageFile.Copy(path), out PageHeader header), Is.True);
            Assert.That(
                new MonotonicClock().Now - header.Updated, Is.Not.Negative.And.LessThan(10 * Second), "it is of now from the beginning");
            file!.Update(this, Second);
            Assert.That(Read(path, 0).Counters.Cycles, Is.EqualTo(1));
            if (OperatingSystem.IsLinux())
                Assert.That(
                    File.GetUnixFileMode(path),
                    Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead));
        }
        Assert.That(File.Exists(path), Is.False);
        Assert.That(_log.Lines, Is.Empty);
    }

    [Test]
    public void Two_modules_of_one_kind_in_one_process_have_a_page_each()
    {
        using StatisticsFile? first = StatisticsFile.CreateOrWarn(ModuleKind.AudioAdapter, 1, _log);
        using StatisticsFile? second = StatisticsFile.CreateOrWarn(ModuleKind.AudioAdapter, 1, _log);
        Assert.That(PageFile.All(), Is.SupersetOf((string[])
        [
            PageFile.PathOf(ModuleKind.AudioAdapter, Environment.ProcessId, 0),
            PageFile.PathOf(ModuleKind.AudioAdapter, Environment.ProcessId, 1),
        ]));
    }

    [Test]
    public void A_page_is_written_five_times_a_second_at_most_without_allocating()
    {
        using StatisticsFile? file = StatisticsFile.CreateOrWarn(ModuleKind.NetManager, 64, _log);
        file!.Update(this, Second);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (long time = 0; time < Second; time += Second / 100)
            file.Update(this, 2 * Second + time);
        Assert.That((_cycles, GC.GetAllocatedBytesForCurrentThread() - before), Is.EqualTo((6L, 0L)));
    }

    [Test]
    public void Where_no_page_can_be_made_there_is_one_line_and_no_page()
    {
        Assert.That(StatisticsFile.CreateOrWarn(ModuleKind.NetDriver, 1, _log, "/proc/none"), Is.Null);
        Assert.That(
            _log.Lines,
            Has.Count.EqualTo(1).And.One.StartsWith("No statistics for netjack2 stat: "
                + $"/proc/none/netjack2.netdriver.{Environment.ProcessId}.0 cannot be made ("));
    }

    [Test]
    public void A_place_whose_session_has_ended_is_free()
    {
        string path = PageFile.PathOf(ModuleKind.NetDriver, Environment.ProcessId, 0);
        using StatisticsFile? file = StatisticsFile.CreateOrWarn(ModuleKind.NetDriver, 1, _log);
        file!.Update(this, Second);
        _isThere = false;
        file.Update(this, 2 * Second);
        Assert.That((Read(path, 0).State, Read(path, 0).Counters.Cycles), Is.EqualTo(((uint)SessionState.None, 0L)));
    }

    public void Describe(int slot, ref SessionStatistics statistics)
    {
        if (slot != 0 || !_isThere)
            return;
        statistics.State = (uint)SessionState.Running;
        statistics.Counters.Cycles = ++_cycles;
    }

    private static SessionStatistics Read(string path, int slot)
    {
        byte[] page = PageFile.Copy(path)!;
        Assert.That(PageReader.TryReadHeader(page, out PageHeader header) && PageOwner.IsAlive(header), Is.True);
        Assert.That(PageReader.TryReadSlot(page, header, slot, out SessionStatistics statistics), Is.True);
        return statistics;
    }

    private sealed class Log : IControlLog
    {
        public List<string> Lines { get; } = [];

        public void Info(string line) => Lines.Add(line);

        public void Warn(string line) => Lines.Add(line);
    }
}

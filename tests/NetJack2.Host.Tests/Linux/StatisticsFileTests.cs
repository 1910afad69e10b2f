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
        using (var file = new StatisticsFile(ModuleKind.NetDriver, 2, _log))
        {
            Assert.That(File.Exists(path), Is.False, "not on the thread that loads the module");
            file.Update(this, Second);
            Assert.That(PageReader.TryReadHeader(PageFile.Copy(path)!.Value.Bytes, out PageHeader header), Is.True);
            Assert.That((header.Updated, Read(path, 0).Counters.Cycles), Is.EqualTo((Second, 1L)));
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
        using var first = new StatisticsFile(ModuleKind.AudioAdapter, 1, _log);
        using var second = new StatisticsFile(ModuleKind.AudioAdapter, 1, _log);
        first.Update(this, Second);
        second.Update(this, Second);
        Assert.That(PageFile.All(), Is.SupersetOf((string[])
        [
            PageFile.PathOf(ModuleKind.AudioAdapter, Environment.ProcessId, 0),
            PageFile.PathOf(ModuleKind.AudioAdapter, Environment.ProcessId, 1),
        ]));
    }

    [Test]
    public void A_page_is_written_five_times_a_second_at_most_without_allocating()
    {
        using var file = new StatisticsFile(ModuleKind.NetManager, 64, _log);
        file.Update(this, Second);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (long time = 0; time < Second; time += Second / 100)
            file.Update(this, 2 * Second + time);
        Assert.That((_cycles, GC.GetAllocatedBytesForCurrentThread() - before), Is.EqualTo((6L, 0L)));
    }

    [Test]
    public void Where_no_page_can_be_made_there_is_one_line_and_no_page()
    {
        using var file = new StatisticsFile(ModuleKind.NetDriver, 1, _log, "/proc/none");
        file.Update(this, Second);
        file.Update(this, 2 * Second);
        Assert.That(
            _log.Lines,
            Has.Count.EqualTo(1).And.One.StartsWith("No statistics for netjack2 stat: "
                + $"/proc/none/netjack2.netdriver.{Environment.ProcessId}.0 cannot be made ("));
    }

    [Test]
    public void A_place_whose_session_has_ended_is_free()
    {
        string path = PageFile.PathOf(ModuleKind.NetDriver, Environment.ProcessId, 0);
        using var file = new StatisticsFile(ModuleKind.NetDriver, 1, _log);
        file.Update(this, Second);
        _isThere = false;
        file.Update(this, 2 * Second);
        Assert.That((Read(path, 0).State, Read(path, 0).Counters.Cycles), Is.EqualTo(((uint)SessionState.None, 0L)));
    }

    [Test]
    [Property("Defect", "Fault-11")]
    public void A_page_that_another_process_cuts_is_whole_again_with_the_next_update()
    {
        string path = PageFile.PathOf(ModuleKind.NetDriver, Environment.ProcessId, 0);
        using var file = new StatisticsFile(ModuleKind.NetDriver, 1, _log);
        file.Update(this, Second);
        using (var cut = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            cut.SetLength(0);
        file.Update(this, 2 * Second);
        Assert.That(Read(path, 0).Counters.Cycles, Is.EqualTo(2));
    }

    [Test]
    [CancelAfter(20_000)]
    [Property("Defect", "Fault-11")]
    public void A_page_that_is_cut_all_the_time_ends_nothing(CancellationToken cancellation)
    {
        string path = PageFile.PathOf(ModuleKind.NetDriver, Environment.ProcessId, 0);
        using var file = new StatisticsFile(ModuleKind.NetDriver, 1, _log);
        file.Update(this, Second);
        bool isDone = false;
        var cutter = new Thread(() =>
        {
            using var cut = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            while (!Volatile.Read(ref isDone))
                cut.SetLength(0);
        });
        cutter.Start();
        for (long time = 2; time < 20_000 && !cancellation.IsCancellationRequested; time++)
            file.Update(this, time * Second);
        Volatile.Write(ref isDone, true);
        cutter.Join();
        file.Update(this, 30_000 * Second);
        Assert.That(Read(path, 0).Counters.Cycles, Is.Positive);
    }

    [Test]
    [CancelAfter(20_000)]
    public void A_reader_of_the_file_never_sees_half_of_a_slot(CancellationToken cancellation)
    {
        string path = PageFile.PathOf(ModuleKind.NetManager, Environment.ProcessId, 0);
        using var file = new StatisticsFile(ModuleKind.NetManager, 16, _log);
        file.Update(this, Second);
        bool isDone = false;
        var writer = new Thread(() =>
        {
            for (long time = 2; !Volatile.Read(ref isDone); time++)
                file.Update(this, time * Second);
        });
        writer.Start();
        int whole = 0;
        string? fault = null;
        for (int round = 0; (round < 20_000 || whole < 1000) && fault is null && !cancellation.IsCancellationRequested; round++)
        {
            byte[] page = PageFile.Copy(path)!.Value.Bytes;
            _ = PageReader.TryReadHeader(page, out PageHeader header);
            if (!PageReader.TryReadSlot(page, header, 0, out SessionStatistics slot))
                continue;
            whole++;
            if (slot.Counters.Cycles != slot.Since || slot.Counters.Cycles != slot.Counters.Faults)
                fault = $"{slot.Since}, {slot.Counters.Cycles} and {slot.Counters.Faults} in one slot";
        }
        Volatile.Write(ref isDone, true);
        writer.Join();
        Assert.That((whole >= 1000, fault), Is.EqualTo((true, (string?)null)));
    }

    public void Describe(int slot, ref SessionStatistics statistics)
    {
        if (slot != 0 || !_isThere)
            return;
        statistics.State = (uint)SessionState.Running;
        statistics.Since = statistics.Counters.Faults = statistics.Counters.Cycles = ++_cycles;
    }

    private static SessionStatistics Read(string path, int slot)
    {
        byte[] page = PageFile.Copy(path)!.Value.Bytes;
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

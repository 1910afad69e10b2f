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
    public void A_page_is_written_five_times_a_second_at_most_and_its_sessions_are_looked_at_twice_as_often_without_allocating()
    {
        string path = PageFile.PathOf(ModuleKind.NetManager, Environment.ProcessId, 0);
        var times = new HashSet<long>();
        using var file = new StatisticsFile(ModuleKind.NetManager, 64, _log);
        file.Update(this, Second);
        long allocated = 0;
        for (long time = 0; time < Second; time += Second / 40)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            file.Update(this, 2 * Second + time);
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            _ = PageReader.TryReadHeader(PageFile.Copy(path)!.Value.Bytes, out PageHeader header);
            times.Add(header.Updated);
        }
        Assert.That((times.Count, allocated), Is.EqualTo((5, 0L)));
        Assert.That(_cycles, Is.EqualTo(11));
    }

    [Test]
    public void Events_are_in_the_page_at_once_with_their_numbers_and_the_time_of_the_wall_clock()
    {
        string path = PageFile.PathOf(ModuleKind.NetDriver, Environment.ProcessId, 0);
        using var file = new StatisticsFile(ModuleKind.NetDriver, 1, _log);
        // Before there is a page.
        file.Add(new PageEvent { Time = 5, Kind = (uint)EventKind.Refused, Reason = PageText.From("no") });
        file.Update(this, Second);
        _isThere = false;
        file.Update(this, Second + 100_000_000);
        PageEvent[] events = EventsIn(path);
        Assert.That(
            events.Select(happened => (happened.Serial, (EventKind)happened.Kind)),
            Is.EqualTo(((ulong, EventKind)[])[(1, EventKind.Refused), (2, EventKind.Connected), (3, EventKind.Gone)]));
        Assert.That((events[0].Time, events[0].Reason.ToString(), events[2].Time), Is.EqualTo((5L, "no", Second + 100_000_000)));
        var wall = DateTime.UnixEpoch.AddTicks(events[2].WallTime / 100);
        Assert.That(wall, Is.EqualTo(DateTime.UtcNow).Within(TimeSpan.FromSeconds(10)));
    }

    [Test]
    public void Hundreds_of_events_replace_the_oldest_and_are_there_again_in_a_page_that_was_cut()
    {
        string path = PageFile.PathOf(ModuleKind.NetDriver, Environment.ProcessId, 0);
        using var file = new StatisticsFile(ModuleKind.NetDriver, 1, _log);
        _isThere = false;
        file.Update(this, Second);
        for (int count = 0; count < 500; count++)
            file.Add(new PageEvent { Count = count });
        file.Update(this, Second + 10_000_000);
        ulong[] serials = [.. EventsIn(path).Select(happened => happened.Serial)];
        Assert.That((serials.Length, serials[0], serials[^1]), Is.EqualTo((111, 390UL, 500UL)));
        using (var cut = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            cut.SetLength(0);
        file.Update(this, 2 * Second);
        Assert.That(EventsIn(path).Select(happened => happened.Serial), Is.EqualTo(serials));
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
            if (slot.Counters.Cycles != slot.Since || slot.Counters.Cycles != slot.Counters.Answered)
                fault = $"{slot.Since}, {slot.Counters.Cycles} and {slot.Counters.Answered} in one slot";
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
        statistics.Since = statistics.Counters.Answered = statistics.Counters.Cycles = ++_cycles;
    }

    private static PageEvent[] EventsIn(string path)
    {
        byte[] page = PageFile.Copy(path)!.Value.Bytes;
        Assert.That(PageReader.TryReadHeader(page, out PageHeader header), Is.True);
        return [.. EventReader.Read(page, header)];
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

// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Statistics.Tests;

/// <summary>One writes, any number read, none waits.</summary>
public class PageTests
{
    [Test]
    public void What_was_written_is_read()
    {
        byte[] page = new byte[PageWriter.SizeOf(3)];
        PageWriter.Begin(page, ModuleKind.NetDriver, 42, 7, 3);
        PageWriter.Write(page, 2,
            new SessionStatistics { State = (uint)SessionState.Running, Counters = new SessionCounters { Lost = 7 } });
        PageWriter.Touch(page, 99);

        Assert.That(PageReader.TryReadHeader(page, out PageHeader header), Is.True);
        Assert.That(header.SlotCount, Is.EqualTo(3u));
        Assert.That((header.Updated, header.ProcessId, header.StartTime), Is.EqualTo((99L, 42, 7L)));
        Assert.That(PageReader.TryReadSlot(page, header, 2, out SessionStatistics slot), Is.True);
        Assert.That(slot.Counters.Lost, Is.EqualTo(7));
        Assert.That(PageReader.TryReadSlot(page, header, 1, out SessionStatistics other), Is.True);
        Assert.That(other.State, Is.EqualTo((uint)SessionState.None));
    }

    [Test]
    public void What_is_no_page_is_not_read([Values(0, 63, 64, 575)] int length)
    {
        byte[] page = new byte[PageWriter.SizeOf(1)];
        PageWriter.Begin(page, ModuleKind.NetDriver, 42, 7, 1);
        Assert.That(PageReader.TryReadHeader(page.AsSpan(0, length), out _), Is.False);
    }

    [Test]
    public void A_page_of_another_version_is_not_read()
    {
        byte[] page = new byte[PageWriter.SizeOf(1)];
        PageWriter.Begin(page, ModuleKind.NetDriver, 42, 7, 1);
        page[4] = 2;
        Assert.That(PageReader.TryReadHeader(page, out _), Is.False);
    }

    [Test]
    [CancelAfter(20_000)]
    public void A_reader_never_sees_half_of_a_slot(CancellationToken cancellation)
    {
        byte[] page = GC.AllocateArray<byte>(PageWriter.SizeOf(1), pinned: true);
        PageWriter.Begin(page, ModuleKind.NetManager, 42, 7, 1);
        bool isDone = false;
        var writer = new Thread(() =>
        {
            for (long value = 1; !Volatile.Read(ref isDone); value++)
                PageWriter.Write(page, 0,
                    new SessionStatistics { Since = value, Counters = new SessionCounters { Cycles = value, Realignments = value } });
        });
        writer.Start();
        int whole = 0;
        for (int round = 0; (round < 200_000 || whole < 1000) && !cancellation.IsCancellationRequested; round++)
        {
            // In the order of addresses, as a reader copies.
            byte[] copy = new byte[page.Length];
            for (int index = 0; index < page.Length; index += sizeof(long))
                BitConverter.TryWriteBytes(
                    copy.AsSpan(index), Volatile.Read(ref System.Runtime.CompilerServices.Unsafe.As<byte, long>(ref page[index])));
            _ = PageReader.TryReadHeader(copy, out PageHeader header);
            if (!PageReader.TryReadSlot(copy, header, 0, out SessionStatistics slot))
                continue;
            whole++;
            if (slot.Since != slot.Counters.Cycles || slot.Counters.Cycles != slot.Counters.Realignments)
            {
                Volatile.Write(ref isDone, true);
                Assert.Fail($"{slot.Since}, {slot.Counters.Cycles} and {slot.Counters.Realignments} in one slot");
            }
        }
        Volatile.Write(ref isDone, true);
        writer.Join();
        Assert.That(whole, Is.GreaterThanOrEqualTo(1000));
    }
}

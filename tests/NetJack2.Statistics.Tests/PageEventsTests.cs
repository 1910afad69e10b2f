// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;

namespace NetJack2.Statistics.Tests;

/// <summary>The ring of events behind the slots of a page.</summary>
public class PageEventsTests
{
    private const int Slots = 2;
    private const int Ring = PageHeader.Size + (Slots * SessionStatistics.Size);

    [Test]
    public void Events_are_read_in_their_order_and_the_oldest_is_replaced()
    {
        byte[] page = NewPage();
        Put(page, 1, 2, 3);
        Assert.That(Serials(page), Is.EqualTo(new ulong[] { 1, 2, 3 }));
        Put(page, [.. Enumerable.Range(4, 300).Select(serial => (ulong)serial)]);
        ulong[] serials = Serials(page);
        Assert.That((serials.Length, serials[0], serials[^1]), Is.EqualTo((111, 193UL, 303UL)));
    }

    [Test]
    public void A_page_of_64_slots_is_as_long_as_older_readers_allow()
        => Assert.That(PageWriter.SizeOf(64), Is.LessThanOrEqualTo(64 * 1024));

    [Test]
    public void An_event_that_is_being_written_is_left_out()
    {
        byte[] page = NewPage();
        Put(page, 1, 2);
        page[Ring + PageEvent.Size + 248] = 0;
        Assert.That(Serials(page), Is.EqualTo(new ulong[] { 1 }));
    }

    [Test]
    public void A_page_of_revision_0_has_sessions_and_no_events()
    {
        byte[] page = NewPage();
        Put(page, 1);
        page.AsSpan(28, 4).Clear();
        page.AsSpan(48, 12).Clear();
        Assert.That(Serials(page), Is.Empty);
        page = page[..Ring];
        Assert.That((PageReader.TryReadHeader(page, out PageHeader header), header.SlotCount), Is.EqualTo((true, (uint)Slots)));
        Assert.That(EventReader.Read(page, header), Is.Empty);
    }

    [TestCase(48, 0xFFFFFFFFu)]
    [TestCase(48, Ring + 1u)]
    [TestCase(48, 0u)]
    [TestCase(52, 255u)]
    [TestCase(52, 0u)]
    [TestCase(52, 0x80000000u)]
    [TestCase(56, 125u)]
    [TestCase(56, 0xFFFFFFFFu)]
    [TestCase(28, 1u)]
    public void A_ring_that_is_not_within_the_page_has_no_events(int offset, uint value)
    {
        byte[] page = NewPage();
        Put(page, 1);
        MemoryMarshal.Write(page.AsSpan(offset), value);
        Assert.That(Serials(page), Is.Empty);
    }

    [Test]
    public void An_event_that_is_not_in_its_place_is_none()
    {
        byte[] page = NewPage();
        Put(page, 1, 2);
        foreach (int at in (int[])[0, 248])
            MemoryMarshal.Write(page.AsSpan(Ring + at), ulong.MaxValue);
        Assert.That(Serials(page), Is.EqualTo(new ulong[] { 2 }));
    }

    [Test]
    public void Any_bytes_can_be_read_as_events()
    {
        var random = new Random(1);
        byte[] page = new byte[PageWriter.SizeOf(Slots)];
        for (int round = 0; round < 1000; round++)
        {
            random.NextBytes(page.AsSpan(PageHeader.Size));
            PageWriter.Begin(page, ModuleKind.NetDriver, 42, 7, Slots);
            random.NextBytes(page.AsSpan(48, 12));
            Assert.That(() => Serials(page), Throws.Nothing);
        }
    }

    [Test]
    [CancelAfter(20_000)]
    public void A_reader_never_sees_half_of_an_event(CancellationToken cancellation)
    {
        byte[] page = GC.AllocateArray<byte>(PageWriter.SizeOf(1), pinned: true);
        PageWriter.Begin(page, ModuleKind.NetManager, 42, 7, 1);
        bool isDone = false;
        var writer = new Thread(() =>
        {
            for (ulong serial = 1; !Volatile.Read(ref isDone); serial++)
                EventWriter.Put(page, new PageEvent { Serial = serial, Time = (long)serial, Count = (long)serial });
        });
        writer.Start();
        int whole = 0;
        string? fault = null;
        for (int round = 0; (round < 2000 || whole < 1000) && fault is null && !cancellation.IsCancellationRequested; round++)
        {
            byte[] copy = new byte[page.Length];
            for (int index = 0; index < page.Length; index += sizeof(long))
                BitConverter.TryWriteBytes(
                    copy.AsSpan(index), Volatile.Read(ref System.Runtime.CompilerServices.Unsafe.As<byte, long>(ref page[index])));
            _ = PageReader.TryReadHeader(copy, out PageHeader header);
            foreach (PageEvent happened in EventReader.Read(copy, header))
            {
                whole++;
                if (happened.Time != (long)happened.Serial || happened.Count != happened.Time)
                    fault = $"{happened.Serial}, {happened.Time} and {happened.Count} in one event";
            }
        }
        Volatile.Write(ref isDone, true);
        writer.Join();
        Assert.That((whole >= 1000, fault), Is.EqualTo((true, (string?)null)));
    }

    [Test]
    public void Every_kind_has_a_word_of_its_own_and_every_reason_room()
    {
        Assert.That(
            EventWords.All.Select(word => EventWords.TryParse(word, out EventKind kind) ? EventWords.Of(kind) : ""),
            Is.EqualTo(EventWords.All).And.Unique);
        Assert.That(EventWords.All, Has.Count.EqualTo(Enum.GetValues<EventKind>().Length - 1));
        Assert.That(EventWords.TryParse("Lost", out _), Is.False);
        foreach (string clause in Enum.GetValues<SessionEnd>().Select(end => SessionEndText.Of((int)end)).OfType<string>())
            Assert.That(PageText.From(clause).ToString(), Is.EqualTo(clause));
    }

    private static byte[] NewPage()
    {
        byte[] page = new byte[PageWriter.SizeOf(Slots)];
        PageWriter.Begin(page, ModuleKind.NetDriver, 42, 7, Slots);
        return page;
    }

    private static void Put(byte[] page, params ulong[] serials)
    {
        foreach (ulong serial in serials)
            EventWriter.Put(page, new PageEvent { Serial = serial });
    }

    private static ulong[] Serials(byte[] page)
    {
        Assert.That(PageReader.TryReadHeader(page, out PageHeader header), Is.True);
        return [.. EventReader.Read(page, header).Select(happened => happened.Serial)];
    }
}

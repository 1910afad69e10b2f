// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;

namespace NetJack2.Statistics.Tests;

/// <summary>Pages and readers of different revisions.</summary>
public class PageRevisionTests
{
    private static readonly SessionStatistics s_session = new()
    {
        State = (uint)SessionState.Running, SampleRate = 48_000, Counters = new SessionCounters { Lost = 7 },
        Reported = new PeerCounters { PeerReported = 5, PeerLost = 9, Load = 100 },
    };

    [Test]
    public void A_page_of_64_slots_is_short_enough_for_readers_of_the_first_revision() =>
        Assert.That(PageWriter.SizeOf(64), Is.LessThanOrEqualTo(64 * 1024));

    // Its rule: the number at +0 and at +508 of a slot of SlotSize bytes.
    [Test]
    public void A_reader_of_an_earlier_revision_finds_each_slot_whole()
    {
        byte[] page = PageWith(3);
        uint slotSize = MemoryMarshal.Read<uint>(page.AsSpan(12));
        for (int slot = 0; slot < 3; slot++)
        {
            ReadOnlySpan<byte> bytes = page.AsSpan(64 + ((int)slotSize * slot));
            Assert.That(MemoryMarshal.Read<uint>(bytes), Is.EqualTo(2).And.EqualTo(MemoryMarshal.Read<uint>(bytes[508..])));
            Assert.That(MemoryMarshal.Read<long>(bytes[224..]), Is.EqualTo(7));
        }
    }

    [Test]
    public void A_page_of_an_earlier_revision_is_read_and_reports_nothing_of_the_peer()
    {
        byte[] page = PageWith(3), old = new byte[64 + (3 * 512)];
        page.AsSpan(0, 64).CopyTo(old);
        BitConverter.TryWriteBytes(old.AsSpan(12), 512u);
        BitConverter.TryWriteBytes(old.AsSpan(28), 0u);
        for (int slot = 0; slot < 3; slot++)
            page.AsSpan(64 + (slot * SessionStatistics.Size), 512).CopyTo(old.AsSpan(64 + (slot * 512)));
        Assert.That(PageReader.TryReadHeader(old, out PageHeader header), Is.True);
        for (int slot = 0; slot < 3; slot++)
        {
            Assert.That(PageReader.TryReadSlot(old, header, slot, out SessionStatistics session), Is.True);
            Assert.That((session.Counters.Lost, session.Reported), Is.EqualTo((7L, new PeerCounters { Load = -1 })));
        }
    }

    [Test]
    public void What_the_peer_reports_is_written_and_read()
    {
        byte[] page = PageWith(2);
        _ = PageReader.TryReadHeader(page, out PageHeader header);
        Assert.That(PageReader.TryReadSlot(page, header, 1, out SessionStatistics session), Is.True);
        Assert.That(session.Reported, Is.EqualTo(s_session.Reported));
    }

    private static byte[] PageWith(int slots)
    {
        byte[] page = new byte[PageWriter.SizeOf(slots)];
        PageWriter.Begin(page, ModuleKind.NetManager, 42, 7, slots);
        for (int slot = 0; slot < slots; slot++)
            PageWriter.Write(page, slot, s_session);
        return page;
    }
}

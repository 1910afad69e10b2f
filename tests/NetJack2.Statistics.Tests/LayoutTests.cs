// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetJack2.Statistics.Tests;

/// <summary>The layout is documented, and read by programs of others.</summary>
public class LayoutTests
{
    [Test]
    public void Header_and_slot_have_the_documented_sizes()
    {
        Assert.That(Unsafe.SizeOf<PageHeader>(), Is.EqualTo(64));
        Assert.That(Unsafe.SizeOf<SessionStatistics>(), Is.EqualTo(576));
        Assert.That(Unsafe.SizeOf<PageEvent>(), Is.EqualTo(256));
    }

    [TestCase(nameof(PageHeader.Magic), 0)]
    [TestCase(nameof(PageHeader.SlotCount), 16)]
    [TestCase(nameof(PageHeader.ProcessId), 24)]
    [TestCase(nameof(PageHeader.Updated), 32)]
    [TestCase(nameof(PageHeader.Revision), 28)]
    [TestCase(nameof(PageHeader.StartTime), 40)]
    [TestCase(nameof(PageHeader.EventOffset), 48)]
    [TestCase(nameof(PageHeader.EventSize), 52)]
    [TestCase(nameof(PageHeader.EventCount), 56)]
    public void A_field_of_the_header_has_its_documented_offset(string field, int offset)
        => Assert.That((int)Marshal.OffsetOf<PageHeader>(field), Is.EqualTo(offset));

    [TestCase("Sequence", 0)]
    [TestCase(nameof(SessionStatistics.State), 4)]
    [TestCase(nameof(SessionStatistics.Since), 8)]
    [TestCase(nameof(SessionStatistics.Name), 16)]
    [TestCase(nameof(SessionStatistics.Peer), 80)]
    [TestCase(nameof(SessionStatistics.SampleRate), 144)]
    [TestCase(nameof(SessionStatistics.RoundTripFrames), 188)]
    [TestCase(nameof(SessionStatistics.Counters), 192)]
    [TestCase("SequenceEnd", 508)]
    public void A_field_of_a_slot_has_its_documented_offset(string field, int offset)
        => Assert.That((int)Marshal.OffsetOf<SessionStatistics>(field), Is.EqualTo(offset));

    [TestCase(nameof(PageEvent.Serial), 0)]
    [TestCase(nameof(PageEvent.WallTime), 16)]
    [TestCase(nameof(PageEvent.Kind), 24)]
    [TestCase(nameof(PageEvent.Concealed), 36)]
    [TestCase(nameof(PageEvent.Name), 56)]
    [TestCase(nameof(PageEvent.Reason), 184)]
    [TestCase(nameof(PageEvent.SerialEnd), 248)]
    public void A_field_of_an_event_has_its_documented_offset(string field, int offset)
        => Assert.That((int)Marshal.OffsetOf<PageEvent>(field), Is.EqualTo(offset));

    [TestCase(nameof(SessionCounters.Cycles), 192)]
    [TestCase(nameof(SessionCounters.LastReceived), 288)]
    [TestCase(nameof(SessionCounters.WindowFill), 296)]
    [TestCase(nameof(SessionCounters.Ratio), 312)]
    [TestCase(nameof(SessionCounters.CardRestarts), 336)]
    [TestCase(nameof(SessionCounters.ConcealedFrames), 344)]
    [TestCase(nameof(SessionCounters.Xruns), 384)]
    [TestCase(nameof(SessionCounters.SessionId), 404)]
    [TestCase(nameof(SessionCounters.NotesEnded), 432)]
    [TestCase(nameof(SessionCounters.Faults), 440)]
    [TestCase(nameof(SessionCounters.FirstFaultPlace), 452)]
    [TestCase(nameof(SessionCounters.LastProblem), 456)]
    [TestCase(nameof(SessionCounters.LastEnd), 460)]
    public void A_number_of_a_session_has_its_documented_offset(string field, int offset)
        => Assert.That((int)Marshal.OffsetOf<SessionCounters>(field) + 192, Is.EqualTo(offset));

    [Test]
    public void The_numbers_fill_a_slot_up_to_its_end()
        => Assert.That(Unsafe.SizeOf<SessionCounters>(), Is.EqualTo(504 - 192));

    [Test]
    public void A_page_begins_with_its_name()
    {
        byte[] page = new byte[PageWriter.SizeOf(1)];
        PageWriter.Begin(page, ModuleKind.NetManager, 1234, 7, 1);
        Assert.That(page[..4], Is.EqualTo("NJ2S"u8.ToArray()));
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace NetJack2.Statistics.Tests;

/// <summary>The page of levels, which any user can put there.</summary>
public sealed class MeterPageTests
{
    private static readonly PageHeader s_statistics = new()
    {
        Version = 1, HeaderSize = 64, Module = (uint)ModuleKind.NetManager, ProcessId = 4711, StartTime = 81_500,
    };

    private string _path = null!;

    [SetUp]
    public void Begin() => _path = Path.GetTempFileName();

    [TearDown]
    public void End() => File.Delete(_path);

    [Test]
    public void Levels_have_their_documented_offsets()
        => Assert.That(
            (Unsafe.SizeOf<SessionMeters>(), Unsafe.SizeOf<PortMeter>(),
                (int)Marshal.OffsetOf<SessionMeters>(nameof(SessionMeters.Incoming)),
                (int)Marshal.OffsetOf<SessionMeters>("SequenceEnd")),
            Is.EqualTo((8192, 16, 4096, 8188)));

    [Test]
    public void What_was_written_last_is_read_and_another_slot_is_free()
    {
        byte[] page = PageWith(255, 3);
        Assert.That(MeterPage.TryRead(page, s_statistics, 1, out SessionMeters meters), Is.True);
        Assert.That((meters.IsInUse, meters.SessionId, meters.OutgoingCount, meters.IncomingCount), Is.EqualTo((true, 9u, 255, 3)));
        Assert.That((meters.Outgoing[254].Clipped, meters.Incoming[2].Peak), Is.EqualTo((254L, 2f)));
        Assert.That(BitConverter.ToUInt32(page, 64 + 8192), Is.EqualTo(4), "two writings");
        Assert.That(MeterPage.TryRead(page, s_statistics, 0, out SessionMeters free), Is.True);
        Assert.That(free.IsInUse, Is.False);
        Assert.That(MeterPage.TryRead(page, s_statistics, 2, out _), Is.False, "there are two slots");
    }

    [TestCase(0, 0x53, TestName = "of a page of statistics")]
    [TestCase(4, 2, TestName = "of another version")]
    [TestCase(8, 0, TestName = "with another header")]
    [TestCase(12, 1, TestName = "with other slots")]
    [TestCase(20, 2, TestName = "of another module")]
    [TestCase(24, 1, TestName = "of another process")]
    [TestCase(40, 1, TestName = "of a process that had the same number")]
    [TestCase(64 + 8192, 5, TestName = "that was being written")]
    [TestCase(64 + 8192 + 8188, 6, TestName = "that is not whole")]
    [TestCase(64 + 8192 + 9, 1, TestName = "with more ports than there can be")]
    [TestCase(64 + 8192 + 15, 0x80, TestName = "with less than none")]
    public void A_slot_is_not_read(int offset, byte value)
    {
        byte[] page = PageWith(255, 3);
        page[offset] = value;
        Assert.That(MeterPage.TryRead(page, s_statistics, 1, out _), Is.False);
    }

    [Test]
    public void A_page_that_was_cut_is_not_read([Values(0, 63, 64, 64 + 8192, 64 + (2 * 8192) - 1)] int length) =>
        Assert.That(MeterPage.TryRead(PageWith(1, 1).AsSpan(0, length), s_statistics, 1, out _), Is.False);

    private byte[] PageWith(int outgoing, int incoming)
    {
        using (SafeFileHandle file = File.OpenHandle(_path, FileMode.Open, FileAccess.Write))
        {
            RandomAccess.SetLength(file, MeterPage.SizeOf(2));
            var meters = new SessionMeters { SessionId = 9, OutgoingCount = outgoing, IncomingCount = incoming };
            for (int port = 0; port < SessionMeters.MostPorts; port++)
                (meters.Outgoing[port], meters.Incoming[port]) = (new PortMeter { Clipped = port }, new PortMeter { Peak = port });
            uint sequence = MeterPage.Write(file, 1, ref meters, 0);
            _ = MeterPage.Write(file, 1, ref meters, sequence);
            MeterPage.WriteHeader(file, s_statistics, now: 5);
        }
        return File.ReadAllBytes(_path);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Extension;

namespace NetJack2.Protocol.Tests.Extension;

/// <summary>Reports of the other side, which may be hostile.</summary>
public class EndReportTests
{
    private static readonly EndReport s_report = new(Lost: long.MaxValue, 2, 3, Xruns: int.MaxValue, Load: EndReport.MostLoad);

    [Test]
    public void What_was_written_is_read([Values] bool isUnknown)
    {
        EndReport report = isUnknown ? s_report with { Xruns = EndReport.Unknown, Load = EndReport.Unknown } : s_report;
        Assert.That(EndReport.TryRead(Bytes(report), out EndReport read), Is.True);
        Assert.That(read, Is.EqualTo(report));
    }

    [TestCase(0, 0x80)]
    [TestCase(8, 0x80)]
    [TestCase(16, 0xFF)]
    [TestCase(24, 0x80)]
    [TestCase(28, 0x80)]
    [TestCase(28, 0x01)]
    public void A_number_out_of_its_range_is_no_report(int offset, byte first)
    {
        byte[] payload = Bytes(s_report);
        payload[offset] = first;
        Assert.That(EndReport.TryRead(payload, out _), Is.False);
    }

    [Test]
    public void Another_size_is_no_report([Values(0, 31, 33, 1400)] int size) =>
        Assert.That(EndReport.TryRead(new byte[size], out _), Is.False);

    private static byte[] Bytes(in EndReport report)
    {
        byte[] payload = new byte[EndReport.Size];
        report.Write(payload);
        return payload;
    }
}

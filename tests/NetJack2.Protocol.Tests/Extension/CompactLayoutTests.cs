// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.CompilerServices;
using NetJack2.Protocol.Extension;

namespace NetJack2.Protocol.Tests.Extension;

public class CompactLayoutTests
{
    [Test]
    public void The_fixed_fields_are_16_bytes() => Assert.That(Unsafe.SizeOf<CompactFields>(), Is.EqualTo(CompactLayout.FixedSize));

    [Test]
    public void Two_channels_each_way_have_72_bytes_before_1400_of_the_stream()
    {
        var layout = new CompactLayout(channels: 2, wantable: 2, period: 256, mtu: 1500);
        Assert.That((layout.HeaderSize, layout.PieceSize), Is.EqualTo((48 + 16 + 4 + 4, 1400)));
    }

    [TestCase(0, 1)]
    [TestCase(4, 1)]
    [TestCase(1400, 1)]
    [TestCase(1404, 2)]
    [TestCase(2800, 2)]
    public void So_many_packets_has_a_stream(int length, int packets)
        => Assert.That(new CompactLayout(2, 2, 256, 1500).PacketsFor(length), Is.EqualTo(packets));

    [TestCase(0, 0)]
    [TestCase(1, 1)]
    [TestCase(32, 1)]
    [TestCase(33, 2)]
    [TestCase(255, 8)]
    public void Each_32_ports_are_a_word(int ports, int words)
    {
        var layout = new CompactLayout(ports, ports, 256, 1500);
        Assert.That((layout.WantedWords, layout.ActiveWords), Is.EqualTo((words, words)));
    }

    [Test]
    [Property("Defect", "D-27")]
    public void A_packet_fits_any_MTU_and_its_piece_is_whole_samples()
        => Gen.Select(Gen.Int[0, 255], Gen.Int[0, 255], Gen.Int[1, 8192], Gen.Int[576, 9000], Gen.OneOf(Gen.Const(28), Gen.Const(48)))
            .Sample((channels, wantable, period, mtu, overhead) =>
        {
            var layout = new CompactLayout(channels, wantable, period, mtu, overhead);
            int size = overhead + layout.HeaderSize + layout.PieceSize;
            return size <= mtu && size > mtu - 4 && layout.PieceSize % 4 == 0 && layout.PieceSize > 0
                && layout.PacketsFor(channels * period * 4) * (long)layout.PieceSize >= channels * period * 4L;
        });
}

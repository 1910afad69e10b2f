// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Audio;

namespace NetJack2.Protocol.Tests.Audio;

public class PieceLayoutTests
{
    [TestCase(2, 512, 1, 512, 512, Description = "int16, 2 ports, 256 frames")]
    [TestCase(2, 2048, 3, 682, 684, Description = "int16, 2 ports, 1024 frames")]
    [TestCase(2, 89, 1, 89, 89, Description = "Opus, 2 ports, 256 frames, 128 kbit/s")]
    [TestCase(2, 83, 1, 83, 83, Description = "Opus, 2 ports, 240 frames, 128 kbit/s")]
    public void The_worked_examples_of_jack2_are_reproduced(int ports, int blockSize, int packets, int pieceSize, int lastPieceSize)
    {
        var layout = new PieceLayout(ports, blockSize, mtu: 1500);
        Assert.That((layout.Packets, layout.PieceSize, layout.LastPieceSize), Is.EqualTo((packets, pieceSize, lastPieceSize)));
    }

    // jack2 overflows its buffers there.
    [TestCase(1024, new[] { 12, 14, 16, 17, 18, 19, 20 })]
    [TestCase(256, new[] { 23, 24, 28, 29, 30, 31, 32 })]
    [Property("Defect", "D-07")]
    public void Counts_of_int16_ports_that_exceed_the_MTU_are_found(int period, int[] counts)
    {
        Assert.That(counts.Select(ports => new Int16Layout(ports, period, 1500).Pieces.MaxPacketSize), Has.All.GreaterThan(1500));
        Assert.That(counts.Select(ports => new Int16Layout(ports, period, 1500).Pieces.Fits(1500)), Has.All.False);
    }

    [TestCase(64)]
    [TestCase(65)]
    [TestCase(66)]
    [Property("Defect", "D-07")]
    public void Counts_of_Opus_ports_that_exceed_the_MTU_are_found(int ports)
        => Assert.That(CustomOpusLayout.Pieces(ports, 128, 240, 48_000, 1500).MaxPacketSize, Is.GreaterThan(1500));

    [Test]
    public void The_pieces_are_the_whole_block()
        => Gen.Select(Gen.Int[1, 255], Gen.Int[1, 16_384], Gen.Int[576, 9000]).Sample((ports, blockSize, mtu) =>
        {
            var layout = new PieceLayout(ports, blockSize, mtu);
            return Enumerable.Range(0, layout.Packets).Sum(layout.SizeOf) == blockSize && layout.LastPieceSize >= layout.PieceSize
                && ports * layout.PieceSize <= mtu - 112;
        });

    // Pieces of int16 lie one behind the other without a hole, and what has no place is the end, less than a sample a packet.
    [Test]
    [Property("Defect", "D-11")]
    public void Int16_is_carried_from_the_first_frame_on()
        => Gen.Select(Gen.Int[1, 64], Gen.Int[16, 8192], Gen.Int[576, 9000]).Sample((ports, period, mtu) =>
        {
            var layout = new Int16Layout(ports, period, mtu);
            int packets = layout.Pieces.Packets;
            bool isGapless = Enumerable.Range(0, packets - 1)
                .All(packet => layout.StartOf(packet + 1) == layout.StartOf(packet) + layout.FramesIn(packet));
            int missing = period - layout.FramesCarried;
            return isGapless && (layout.Pieces.PieceSize % 2 == 0 ? missing == 0 : missing == packets / 2);
        });

    [TestCase(128, 240, 48_000, 81)]
    [TestCase(128, 256, 48_000, 87)]
    [TestCase(512, 960, 48_000, 1310)]
    [TestCase(64, 64, 44_100, 11)]
    public void The_code_of_a_port_is_as_long_as_jack2_computes(int kilobits, int period, int sampleRate, int size)
        => Assert.That(CustomOpusLayout.CodeSize(kilobits, period, sampleRate), Is.EqualTo(size));

    [TestCase(48_000, 240, true)]
    [TestCase(48_000, 128, false)]
    [TestCase(48_000, 256, false)]
    [TestCase(48_000, 512, false)]
    [TestCase(48_000, 1024, false)]
    [TestCase(44_100, 120, false)]
    [TestCase(44_100, 192, true)]
    [TestCase(96_000, 128, true)]
    [TestCase(32_000, 240, false)]
    [Property("Defect", "D-14")]
    public void Periods_at_which_jack2_would_crash_are_known(int sampleRate, int period, bool isUsable)
        => Assert.That(CustomOpusLayout.UsablePeriods(sampleRate).Contains(period), Is.EqualTo(isUsable));
}

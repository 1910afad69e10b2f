// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Audio;
using NetJack2.Protocol.Session;
using NetJack2.Protocol.Wire;

namespace NetJack2.Protocol.Tests.Audio;

public class FloatLayoutTests
{
    private const int IpAndUdp = 28;

    // The protocol document's table (7.1) for an MTU of 1500.
    [TestCase(1, 256, 1076)]
    [TestCase(2, 128, 1080)]
    [TestCase(3, 64, 828)]
    [TestCase(4, 64, 1088)]
    [TestCase(5, 64, 1348)]
    [TestCase(6, 32, 840)]
    [TestCase(8, 32, 1104)]
    [TestCase(10, 32, 1368)]
    [TestCase(12, 16, 864)]
    [TestCase(16, 16, 1136)]
    [TestCase(21, 16, 1476)]
    [TestCase(24, 8, 912)]
    [TestCase(32, 8, 1200)]
    [TestCase(40, 8, 1488)]
    [TestCase(41, 8, 1524)]
    [TestCase(43, 8, 1596)]
    [TestCase(64, 4, 1328)]
    public void So_many_frames_and_bytes_has_a_packet(int ports, int frames, int size)
    {
        FloatLayout layout = ForJack2(ports, 1024, 1500);
        Assert.That((layout.FramesPerPacket, layout.PacketSize), Is.EqualTo((frames, size)));
    }

    [Test]
    public void No_port_is_one_bare_header()
    {
        FloatLayout layout = ForJack2(0, 256, 1500);
        Assert.That((layout.Packets, layout.WholePackets, layout.PacketSize, layout.FramesPerPacket), Is.EqualTo((1, 1, 48, 256)));
    }

    [Test]
    public void A_packet_never_holds_more_than_the_period()
        => Assert.That(ForJack2(1, 64, 1500).FramesPerPacket, Is.EqualTo(64));

    [Test]
    public void The_worked_example_is_two_packets_of_1080_bytes()
    {
        FloatLayout layout = ForJack2(2, 256, 1500);
        Assert.That((layout.Packets, layout.PacketSize, layout.BlockSize), Is.EqualTo((2, 1080, 516)));
    }

    [Test]
    [Property("Defect", "D-27")]
    public void These_counts_of_ports_fragment_in_jack2()
        => Assert.That(
            Enumerable.Range(1, 255).Where(ports => ForJack2(ports, 1024, 1500).PacketSize + IpAndUdp > 1500),
            Is.EqualTo(Counts((21, 21), (40, 43), (72, 86), (119, 173), (179, 255))));

    [Test]
    [Property("Defect", "D-07")]
    public void These_counts_of_ports_overflow_jack2()
        => Assert.That(
            Enumerable.Range(1, 255).Where(ports => ForJack2(ports, 1024, 1500).PacketSize > 1500),
            Is.EqualTo(Counts((41, 43), (73, 86), (122, 173), (182, 255))));

    [TestCase(21, 22)]
    [TestCase(39, 44)]
    [TestCase(40, 44)]
    [TestCase(43, 44)]
    [TestCase(70, 87)]
    [TestCase(72, 87)]
    [TestCase(86, 87)]
    [TestCase(115, 115)]
    [TestCase(116, 116)]
    [TestCase(119, 174)]
    [TestCase(173, 174)]
    [TestCase(178, 178)]
    [Property("Defect", "D-07, D-27, Fault-14")]
    public void Such_a_count_is_sent_as_the_next_one_that_fits(int ports, int blocks)
    {
        Assert.That(FloatLayout.TryCreateForSender(ports, 1024, 1500, out FloatLayout layout), Is.True);
        Assert.That(layout.Blocks, Is.EqualTo(blocks));
    }

    // PipeWire's netjack2_send_float after 1.6: the port indices are in its budget.
    [Test]
    [Property("Defect", "Fault-14")]
    public void Of_these_counts_of_ports_PipeWire_after_1_6_computes_another_layout()
    {
        int[] other = [.. Enumerable.Range(1, 173).Where(ports => !ForJack2(ports, 1024, 1500).IsCommon(1500))];
        Assert.That(other, Is.EqualTo(Counts((21, 21), (39, 43), (70, 86), (116, 173))));
        Assert.That(other.Where(ports => PipeWireFrames(ports, 1024, 1500) == ForJack2(ports, 1024, 1500).FramesPerPacket), Is.Empty);
    }

    [Test]
    [Property("Defect", "Fault-14")]
    public void Up_to_115_ports_are_sent_in_a_layout_that_jack2_and_PipeWire_compute_alike()
        => Gen.Select(Gen.Int[1, 115], Gen.OneOf(Gen.Int[16, 8192], Gen.Int[4, 13].Select(power => 1 << power))).Sample((ports, period) =>
            FloatLayout.TryCreateForSender(ports, period, 1500, out FloatLayout layout)
            && layout.FramesPerPacket == PipeWireFrames(layout.Blocks, period, 1500)
            && layout.FramesPerPacket == ForJack2(layout.Blocks, period, 1500).FramesPerPacket, iter: 20_000);

    [Test]
    [Property("Defect", "Fault-14")]
    public void A_received_packet_shows_its_layout()
        => Gen.Select(Gen.Int[1, 173], Gen.Int[16, 8192], Gen.Bool).Sample((ports, period, isPipeWire) =>
        {
            int frames = isPipeWire ? PipeWireFrames(ports, period, 1500) : ForJack2(ports, period, 1500).FramesPerPacket;
            return FloatLayout.TryRead((uint)ports, ports * 4 * (1 + frames), period, out FloatLayout layout)
                && (layout.Blocks, layout.FramesPerPacket) == (ports, frames);
        });

    [TestCase(1u, 0, Description = "nothing")]
    [TestCase(1u, 4, Description = "an index without a sample")]
    [TestCase(3u, 8, Description = "fewer bytes than blocks")]
    [TestCase(2u, 18, Description = "half a sample")]
    [TestCase(2u, 20, Description = "blocks of different sizes")]
    [TestCase(1u, 4 + (4 * 257), Description = "more than a period")]
    [TestCase(0x40000001u, 8, Description = "a count that wraps around")]
    [TestCase(uint.MaxValue, 1452, Description = "a count that wraps around")]
    [Property("Defect", "D-13")]
    public void What_is_not_so_many_blocks_has_no_layout(uint blocks, int size)
        => Assert.That(FloatLayout.TryRead(blocks, size, 256, out _), Is.False);

    [TestCase(1500, 178)]
    [TestCase(576, 62)]
    [TestCase(9000, 255)]
    [Property("Defect", "D-07")]
    public void So_many_ports_fit_an_MTU(int mtu, int most)
        => Assert.That(Enumerable.Range(0, 256).Last(ports => FloatLayout.TryCreateForSender(ports, 1024, mtu, out _)), Is.EqualTo(most));

    [Test]
    [Property("Defect", "D-07, D-27")]
    public void A_sender_never_exceeds_the_MTU_and_the_receiver_finds_the_same_layout()
        => Gen.Select(Gen.Int[0, 255], Gen.Int[1, 8192], Gen.Int[576, 9000], Gen.OneOf(Gen.Const(28), Gen.Const(48)))
            .Sample((ports, period, mtu, overhead) =>
        {
            if (!FloatLayout.TryCreateForSender(ports, period, mtu, out FloatLayout sent, overhead))
                // one sample and an index each, at the least MTU
                return ports > (SessionValidator.MinMtu - overhead - PacketHeader.Size) / 8;
            return sent.PacketSize + overhead <= mtu && sent.Blocks >= ports
                && FloatLayout.TryCreate((uint)sent.Blocks, period, mtu, out FloatLayout received)
                && (received.FramesPerPacket, received.PacketSize, received.Packets)
                    == (sent.FramesPerPacket, sent.PacketSize, sent.Packets);
        }, iter: 20_000);

    [TestCase(240, 2, 128, 1, 2)]
    [TestCase(441, 2, 128, 3, 4)]
    [TestCase(480, 2, 128, 3, 4)]
    [TestCase(960, 2, 128, 7, 8)]
    [TestCase(256, 2, 128, 2, 2)]
    [Property("Defect", "D-10")]
    public void A_rest_of_the_period_is_one_packet_more_than_jack2_sends(
        int period, int ports, int frames, int whole, int complete)
    {
        FloatLayout layout = ForJack2(ports, period, 1500);
        Assert.That((layout.FramesPerPacket, layout.WholePackets, layout.Packets), Is.EqualTo((frames, whole, complete)));
    }

    [Test]
    public void The_packets_cover_the_period()
        => Gen.Select(Gen.UInt[0, 116], Gen.Int[1, 8192], Gen.Int[576, 9000]).Sample((blocks, period, mtu) =>
            FloatLayout.TryCreate(blocks, period, mtu, out FloatLayout layout)
            && layout.Packets * layout.FramesPerPacket >= period
            && (layout.Packets - 1) * layout.FramesPerPacket < period
            && layout.WholePackets * layout.FramesPerPacket <= period);

    [Test]
    [Property("Defect", "D-13")]
    public void No_number_in_a_header_makes_the_receiver_throw()
        => Gen.Select(Gen.UInt, Gen.Int[0, 65_535], Gen.Int[1, 8192]).Sample((blocks, size, period) =>
            !FloatLayout.TryRead(blocks, size, period, out FloatLayout layout)
            || (layout.FramesPerPacket >= 1 && layout.FramesPerPacket <= period));

    private static FloatLayout ForJack2(int ports, int period, int mtu)
    {
        Assert.That(FloatLayout.TryCreate((uint)ports, period, mtu, out FloatLayout layout), Is.True);
        return layout;
    }

    private static int PipeWireFrames(int ports, int period, int mtu)
        => Math.Min(period, 1 << (int)Math.Log2((float)(mtu - 112 - (4 * ports)) / (4 * ports)));

    private static IEnumerable<int> Counts(params (int From, int To)[] ranges)
        => ranges.SelectMany(range => Enumerable.Range(range.From, range.To - range.From + 1));
}

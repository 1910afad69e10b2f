// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Tests.Golden;
using NetJack2.Protocol.Tests.Midi;
using System.Text.Json;
using NetJack2.Link.Cycles;
using NetJack2.Link.Formats;
using NetJack2.Protocol;
using NetJack2.Protocol.Session;
using NetJack2.Protocol.Wire;
using NetJack2.World;
using NetJack2.World.Jack2;

namespace NetJack2.Link.Tests.Formats;

public class Jack2FormatTests
{
    private static readonly DirectionParameters s_send = new(
        StreamDirection.Send, 1, Audio: 2, Midi: 1, Wantable: 2, Period: 256, Mtu: 1500);

    private static readonly string[] s_captured = ["master-sync", "master-midi", "master-audio-0", "master-audio-1"];

    [Test]
    public void The_audio_of_the_captured_cycle_is_composed_byte_for_byte()
    {
        var ports = new FakePorts(2, 1, 0, 0, 256);
        for (int frame = 0; frame < 256; frame++)
        {
            ports.OutgoingPlace(0)[frame] = frame / 256f;
            ports.OutgoingPlace(1)[frame] = -1.5f + (0.25f * (frame % 8));
        }
        List<byte[]> datagrams = new FormatBench(s_send, isCompact: false).Write(14_138, ports, PortSet.First(2), default);
        Assert.That(datagrams.Select(datagram => (char)datagram[11]), Is.EqualTo("smaa"));
        Assert.That(datagrams[2], Is.EqualTo(GoldenPacket.Read("master-audio-0").Bytes));
        Assert.That(datagrams[3], Is.EqualTo(GoldenPacket.Read("master-audio-1").Bytes));
    }

    [Test]
    public void The_sync_packets_are_those_of_the_capture_but_for_a_stale_number_of_packets()
    {
        byte[] master = new FormatBench(s_send, isCompact: false).Write(14_138, new FakePorts(2, 1, 0, 0, 256), default, default)[0];
        byte[] slave = Slave().Write(14_138, new FakePorts(2, 1, 0, 0, 256), default, PortSet.First(2))[0];
        Assert.That(master, Is.EqualTo(WithoutCount(GoldenPacket.Read("master-sync").Bytes)));
        Assert.That(slave, Is.EqualTo(WithoutCount(GoldenPacket.Read("slave-sync").Bytes)));
    }

    [Test]
    public void Without_an_active_port_one_bare_header_is_sent_that_is_the_last()
        => Assert.That(
            Slave().Write(14_138, new FakePorts(2, 1, 0, 0, 256), default, default)[^1],
            Is.EqualTo(GoldenPacket.Read("slave-audio").Bytes));

    [Test]
    public void A_captured_cycle_is_accepted()
    {
        var bench = new FormatBench(s_send, isCompact: false);
        CycleSlot slot = bench.AcceptAll(14_138, s_captured.Select(name => GoldenPacket.Read(name).Bytes));
        Assert.That(bench.Reader.IsComplete(slot), Is.True);
        FakePorts ports = bench.Deliver(slot);
        Assert.That(ports.IncomingSamples(0)[255], Is.EqualTo(255 / 256f));
        Assert.That(ports.IncomingSamples(1)[..4], Is.EqualTo(new[] { -1.5f, -1.25f, -1.0f, -0.75f }));
        JsonElement events = GoldenPacket.Read("master-midi").Expected.GetProperty("events");
        Assert.That(ports.Received(0), Is.EqualTo(events.EnumerateArray().Select(entry =>
            (entry.GetProperty("time").GetUInt32(), entry.GetProperty("data").GetString()!.ToUpperInvariant()))));
        Assert.That(bench.Counters.Values.MidiDropped, Is.EqualTo(1)); // the one whose bytes it lost
    }

    // Rule 13.5: a rest of the period is one packet more, where the peer has room for it.
    [TestCase(441, true, 4)]
    [TestCase(441, false, 3)]
    [TestCase(256, true, 2)]
    [TestCase(256, false, 2)]
    [Property("Defect", "D-10")]
    public void The_rest_of_a_period_is_a_packet_of_its_own_where_the_peer_has_room_for_it(int period, bool acceptsRemainder, int packets)
    {
        DirectionParameters direction = s_send with { Period = period, Midi = 0 };
        var bench = new FormatBench(direction, isCompact: false);
        ((Jack2Format)bench.Writer).PeerAcceptsRemainder = acceptsRemainder;
        List<byte[]> audio = [.. bench.WriteCodes(3).Where(datagram => datagram[11] == 'a')];
        Assert.That(audio, Has.Count.EqualTo(packets));
        Assert.That(audio.Select(datagram => (datagram[23], datagram[39], datagram[47])), Is.EqualTo(
            Enumerable.Range(0, packets).Select(index => ((byte)packets, (byte)index, (byte)(index == packets - 1 ? 1 : 0)))));
    }

    [TestCase(21)]
    [TestCase(43)]
    [TestCase(80)]
    [TestCase(128)]
    [Property("Defect", "D-07")]
    public void A_surplus_block_repeats_a_port(int count)
    {
        DirectionParameters direction = s_send with { Audio = count, Midi = 0 };
        byte[] packet = new FormatBench(direction, isCompact: false).WriteCodes(3)[1];
        Assert.That(packet, Has.Length.LessThanOrEqualTo(1472));
        Assert.That(Claims.Of(packet, direction).Select(claim => claim.Port).Distinct(), Is.EquivalentTo(Enumerable.Range(0, count)));
    }

    // PipeWire after 1.6 sends k ports with 2^⌊log2((1388 - 4k) / 4k)⌋ samples each in a packet, jack2 with 2^⌊log2(1388 / 4k)⌋.
    [TestCase(21, 8)]
    [TestCase(39, 4)]
    [TestCase(43, 4)]
    [TestCase(70, 2)]
    [TestCase(86, 2)]
    [TestCase(116, 1)]
    [TestCase(128, 1)]
    [Property("Defect", "Fault-14")]
    public void Packets_of_PipeWire_after_1_6_are_accepted(int count, int frames)
    {
        DirectionParameters direction = s_send with { Audio = count, Midi = 0 };
        var bench = new FormatBench(direction, isCompact: false);
        List<byte[]> packets = [bench.WriteCodes(3)[0], .. AudioOf(bench, frames)];
        CycleSlot slot = bench.NewSlot(3);
        Assert.That(packets.Select(packet => bench.Accept(packet, slot)), Is.All.EqualTo(PacketVerdict.Accepted));
        Assert.That(bench.Reader.IsComplete(slot), Is.True);
        FakePorts ports = bench.Deliver(slot);
        for (int port = 0; port < count; port++)
            Assert.That(ports.IncomingSamples(port), Is.EqualTo(bench.PortsWithCodes(3).OutgoingPlace(port).ToArray()));
    }

    [Test]
    [Property("Defect", "D-13, Fault-14")]
    public void A_packet_of_another_layout_than_the_first_of_its_cycle_is_malformed()
    {
        DirectionParameters direction = s_send with { Audio = 21, Midi = 0 };
        var bench = new FormatBench(direction, isCompact: false);
        CycleSlot slot = bench.NewSlot(3);
        Assert.That(bench.Accept(AudioOf(bench, frames: 8)[0], slot), Is.EqualTo(PacketVerdict.Accepted));
        Assert.That(bench.Accept(AudioOf(bench, frames: 16)[1], slot), Is.EqualTo(PacketVerdict.Malformed));
    }

    // Rule 13.6: jack2 that is asked for so many ports overflows its own buffer when it sends them.
    [TestCase(40, 40)]
    [TestCase(43, 40)]
    [TestCase(44, 44)]
    [TestCase(80, 72)]
    [TestCase(128, 121)]
    [TestCase(255, 181)]
    [Property("Defect", "D-07")]
    public void Jack2_is_asked_for_no_more_ports_than_it_survives_to_send(int wanted, int asked)
    {
        var bench = new FormatBench(s_send with { Wantable = 255 }, isCompact: false);
        byte[] sync = bench.Write(3, new FakePorts(2, 1, 0, 0, 256), default, PortSet.First(wanted))[0];
        Assert.That((sync[31], sync.Length), Is.EqualTo(((byte)asked, 48 + (4 * asked))));
    }

    [Test]
    [Property("Defect", "D-27")]
    public void A_list_of_wanted_ports_fits_the_smallest_MTU()
    {
        var bench = new FormatBench(
            new DirectionParameters(StreamDirection.Send, 1, Audio: 0, Midi: 0, Wantable: 255, Period: 8, Mtu: 576), isCompact: false);
        byte[] sync = bench.Write(3, new FakePorts(0, 0, 0, 0, 8), default, PortSet.First(255)).Single();
        Assert.That(sync, Has.Length.LessThanOrEqualTo(576 - 28));
        Assert.That(sync[47], Is.EqualTo(1));
    }

    // 115 events in a cycle kill jack2: 36 + 12 * 115 = 1416 bytes, between its two packet sizes.
    [TestCase(112, 1)]
    [TestCase(113, 1)]
    [TestCase(115, 1)]
    [TestCase(118, 1)]
    [TestCase(119, 2)]
    [TestCase(236, 2)]
    [Property("Defect", "D-08")]
    public void Any_number_of_events_is_split_where_jack2_joins_it(int count, int packets)
    {
        DirectionParameters direction = s_send with { Period = 1024, Audio = 0 };
        var bench = new FormatBench(direction, isCompact: false);
        var ports = new FakePorts(0, 1, 0, 0, 1024);
        for (int index = 0; index < count; index++)
            _ = ports.Send(0, (uint)index, [0x90, (byte)index, 64]);
        List<byte[]> midi = [.. bench.Write(3, ports, default, default).Where(datagram => datagram[11] == 'm')];
        Assert.That(midi, Has.Count.EqualTo(packets));
        Assert.That(midi.SkipLast(1).Select(datagram => datagram.Length), Is.All.EqualTo(1500));
        Assert.That(bench.Deliver(bench.AcceptAll(3, midi)).IncomingMidiCount(0), Is.EqualTo(count));
    }

    [Test]
    [Property("Defect", "D-58")]
    public void More_events_than_jack2_stores_are_left_out_and_counted()
    {
        DirectionParameters direction = s_send with { Period = 64, Audio = 0 };
        var bench = new FormatBench(direction, isCompact: false);
        var ports = new FakePorts(0, 1, 0, 0, 64);
        for (int index = 0; index < 30; index++)
            _ = ports.Send(0, (uint)index, [0x90, (byte)index, 64]);
        List<byte[]> datagrams = bench.Write(3, ports, default, default);
        Assert.That(datagrams[1], Has.Length.LessThanOrEqualTo(48 + (4 * 64)));
        Assert.That((bench.Deliver(bench.AcceptAll(3, datagrams)).IncomingMidiCount(0), bench.Counters.Values.MidiDropped),
            Is.EqualTo((18, 12L)));
    }

    // 512 bytes for both: 48 + 8 and 48 + 400 fit, but not with padding to 76 bytes in place of 8.
    [Test]
    [Property("Defect", "Fault-14")]
    public void Padding_for_PipeWire_pushes_out_no_event_of_another_port()
    {
        var bench = new FormatBench(s_send with { Period = 64, Audio = 0, Midi = 2 }, isCompact: false);
        var ports = new FakePorts(0, 2, 0, 0, 64);
        byte[][] messages = [[0xF0, 1, 2, 3, 4, 5, 6, 0xF7], [0xF0, .. new byte[398], 0xF7]];
        for (int port = 0; port < messages.Length; port++)
            _ = ports.Send(port, 5, messages[port]);
        FakePorts received = bench.Deliver(bench.AcceptAll(3, bench.Write(3, ports, default, default)));
        for (int port = 0; port < messages.Length; port++)
            Assert.That(received.Received(port), Is.EqualTo(new[] { (5u, Convert.ToHexString(messages[port])) }));
        Assert.That(bench.Counters.Values.MidiDropped, Is.Zero);
    }

    // The capture of section 12.3: a libjacknet slave's, which truncates. netjack2-cs sends the same bytes but for the rounding.
    [Test]
    [Property("Defect", "D-09")]
    public void Int16_has_the_layout_of_the_capture_and_counts_the_frames()
    {
        DirectionParameters direction = s_send with { Stream = StreamDirection.Return, Midi = 0, Encoder = SampleEncoder.Int16 };
        var bench = new FormatBench(direction, isCompact: false);
        var ports = new FakePorts(2, 0, 0, 0, 256);
        for (int frame = 0; frame < 256; frame++)
        {
            ports.OutgoingPlace(0)[frame] = frame / 256f;
            ports.OutgoingPlace(1)[frame] = -0.3f + (frame / 256f);
        }
        List<byte[]> datagrams = bench.Write(0x234, ports, PortSet.First(2), PortSet.First(2));
        Assert.That(datagrams, Has.Count.EqualTo(2));
        Assert.That(datagrams[1], Has.Length.EqualTo(1072));
        Assert.That(datagrams[1][..62], Is.EqualTo(Convert.FromHexString(
            "6865616465720000" + "00000061" + "00000072"
            + "00000001" + "00000001" + "00000430" + "00000002"      // 1 packet, 1072 bytes, 2 ports
            + "00000234" + "00000000" + "00000100" + "00000001"      // 256 frames, last
            + "0000" + "8000" + "0001" + "8001" + "0002" + "8002" + "0003"))); // the capture truncates: 0, 127, 255, 383, 511, 639
        Assert.That(datagrams[1][560..562], Is.EqualTo(Convert.FromHexString("9ad9")));
        Assert.That(datagrams[0][43], Is.Zero); // the sync packet counts them, too: 256
        Assert.That(datagrams[0][42], Is.EqualTo(1));
        FakePorts heard = bench.Deliver(bench.AcceptAll(0x234, datagrams));
        Assert.That(heard.IncomingSamples(0)[1], Is.EqualTo(128 / 32767f).Within(1e-7));
        Assert.That(heard.IncomingSamples(1)[0], Is.EqualTo(-9830 / 32767f).Within(1e-7));
    }

    private static FormatBench Slave() => new(s_send with { Stream = StreamDirection.Return }, isCompact: false);

    private static List<byte[]> AudioOf(FormatBench bench, int frames)
    {
        FakePorts ports = bench.PortsWithCodes(3);
        int[] active = [.. Enumerable.Range(0, bench.Direction.Audio)];
        return [.. Jack2Packets.Float(bench.Direction, cycle: 3, active, port => ports.OutgoingPlace(port).ToArray(), frames)];
    }

    private static byte[] WithoutCount(byte[] sync)
    {
        sync.AsSpan(20, 4).Clear();
        return sync;
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;
using NetJack2.Link.Cycles;
using NetJack2.Protocol;
using NetJack2.Protocol.Session;
using NetJack2.Protocol.Wire;
using NetJack2.World;

namespace NetJack2.Link.Tests.Formats;

/// <summary>Packets that no correct peer sends, with the right session and direction.</summary>
[Property("Defect", "D-13")]
public class HostilePacketTests
{
    private const uint Cycle = 3;

    private static readonly DirectionParameters s_direction = new(
        StreamDirection.Send, 7, Audio: 5, Midi: 2, Wantable: 4, Period: 128, Mtu: 1500)
    { RepeatsMidi = true };

    [TestCase(36, 0xFFFFFFFFu, Description = "a sub-cycle that overflows when multiplied")]
    [TestCase(36, 128u, Description = "a sub-cycle behind the period")]
    [TestCase(20, 0u, Description = "no packets at all")]
    [TestCase(20, 0xFFFFFFFFu, Description = "4 billion packets")]
    [TestCase(20, 129u, Description = "more packets than frames")]
    [TestCase(28, 6u, Description = "more ports than came")]
    [TestCase(28, 0xFFFFFFFFu, Description = "4 billion ports")]
    [TestCase(48, 5u, Description = "a port index that there is not")]
    [TestCase(48, 0xFFFFFFFFu, Description = "a negative port index")]
    [TestCase(8, 0x78u, Description = "an unknown type")]
    [TestCase(8, 0u, Description = "no type")]
    [Property("Defect", "D-05, D-13")]
    public void A_lying_audio_packet_is_malformed(int offset, uint value) => AssertMalformed('a', offset, value);

    [TestCase(28, 5u, Description = "more ports than the sender has")]
    [TestCase(28, 0xFFFFFFFFu, Description = "4 billion ports")]
    [TestCase(48, 4u, Description = "a port index that there is not")]
    [TestCase(48, 0x80000000u, Description = "a negative port index")]
    public void A_lying_sync_packet_is_malformed(int offset, uint value) => AssertMalformed('s', offset, value);

    [TestCase(36, 1u, Description = "a place behind the last packet")]
    [TestCase(36, 0xFFFFFFFFu, Description = "a place that overflows when multiplied")]
    [TestCase(20, 0u, Description = "no packets at all")]
    [TestCase(20, 1000u, Description = "more packets than there is room for")]
    [Property("Defect", "D-13, D-58")]
    public void A_lying_midi_packet_is_malformed(int offset, uint value) => AssertMalformed('m', offset, value);

    [TestCase(36, 1u, Description = "another sub-cycle than its offset says")]
    [TestCase(20, 3u, Description = "more packets than its length says")]
    [TestCase(48, 0u, Description = "an empty stream")]
    [TestCase(48, 0xFFFFFFFFu, Description = "an endless stream")]
    [TestCase(52, 4u, Description = "another offset than its sub-cycle says")]
    [TestCase(56, 2u, Description = "MIDI that is no multiple of 4")]
    [TestCase(56, 0xFFFFFFFCu, Description = "more MIDI than there is room for")]
    [TestCase(68, 0u, Description = "no ports for the samples")]
    public void A_lying_cycle_packet_is_malformed(int offset, uint value)
    {
        var bench = new FormatBench(s_direction, isCompact: true);
        byte[] packet = bench.WriteCodes(Cycle)[0];
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(offset), value);
        Assert.That(bench.Accept(packet, bench.NewSlot(Cycle)), Is.EqualTo(PacketVerdict.Malformed));
    }

    [Test]
    public void Packets_for_kinds_of_ports_that_a_session_has_not_are_malformed()
    {
        var rich = new FormatBench(s_direction, isCompact: false);
        var poor = new FormatBench(s_direction with { Audio = 0, Midi = 0 }, isCompact: false);
        IEnumerable<PacketVerdict> verdicts = rich.WriteCodes(Cycle)
            .Where(packet => packet[11] != 's')
            .Select(packet => poor.Accept(packet, poor.NewSlot(Cycle)));
        Assert.That(verdicts, Is.All.EqualTo(PacketVerdict.Malformed));
    }

    [Test]
    public void A_packet_that_contradicts_those_before_it_is_not_taken([Values] bool isCompact)
    {
        var bench = new FormatBench(s_direction, isCompact);
        List<byte[]> five = bench.WriteCodes(Cycle);
        List<byte[]> three = bench.Write(Cycle, bench.PortsWithCodes(Cycle), PortSet.First(3), default);
        CycleSlot slot = bench.AcceptAll(Cycle, five.Where(packet => packet[11] is (byte)'a' or (byte)'c').Take(1));
        Assert.That(
            three.Where(packet => packet[11] is (byte)'a' or (byte)'c').Select(packet => bench.Accept(packet, slot)),
            Has.None.EqualTo(PacketVerdict.Accepted));
    }

    [Test]
    public void Mutated_packets_neither_throw_nor_touch_a_cycle_that_is_complete([Values] bool isCompact)
        => Gen.Int.Sample(seed =>
        {
            var random = new Random(seed);
            var bench = new FormatBench(s_direction, isCompact);
            var window = new ReceiveWindow(s_direction, bench.Reader, cycles: 8, bench.Counters);
            window.MoveTo(Cycle);
            foreach (byte[] packet in bench.WriteCodes(Cycle))
                window.Accept(packet, now: 0);
            CycleSlot complete = window.Find(Cycle)!;
            List<byte[]> valid = [.. bench.WriteCodes(Cycle), .. bench.WriteCodes(Cycle + 1), .. bench.WriteCodes(Cycle + 2)];
            for (int count = 0; count < 200; count++)
                window.Accept(Mutate(valid[random.Next(valid.Count)], random), now: 1);
            for (uint cycle = window.Oldest; cycle != window.Oldest + (uint)window.Length; cycle++)
            {
                if (window.Find(cycle) is not { } slot)
                    continue;
                _ = bench.Reader.FillGaps(slot);
                _ = bench.Deliver(slot);
            }
            // Three that agree on a jump are believed, and the slot is then used anew.
            return complete.FirstArrival != 0 || HoldsCodes(complete);
        }, iter: 300);

    [Test]
    public void Mutated_packets_of_coded_audio_do_not_throw(
        [Values] bool isCompact, [Values(SampleEncoder.Int16, SampleEncoder.Opus)] SampleEncoder encoder,
        [Values(64, 441, 1024)] int period)
        => Gen.Int.Sample(seed =>
        {
            var random = new Random(seed);
            DirectionParameters direction = s_direction with { Encoder = encoder, Period = period };
            var bench = new FormatBench(direction, isCompact);
            for (uint cycle = Cycle; cycle < Cycle + 5; cycle++)
            {
                List<byte[]> valid = bench.WriteCodes(cycle);
                CycleSlot slot = bench.NewSlot(cycle);
                for (int count = 0; count < 20; count++)
                    _ = bench.Accept(Mutate(valid[random.Next(valid.Count)], random), slot);
                _ = bench.Reader.FillGaps(slot);
                _ = bench.Deliver(slot);
            }
        }, iter: 200);

    [Test]
    public void Random_bytes_behind_a_right_header_do_not_throw([Values] bool isCompact)
        => Gen.Select(
            Gen.Byte.Array[0, 1452], Gen.OneOf('a', 's', 'm', 'c', 'r', 'x'), Gen.UInt[0, 12], Gen.UInt[0, 12], Gen.UInt[0, 12]).Sample(
            (payload, type, count, active, subCycle) =>
            {
                var bench = new FormatBench(s_direction, isCompact);
                byte[] packet = [.. bench.WriteCodes(Cycle)[0].AsSpan(0, 48), .. payload];
                Put(packet, 8, type);
                Put(packet, 20, count);
                Put(packet, 24, (uint)packet.Length);
                Put(packet, 28, active);
                Put(packet, 36, subCycle);
                CycleSlot slot = bench.AcceptAll(Cycle, [packet]);
                _ = bench.Reader.FillGaps(slot);
                _ = bench.Deliver(slot);
            }, iter: 2000);

    private static void AssertMalformed(char type, int offset, uint value)
    {
        var bench = new FormatBench(s_direction, isCompact: false);
        byte[] packet = bench.WriteCodes(Cycle).First(datagram => datagram[11] == type);
        Put(packet, offset, value);
        CycleSlot slot = bench.NewSlot(Cycle);
        Assert.That(bench.Accept(packet, slot), Is.EqualTo(PacketVerdict.Malformed));
        Assert.That((slot.Packets.Received, slot.MidiPackets.Received, slot.HasWanted), Is.EqualTo((0, 0, false)));
    }

    private static byte[] Mutate(byte[] packet, Random random)
    {
        byte[] mutant = [.. packet];
        for (int changes = random.Next(1, 4); changes > 0; changes--)
        {
            int offset = 4 * random.Next(random.Next(2) == 0 ? 18 : mutant.Length / 4);
            uint value = random.Next(4) switch
            {
                0 => uint.MaxValue,
                1 => (uint)random.Next(),
                2 => (uint)random.Next(-2, 40),
                _ => 1u << random.Next(32),
            };
            if ((offset is >= 24 || offset is 8) && offset + 4 <= mutant.Length)
                Put(mutant, offset, value);
        }
        return random.Next(8) == 0 ? mutant[..random.Next(mutant.Length)] : mutant;
    }

    private static bool HoldsCodes(CycleSlot slot)
    {
        float[] expected = new float[s_direction.Period];
        for (int port = 0; port < s_direction.Audio; port++)
        {
            SampleCode.Fill(s_direction.Encoder, expected, port, Cycle * s_direction.Period);
            if (!slot.Samples(port).SequenceEqual(expected))
                return false;
        }
        return true;
    }

    private static void Put(byte[] packet, int offset, uint value) => BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(offset), value);
}

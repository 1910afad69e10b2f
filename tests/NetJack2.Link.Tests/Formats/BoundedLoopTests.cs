// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;
using NetJack2.Link.Cycles;
using NetJack2.Protocol;
using NetJack2.Protocol.Session;
using NetJack2.Protocol.Wire;
using NetJack2.World;

namespace NetJack2.Link.Tests.Formats;

/// <summary>Every loop that reads a packet ends: on a cycle thread its length must not depend on what was received.</summary>
[Property("Defect", "Fault-27")]
public class BoundedLoopTests
{
    private const uint Cycles = 12;
    private const int TypeOffset = 8, CycleOffset = 32;

    private static readonly string s_types = "sacmrtx";

    private static readonly DirectionParameters s_direction =
        new(StreamDirection.Return, 7, Audio: 3, Midi: 1, Wantable: 2, Period: 64, Mtu: 1500) { RepeatsMidi = true };

    // Three sync packets made the window count, which it then did with the one packet of another type of cycle 0.
    [Test]
    public void Four_datagrams_of_cycle_0_do_not_stop_a_session_with_opus()
    {
        var bench = new FormatBench(s_direction with { Encoder = SampleEncoder.Opus, Midi = 0 }, isCompact: true);
        var window = new ReceiveWindow(bench.Direction, bench.Reader, cycles: 8, bench.Counters);
        window.MoveTo(0);
        PortSet second = default;
        second.Add(1);
        List<byte[]> cycle = bench.Write(0, bench.PortsWithCodes(0), second, default);
        byte[] sync = [.. cycle[0].AsSpan(0, PacketHeader.Size)];
        Put(sync, TypeOffset, 's');
        Watched.Run(() =>
        {
            for (int count = 0; count < 3; count++)
                window.Accept(sync, now: 0);
            foreach (byte[] packet in cycle)
                window.Accept(packet, now: 0);
        });
        Assert.That(
            (window.CountsCycles, bench.Counters.Values.Malformed, bench.Reader.IsComplete(window.Find(0)!)),
            Is.EqualTo((false, 3L, true)));
    }

    // Every packet of some cycles, under every number and type, in the slot of every other cycle.
    [Test]
    public void Packets_of_any_cycle_and_type_in_the_slot_of_any_other_come_to_an_end(
        [Values] bool isCompact, [Values] SampleEncoder encoder, [Values(16, 64, 100, 240, 256, 441, 1024)] int period)
    {
        if (encoder == SampleEncoder.Celt)
            return;
        var bench = new FormatBench(s_direction with { Encoder = encoder, Period = period }, isCompact);
        Watched.Run(() =>
        {
            for (uint cycle = 0; cycle < Cycles; cycle++)
            {
                List<byte[]> packets = bench.WriteCodes(cycle);
                for (uint slotCycle = 0; slotCycle < Cycles; slotCycle++)
                    PutAll(bench, packets, cycle, slotCycle);
            }
        });
    }

    private static void PutAll(FormatBench bench, List<byte[]> packets, uint cycle, uint slotCycle)
    {
        foreach (char type in s_types)
        {
            CycleSlot slot = bench.NewSlot(slotCycle);
            foreach (byte[] packet in packets)
            {
                byte[] changed = [.. packet];
                if (type != 'x')
                    Put(changed, TypeOffset, type);
                Put(changed, CycleOffset, slotCycle % 2 == 0 ? cycle : 0);
                _ = bench.Accept(changed, slot);
            }
            _ = bench.Reader.FillGaps(slot);
            for (int port = 0; port < bench.Direction.Audio; port++)
                Walk(bench, slot, port);
            _ = bench.Deliver(slot);
        }
    }

    private static void Walk(FormatBench bench, CycleSlot slot, int port)
    {
        int from = 0;
        while (from < bench.Direction.Period && bench.Reader.FindGap(slot, port, from) is { IsEmpty: false } gap)
        {
            Assert.That(gap.End, Is.GreaterThan(from));
            from = gap.End;
        }
    }

    private static void Put(byte[] packet, int offset, uint value) => BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(offset), value);
}

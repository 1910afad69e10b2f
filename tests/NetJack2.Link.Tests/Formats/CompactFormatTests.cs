// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;
using NetJack2.Protocol;
using NetJack2.Protocol.Wire;
using NetJack2.World;

namespace NetJack2.Link.Tests.Formats;

public class CompactFormatTests
{
    private static readonly DirectionParameters s_direction = new(
        StreamDirection.Return, 1, Audio: 2, Midi: 1, Wantable: 2, Period: 4, Mtu: 1500);

    [Test]
    public void A_small_cycle_is_one_packet()
    {
        var ports = new FakePorts(2, 1, 0, 0, 4);
        float[] samples = [0f, 1f, -1.5f, 0.25f];
        samples.CopyTo(ports.OutgoingPlace(1));
        _ = ports.Send(0, 2, [0x90, 0x3C, 0x40]);

        PortSet active = default;
        active.Add(1);
        byte[] packet = new FormatBench(s_direction, isCompact: true).Write(0x373A, ports, active, PortSet.First(2)).Single();

        Assert.That(packet, Is.EqualTo(Convert.FromHexString(
            "6865616465720000" + "00000063" + "00000072" + "00000001" + "00000001" + "00000064" + "00000001" + "0000373a" + "00000000"
            + "ffffffff" + "00000001"                               // one packet of 100 bytes, one port, the last
            + "0000001c" + "00000000" + "0000000c" + "00000000"     // a stream of 28 bytes, from 0 on, 12 of MIDI
            + "00000003" + "00000002"                               // wants ports 0 and 1, carries port 1
            + "00000002" + "0000" + "0003" + "903c4000"             // time 2, port 0, 3 bytes
            + "00000000" + "0000803f" + "0000c0bf" + "0000803e"))); // 0, 1, -1.5, 0.25
    }

    [Test]
    public void An_empty_cycle_is_one_packet_that_still_asks_for_ports()
    {
        var bench = new FormatBench(s_direction, isCompact: true);
        List<byte[]> datagrams = bench.Write(9, new FakePorts(2, 1, 0, 0, 4), default, PortSet.First(1));
        CycleSlot slot = bench.AcceptAll(9, datagrams);
        Assert.That(datagrams.Single(), Has.Length.EqualTo(72));
        Assert.That((bench.Reader.IsComplete(slot), slot.Wanted == PortSet.First(1)), Is.EqualTo((true, true)));
    }

    [Test]
    public void Each_packet_asks_for_ports_so_that_a_lost_one_costs_its_own_bytes_only()
    {
        var bench = new FormatBench(s_direction with { Period = 1024 }, isCompact: true);
        List<byte[]> datagrams = bench.WriteCodes(9);
        Assert.That(datagrams, Has.Count.EqualTo(6));
        Assert.That(bench.AcceptAll(9, datagrams.Skip(5)).Wanted == PortSet.First(2), Is.True);
    }

    [Test]
    public void A_cycle_of_which_no_packet_could_be_taken_lacks_one()
    {
        var bench = new FormatBench(s_direction, isCompact: true);
        Assert.That(bench.Reader.FillGaps(bench.NewSlot(9)), Is.EqualTo(1));
    }

    [Test]
    public void Long_events_pass_whole()
    {
        var bench = new FormatBench(s_direction, isCompact: true);
        var ports = new FakePorts(2, 1, 0, 0, 4);
        byte[] sysEx = [0xF0, .. Enumerable.Repeat((byte)0x55, 30_000), 0xF7];
        Assert.That(ports.Send(0, 0, sysEx), Is.True);
        List<byte[]> datagrams = bench.Write(9, ports, default, default);
        Assert.That(bench.Deliver(bench.AcceptAll(9, datagrams)).Received(0), Is.EqualTo(new[] { (0u, Convert.ToHexString(sysEx)) }));
    }

    [Test]
    public void Bits_of_ports_that_there_are_not_mean_nothing()
    {
        var bench = new FormatBench(s_direction, isCompact: true);
        byte[] packet = bench.WriteCodes(9).Single();
        packet[64] = 0xFF; // wanted ports 24 to 31
        packet[68] = 0xFF; // active ports 24 to 31
        CycleSlot slot = bench.AcceptAll(9, [packet]);
        Assert.That((slot.Wanted == PortSet.First(2), slot.Active == PortSet.First(2)), Is.EqualTo((true, true)));
    }
}

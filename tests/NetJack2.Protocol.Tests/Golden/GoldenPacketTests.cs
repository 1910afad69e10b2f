// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using NetJack2.Protocol.Audio;
using NetJack2.Protocol.Midi;
using NetJack2.Protocol.Wire;

namespace NetJack2.Protocol.Tests.Golden;

/// <summary>One cycle of two jack2 peers: its packets as they were on the wire.</summary>
public class GoldenPacketTests
{
    private static IEnumerable<string> Names => GoldenPacket.Names("packet");

    private static IEnumerable<string> WithPorts => Names.Where(name => GoldenPacket.Read(name).Expected.TryGetProperty("ports", out _));

    private static IEnumerable<string> WithBlocks => Names.Where(name => GoldenPacket.Read(name).Expected.TryGetProperty("blocks", out _));

    [TestCaseSource(nameof(Names))]
    public void Its_header_parses(string name)
    {
        var golden = GoldenPacket.Read(name);
        Assert.That(PacketReader.TryOpen(golden.Bytes, out PacketReader reader), Is.True);
        Assert.That(reader.Payload.Length, Is.EqualTo(golden.Bytes.Length - 48));
        Assert.That(reader.Header, Is.EqualTo(Header(golden)));
    }

    [TestCaseSource(nameof(Names))]
    public void Its_header_is_composed_byte_for_byte(string name)
    {
        var golden = GoldenPacket.Read(name);
        PacketHeader header = Header(golden);
        Assert.That(MemoryMarshal.AsBytes(new ReadOnlySpan<PacketHeader>(in header)).ToArray(), Is.EqualTo(golden.Bytes[..48]));
    }

    [TestCaseSource(nameof(WithPorts))]
    public void A_sync_packet_lists_the_ports_that_its_sender_wants(string name)
    {
        var golden = GoldenPacket.Read(name);
        uint[] ports = [.. golden.Bytes[48..].Chunk(4).Select(bytes => BinaryPrimitives.ReadUInt32BigEndian(bytes))];
        Assert.That(ports, Is.EqualTo(golden.Expected.GetProperty("ports").EnumerateArray().Select(port => port.GetUInt32())));
    }

    [TestCaseSource(nameof(WithBlocks))]
    public void An_audio_packet_is_a_block_for_each_port(string name)
    {
        var golden = GoldenPacket.Read(name);
        JsonElement[] blocks = [.. golden.Expected.GetProperty("blocks").EnumerateArray()];
        Assert.That(FloatLayout.TryCreate((uint)blocks.Length, period: 256, mtu: 1500, out FloatLayout layout), Is.True);
        Assert.That(layout.PacketSize, Is.EqualTo(golden.Bytes.Length));
        Assert.That(layout.Packets, Is.EqualTo(golden.Expected.GetProperty("header").GetProperty("packetCount").GetInt32()));
        for (int index = 0; index < blocks.Length; index++)
        {
            ReadOnlySpan<byte> block = golden.Bytes.AsSpan(48 + (index * layout.BlockSize), layout.BlockSize);
            float[] first = [.. blocks[index].GetProperty("first").EnumerateArray().Select(sample => sample.GetSingle())];
            Assert.That(BinaryPrimitives.ReadInt32BigEndian(block), Is.EqualTo(blocks[index].GetProperty("port").GetInt32()));
            Assert.That(MemoryMarshal.Cast<byte, float>(block[4..])[..first.Length].ToArray(), Is.EqualTo(first));
        }
    }

    [Test]
    [Property("Defect", "D-06")]
    public void A_midi_packet_holds_its_events_but_for_the_bytes_of_long_ones()
    {
        var golden = GoldenPacket.Read("master-midi");
        ReadOnlySpan<byte> rest = golden.Bytes.AsSpan(48);
        Assert.That(MidiImageReader.TryOpen(ref rest, out MidiImageReader image), Is.True);
        var events = new List<(uint, string)>();
        for (int index = 0; index < image.Count; index++)
        {
            if (image.TryGet(index, out uint time, out ReadOnlySpan<byte> data))
                events.Add((time, Convert.ToHexStringLower(data)));
        }
        Assert.That((rest.Length, image.Count), Is.EqualTo((0, 3)));
        Assert.That(events, Is.EqualTo(golden.Expected.GetProperty("events").EnumerateArray()
            .Select(entry => (entry.GetProperty("time").GetUInt32(), entry.GetProperty("data").GetString()!))));
    }

    private static PacketHeader Header(GoldenPacket golden)
    {
        JsonElement expected = golden.Expected.GetProperty("header");
        PacketHeader header = PacketHeader.Create();
        header.DataType = (DataType)expected.GetProperty("dataType").GetString()![0];
        header.Stream = (StreamDirection)expected.GetProperty("stream").GetString()![0];
        header.SessionId = Number("sessionId");
        header.PacketCount = Number("packetCount");
        header.PacketSize = Number("packetSize");
        header.ActivePorts = Number("activePorts");
        header.Cycle = Number("cycle");
        header.SubCycle = Number("subCycle");
        header.Frames = Number("frames");
        header.IsLast = Number("isLast");
        return header;

        uint Number(string field) => (uint)expected.GetProperty(field).GetInt32();
    }
}

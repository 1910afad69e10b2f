// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetJack2.Protocol.Wire;

namespace NetJack2.Protocol.Tests.Wire;

public class PacketHeaderTests
{
    [Test]
    public void It_is_48_bytes() => Assert.That(Unsafe.SizeOf<PacketHeader>(), Is.EqualTo(48));

    [Test]
    public void The_magic_is_header_padded_with_two_zeros()
    {
        byte[] wire = new byte[PacketHeader.Size];
        MemoryMarshal.AsRef<PacketHeader>(wire.AsSpan()) = PacketHeader.Create();
        Assert.That(wire[..8], Is.EqualTo("header\0\0"u8.ToArray()));
        Assert.That(wire[8..], Is.All.Zero);
        Assert.That(MemoryMarshal.AsRef<PacketHeader>(wire.AsSpan()).HasMagic, Is.True);
    }

    /// <summary>PipeWire leaves it as it was in its memory.</summary>
    [Test]
    public void The_byte_behind_the_texts_end_does_not_count()
    {
        byte[] wire = new byte[PacketHeader.Size];
        MemoryMarshal.AsRef<PacketHeader>(wire.AsSpan()) = PacketHeader.Create();
        wire[7] = 0xBF;
        Assert.That(MemoryMarshal.AsRef<PacketHeader>(wire.AsSpan()).HasMagic, Is.True);
    }

    [TestCase(5, (byte)'s', Description = "jack2's comment says headr")]
    [TestCase(6, (byte)' ')]
    public void Another_magic_is_none(int offset, byte value)
    {
        byte[] wire = new byte[PacketHeader.Size];
        MemoryMarshal.AsRef<PacketHeader>(wire.AsSpan()) = PacketHeader.Create();
        wire[offset] = value;
        Assert.That(MemoryMarshal.AsRef<PacketHeader>(wire.AsSpan()).HasMagic, Is.False);
    }

    [Test]
    public void Every_field_is_big_endian_at_its_offset()
    {
        byte[] wire = new byte[PacketHeader.Size];
        ref PacketHeader header = ref MemoryMarshal.AsRef<PacketHeader>(wire.AsSpan());
        header = PacketHeader.Create();
        header.DataType = DataType.Audio;
        header.Stream = StreamDirection.Return;
        header.SessionId = 0x11121314;
        header.PacketCount = 0x21222324;
        header.PacketSize = 0x31323334;
        header.ActivePorts = 0x41424344;
        header.Cycle = 0x51525354;
        header.SubCycle = 0x61626364;
        header.Frames = PacketHeader.WholePeriod;
        header.IsLast = 1;
        Assert.That(wire, Is.EqualTo(Convert.FromHexString(
            "6865616465720000" + "00000061" + "00000072" + "11121314" + "21222324" + "31323334"
            + "41424344" + "51525354" + "61626364" + "ffffffff" + "00000001")));
    }

    [Test]
    public void Types_and_streams_are_character_codes()
    {
        uint[] codes =
        [
            (uint)DataType.Sync, (uint)DataType.Midi, (uint)DataType.Audio, (uint)DataType.Cycle,
            (uint)StreamDirection.Send, (uint)StreamDirection.Return,
        ];
        Assert.That(codes, Is.EqualTo(new uint[] { 0x73, 0x6D, 0x61, 0x63, 0x73, 0x72 }));
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using NetJack2.Protocol.Session;
using NetJack2.Protocol.Wire;

namespace NetJack2.Protocol.Tests.Wire;

public class PacketReaderTests
{
    [Test]
    public void The_payload_has_the_length_in_the_size_field()
    {
        byte[] datagram = Datagram(length: 60, size: 52);
        datagram[48] = 7;
        datagram[51] = 9;

        Assert.That(PacketReader.TryOpen(datagram, out PacketReader reader), Is.True);
        Assert.That(reader.Payload.ToArray(), Is.EqualTo(new byte[] { 7, 0, 0, 9 }));
        Assert.That((uint)reader.Header.PacketSize, Is.EqualTo(52u));
    }

    [Test]
    public void A_bare_header_has_an_empty_payload()
    {
        Assert.That(PacketReader.TryOpen(Datagram(48, 48), out PacketReader reader), Is.True);
        Assert.That(reader.Payload.Length, Is.Zero);
    }

    [TestCase(0, 0u)]
    [TestCase(47, 47u)]
    [TestCase(48, 0u)]
    [TestCase(48, 47u)]
    [TestCase(48, 49u)]
    [TestCase(1500, 1501u)]
    [TestCase(1500, uint.MaxValue)]
    [TestCase(1500, 0x80000030u)]
    [Property("Defect", "D-13")]
    public void A_size_below_the_header_or_above_what_came_is_no_packet(int length, uint size)
        => Assert.That(PacketReader.TryOpen(Datagram(length, size), out _), Is.False);

    [Test]
    [Property("Defect", "D-05")]
    public void A_datagram_without_the_magic_is_no_packet()
    {
        byte[] stray = new byte[SessionPacket.Size];
        "params"u8.CopyTo(stray);
        BinaryPrimitives.WriteUInt32BigEndian(stray.AsSpan(24), 100);
        Assert.That(PacketReader.TryOpen(stray, out _), Is.False);
    }

    [Test]
    public void No_datagram_however_malformed_makes_the_reader_throw()
        => Gen.Select(Gen.Byte.Array[0, 128], Gen.UInt[0, 160], Gen.Bool).Sample((bytes, claimedSize, hasMagic) =>
        {
            if (hasMagic && bytes.Length >= 8)
                "header\0\0"u8.CopyTo(bytes);
            if (bytes.Length >= 28)
                BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(24), claimedSize);
            return !PacketReader.TryOpen(bytes, out PacketReader reader) || reader.Payload.Length == claimedSize - 48;
        });

    private static byte[] Datagram(int length, uint size)
    {
        byte[] bytes = new byte[Math.Max(length, PacketHeader.Size)];
        ref PacketHeader header = ref MemoryMarshal.AsRef<PacketHeader>(bytes.AsSpan());
        header = PacketHeader.Create();
        header.PacketSize = size;
        return bytes[..length];
    }
}

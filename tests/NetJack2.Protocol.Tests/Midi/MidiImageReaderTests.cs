// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;
using NetJack2.Protocol.Midi;

namespace NetJack2.Protocol.Tests.Midi;

public class MidiImageReaderTests
{
    [Test]
    public void What_was_written_is_read_again()
        => Gen.Select(Gen.UInt, Gen.Byte.Array[1, 300]).Array[0, 12].Sample(events =>
        {
            foreach ((_, byte[] data) in events)
            {
                if (data.Length > 4)
                    data[0] = 0xF0;
            }
            return Read(MidiImageWriterTests.Write(256, events))
                .SequenceEqual(events.Select(entry => (entry.Item1, Convert.ToHexString(entry.Item2))));
        });

    [Test]
    public void Images_lie_one_behind_the_other()
    {
        byte[] first = MidiImageWriterTests.Write(256, [(1, [0x90, 1, 2])]);
        byte[] second = MidiImageWriterTests.Write(256, [(2, [0xF0, 1, 2, 3, 0xF7])]);
        ReadOnlySpan<byte> rest = (byte[])[.. first, .. second, 0];
        Assert.That(MidiImageReader.TryOpen(ref rest, out _), Is.True);
        Assert.That(MidiImageReader.TryOpen(ref rest, out MidiImageReader image), Is.True);
        Assert.That(rest.Length, Is.EqualTo(1));
        Assert.That(image.TryGet(0, out uint time, out ReadOnlySpan<byte> data), Is.True);
        Assert.That((time, Convert.ToHexString(data)), Is.EqualTo((2u, "F0010203F7")));
    }

    [Test]
    [Property("Defect", "D-06")]
    public void An_event_whose_bytes_jack2_lost_is_left_out()
    {
        // The payload of the capture in 12.2: the seven bytes of the SysEx are whatever lay 1.18 MB behind the buffer.
        byte[] image = Convert.FromHexString(
            "900df00d0000800000000100000000070000000300000000" + "0a00000003000000903c4000" + "1400000007000000f97f0000"
            + "1e00000003000000b0407f00" + "000000000000000000000000" + "00000000000000");
        Assert.That(Read(image), Is.EqualTo(new[] { (10u, "903C40"), (30u, "B0407F") }));
    }

    [Test]
    public void A_tail_that_belongs_at_the_end_of_the_buffer_is_found()
    {
        byte[] image = Convert.FromHexString(
            "900df00d0000800000000100000000070000000300000000" + "0a00000003000000903c4000" + "1400000007000000f97f0000"
            + "1e00000003000000b0407f00" + "000000000000000000000000" + "f07e7f060155f7");
        Assert.That(Read(image), Is.EqualTo(new[] { (10u, "903C40"), (20u, "F07E7F060155F7"), (30u, "B0407F") }));
    }

    [Test]
    public void A_tail_that_nearly_fills_the_buffer_is_found_at_its_end()
    {
        // Two messages of 16 200 bytes, each of its own content, as JACK lays them: the first one's bytes are the last ones.
        byte[] first = [0xF0, .. Enumerable.Repeat((byte)1, 16_199)];
        byte[] second = [0xF0, .. Enumerable.Repeat((byte)2, 16_199)];
        byte[] image = new byte[24 + 36 + 32_400];
        Convert.FromHexString("900df00d0000800000000100" + "00007e90" + "00000002" + "00000000").CopyTo(image, 0);
        PutEntry(image, 0, 1, 16_200, 32_768 - 16_200);
        PutEntry(image, 1, 2, 16_200, 32_768 - 32_400);
        second.CopyTo(image, 60);
        first.CopyTo(image, 16_260);
        Assert.That(Read(image), Is.EqualTo(new[] { (1u, Convert.ToHexString(first)), (2u, Convert.ToHexString(second)) }));
    }

    [TestCase(0, 0u, Description = "another magic")]
    [TestCase(12, 32_769u, Description = "a tail longer than a port buffer")]
    [TestCase(12, uint.MaxValue, Description = "a tail that wraps around")]
    [TestCase(12, 1u, Description = "a tail that did not come")]
    [TestCase(16, 2u, Description = "a table that did not come")]
    [TestCase(16, 2731u, Description = "more events than a port buffer holds")]
    [TestCase(16, uint.MaxValue, Description = "a count that wraps around")]
    [Property("Defect", "D-13, D-58")]
    public void What_lies_outside_is_no_image(int offset, uint value)
    {
        byte[] image = MidiImageWriterTests.Write(256, [(10, [0x90, 0x3C, 0x40])]);
        BinaryPrimitives.WriteUInt32BigEndian(image.AsSpan(offset), value);
        ReadOnlySpan<byte> rest = image;
        Assert.That(MidiImageReader.TryOpen(ref rest, out _), Is.False);
        Assert.That(rest.Length, Is.EqualTo(image.Length));
    }

    [TestCase(0u, 0u, Description = "no data")]
    [TestCase(5u, 0u, Description = "before the tail")]
    [TestCase(8u, 72u, Description = "beyond the tail")]
    [TestCase(uint.MaxValue, 72u, Description = "a size that wraps around")]
    [TestCase(5u, uint.MaxValue, Description = "an offset that wraps around")]
    [Property("Defect", "D-13")]
    public void An_event_outside_the_tail_is_left_out(uint size, uint offset)
    {
        byte[] image = MidiImageWriterTests.Write(256, [(20, [0xF0, 1, 2, 3, 4, 5, 0xF7])]);
        BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(28), size);
        BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(32), offset);
        Assert.That(Read(image), Is.Empty);
    }

    [Test]
    [Property("Defect", "D-13")]
    public void No_bytes_make_the_reader_throw()
        => Gen.Select(Gen.Byte.Array[24, 400], Gen.UInt[0, 40], Gen.UInt[0, 400], Gen.UInt).Sample((bytes, count, tail, size) =>
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes, MidiImageHeader.MagicValue);
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4), size);
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(12), tail);
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(16), count);
            _ = Read(bytes);
        });

    private static void PutEntry(byte[] image, int index, uint time, uint size, uint offset)
    {
        Span<byte> entry = image.AsSpan(24 + (12 * index));
        BinaryPrimitives.WriteUInt32LittleEndian(entry, time);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[4..], size);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[8..], offset);
    }

    private static List<(uint Time, string Data)> Read(ReadOnlySpan<byte> bytes)
    {
        var events = new List<(uint, string)>();
        if (!MidiImageReader.TryOpen(ref bytes, out MidiImageReader image))
            return events;
        for (int index = 0; index < image.Count; index++)
        {
            if (image.TryGet(index, out uint time, out ReadOnlySpan<byte> data))
                events.Add((time, Convert.ToHexString(data)));
        }
        return events;
    }
}

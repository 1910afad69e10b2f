// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.CompilerServices;
using NetJack2.Protocol.Midi;

namespace NetJack2.Protocol.Tests.Midi;

public class MidiImageWriterTests
{
    private static readonly byte[] s_sysEx = [0xF0, 0x7E, 0x7F, 0x06, 0x01, 0x55, 0xF7];

    [Test]
    public void The_head_is_24_bytes() => Assert.That(Unsafe.SizeOf<MidiImageHeader>(), Is.EqualTo(24));

    [Test]
    public void An_idle_port_is_36_bytes()
    {
        byte[] image = Write(256, []);
        Assert.That(image, Is.EqualTo(Convert.FromHexString(
            "900df00d" + "00008000" + "00000100" + "00000000" + "00000000" + "00000000" + "000000000000000000000000")));
    }

    [Test]
    public void Short_events_lie_in_the_table_in_little_endian_order()
    {
        byte[] image = Write(256, [(10, [0x90, 0x3C, 0x40]), (30, [0xB0, 0x40, 0x7F])]);
        Assert.That(image, Is.EqualTo(Convert.FromHexString(
            "900df00d" + "00008000" + "00000100" + "00000000" + "00000002" + "00000000"
            + "0a000000" + "03000000" + "903c4000" + "1e000000" + "03000000" + "b0407f00" + "000000000000000000000000")));
    }

    [Test]
    [Property("Defect", "D-06")]
    public void A_long_event_is_where_jack2_reads_it()
    {
        // Table end 24 + 2 * 12 = 48, so that q = 2 and the tail's place is 72: buffer size 7 + 2.
        byte[] image = Write(256, [(20, s_sysEx)]);
        Assert.That(image, Is.EqualTo(Convert.FromHexString(
            "900df00d" + "00000009" + "00000100" + "00000007" + "00000001" + "00000000"
            + "14000000" + "07000000" + "48000000" + "000000000000000000000000" + "f07e7f060155f7")));
    }

    [Test]
    [Property("Defect", "D-06")]
    public void Jack2_reads_every_event_and_writes_to_no_foreign_memory()
        => Gen.Select(Gen.UInt[0, 1023], Gen.Byte.Array[1, 2000]).Array[0, 12].Sample(events =>
        {
            int longBytes = events.Sum(entry => entry.Item2.Length > 4 ? entry.Item2.Length : 0);
            if (!MidiImageWriter.Fits(events.Length, longBytes, int.MaxValue, MidiImageHeader.PortBufferSize))
                return true;
            Jack2MidiBuffer buffer = Jack2MidiBuffer.Fill(Write(1024, events), out int consumed);
            return buffer.BytesOutside == 0 && consumed == MidiImageWriter.SizeOf(events.Length, longBytes)
                && buffer.Events().Select(entry => (entry.Time, Convert.ToHexString(entry.Data)))
                    .SequenceEqual(events.Select(entry => (entry.Item1, Convert.ToHexString(entry.Item2))));
        });

    [Test]
    [Property("Defect", "D-06")]
    public void The_largest_image_that_fits_ends_within_the_port_buffer()
    {
        int events = 100;
        int longBytes = Enumerable.Range(0, 32_768)
            .Last(bytes => MidiImageWriter.Fits(events, bytes, int.MaxValue, MidiImageHeader.PortBufferSize));
        byte[] longest = [0xF0, .. new byte[longBytes - 2], 0xF7];
        (uint, byte[])[] all = [.. Enumerable.Repeat((0u, new byte[] { 0x90, 1, 2 }), events - 1), (5, longest)];

        Jack2MidiBuffer buffer = Jack2MidiBuffer.Fill(Write(1024, all), out _);

        Assert.That(buffer.BytesOutside, Is.Zero);
        Assert.That(buffer.Events()[^1].Data, Is.EqualTo(longest));
    }

    // At 64 frames jack2 keeps 256 bytes for each channel: 18 short events.
    [TestCase(18, 0, 256, true)]
    [TestCase(19, 0, 256, false)]
    [TestCase(1, 208, 256, true)]
    [TestCase(1, 209, 256, false)]
    [TestCase(0, 0, 36, true)]
    [TestCase(0, 0, 35, false)]
    [Property("Defect", "D-58")]
    public void The_room_that_jack2_has_for_a_channel_limits_the_image(int events, int longBytes, int staging, bool fits)
        => Assert.That(MidiImageWriter.Fits(events, longBytes, staging, MidiImageHeader.PortBufferSize), Is.EqualTo(fits));

    // At 64 frames libjacknet keeps 256 bytes for a port, wherever the tail begins in it.
    [TestCase(18, 0, 256, true)]
    [TestCase(19, 0, 256, false)]
    [TestCase(1, 184, 256, true)]
    [TestCase(1, 185, 256, false)]
    [Property("Defect", "D-51")]
    public void What_a_port_holds_limits_the_image(int events, int longBytes, int portSize, bool fits)
        => Assert.That(MidiImageWriter.Fits(events, longBytes, int.MaxValue, portSize), Is.EqualTo(fits));

    [Test]
    [Property("Defect", "D-51")]
    public void The_largest_image_for_a_small_port_ends_within_it([Values(1, 2, 3, 7)] int events, [Values(64, 100, 256)] int period)
    {
        int portSize = 4 * period;
        int longBytes = Enumerable.Range(0, portSize).Last(bytes => MidiImageWriter.Fits(events, bytes, int.MaxValue, portSize));
        byte[] longest = [0xF0, .. new byte[longBytes - 2], 0xF7];
        Jack2MidiBuffer buffer = Jack2MidiBuffer.Fill(
            Write(period, [.. Enumerable.Repeat((0u, new byte[] { 0x90, 1, 2 }), events - 1), (5, longest)]), out _, portSize);
        Assert.That(buffer.BytesOutside, Is.Zero);
        Assert.That(buffer.Events()[^1].Data, Is.EqualTo(longest));
    }

    internal static byte[] Write(int frames, (uint Time, byte[] Data)[] events)
    {
        int longBytes = events.Sum(entry => entry.Data.Length > 4 ? entry.Data.Length : 0);
        byte[] image = new byte[MidiImageWriter.SizeOf(events.Length, longBytes)];
        image.AsSpan().Fill(0xAA);
        var writer = new MidiImageWriter(image, frames, events.Length, longBytes);
        foreach ((uint time, byte[] data) in events)
            writer.Add(time, data);
        return image;
    }
}

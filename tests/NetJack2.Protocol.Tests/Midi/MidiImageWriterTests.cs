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
    public void Where_there_is_no_room_for_padding_a_long_event_is_where_jack2_reads_it()
    {
        // Table end 24 + 2 * 12 = 48, so that q = 2 and the tail's place is 72: buffer size 7 + 2.
        byte[] image = Write(256, [(20, s_sysEx)], room: 48 + 7);
        Assert.That(image, Is.EqualTo(Convert.FromHexString(
            "900df00d" + "00000009" + "00000100" + "00000007" + "00000001" + "00000000"
            + "14000000" + "07000000" + "48000000" + "000000000000000000000000" + "f07e7f060155f7")));
    }

    [Test]
    [Property("Defect", "Fault-14")]
    public void A_long_event_is_where_jack2_and_PipeWire_read_it()
    {
        // 4 * 64 = 256 bytes are PipeWire's buffer. q = (512 + 48 - 7) / 108 = 5: a tail of 256 - 180 = 76 bytes that jack2 puts at 180.
        // PipeWire from 1.4.3 on reads at 180 - (256 - 124) = 48, earlier versions at 180 - 76 = 104.
        byte[] image = Write(64, [(20, s_sysEx)]);
        Assert.That(image, Is.EqualTo(Convert.FromHexString(
            "900df00d" + "00000051" + "00000040" + "0000004c" + "00000001" + "00000000"
            + "14000000" + "07000000" + "b4000000" + "000000000000000000000000"
            + "f07e7f060155f7" + new string('0', 2 * 49) + "f07e7f060155f7" + new string('0', 2 * 13))));
    }

    [Test]
    [Property("Defect", "Fault-14")]
    public void Where_there_is_no_room_for_two_copies_PipeWire_from_1_4_3_on_reads_the_one()
    {
        // q = (256 - 100) / 36 = 4: a tail of 256 - 144 = 112 bytes. PipeWire reads at 144 - (256 - 160) = 48.
        byte[] sysEx = [0xF0, .. new byte[98], 0xF7];
        byte[] image = Write(64, [(20, sysEx)]);
        Assert.That(image, Is.EqualTo(Convert.FromHexString(
            "900df00d" + "00000074" + "00000040" + "00000070" + "00000001" + "00000000"
            + "14000000" + "64000000" + "90000000" + "000000000000000000000000"
            + "f0" + new string('0', 2 * 98) + "f7" + new string('0', 2 * 12))));
    }

    [Test]
    [Property("Defect", "D-06, Fault-14")]
    public void Jack2_libjacknet_and_PipeWire_read_every_event_and_write_to_no_foreign_memory()
        => Gen.Select(
            Gen.OneOf(Gen.Int[16, 8192], Gen.Int[4, 10].Select(power => 1 << power)),
            Gen.Select(Gen.UInt[0, 1023], Gen.Byte.Array[1, 400]).Array[0, 12]).Sample((period, events) =>
        {
            int longBytes = LongBytes(events);
            int buffer = 4 * period;
            if (!MidiImageLayout.Fits(events.Length, longBytes, buffer, buffer))
                return true;
            byte[] image = Write(period, events, buffer);
            string sent = Text(events);
            Jack2MidiBuffer jack = Jack2MidiBuffer.Fill(image, out int consumed);
            Jack2MidiBuffer jacknet = Jack2MidiBuffer.Fill(image, out _, buffer);
            // PipeWire reads it where a tail that ends with its buffer can begin behind the table, at a multiple of 36.
            int tableEnd = MidiImageHeader.TableEnd(events.Length);
            bool hasPlace = longBytes == 0 || (buffer - longBytes) / 36 * 36 >= tableEnd;
            bool hasCopy = MidiImageLayout.Choose(period, events.Length, longBytes, buffer).CopyShift != 0;
            return (jack.BytesOutside, jacknet.BytesOutside, consumed) == (0, 0, image.Length)
                && string.Equals(Text(jack.Events()), sent, StringComparison.Ordinal)
                && string.Equals(Text(jacknet.Events()), sent, StringComparison.Ordinal)
                && (!hasPlace || string.Equals(Text(PipeWireMidi.Read(image, period, is142: false)), sent, StringComparison.Ordinal))
                && (!hasCopy || string.Equals(Text(PipeWireMidi.Read(image, period, is142: true)), sent, StringComparison.Ordinal));
        }, iter: 20_000);

    // One message a cycle: up to so many bytes PipeWire gets it, from 1.4.3 on and in earlier versions.
    [TestCase(64, 184, 20)]
    [TestCase(128, 440, 88)]
    [TestCase(256, 952, 152)]
    [TestCase(1024, 4024, 788)]
    [Property("Defect", "Fault-14")]
    public void Messages_of_so_many_bytes_reach_PipeWire(int period, int since143, int earlier)
        => Assert.That((Longest(period, is142: false), Longest(period, is142: true)), Is.EqualTo((since143, earlier)));

    [Test]
    [Property("Defect", "D-06")]
    public void The_largest_image_that_fits_ends_within_the_port_buffer()
    {
        int events = 100;
        int longBytes = Enumerable.Range(0, 32_768)
            .Last(bytes => MidiImageLayout.Fits(events, bytes, int.MaxValue, MidiImageHeader.PortBufferSize));
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
        => Assert.That(MidiImageLayout.Fits(events, longBytes, staging, MidiImageHeader.PortBufferSize), Is.EqualTo(fits));

    // At 64 frames libjacknet keeps 256 bytes for a port, wherever the tail begins in it.
    [TestCase(18, 0, 256, true)]
    [TestCase(19, 0, 256, false)]
    [TestCase(1, 184, 256, true)]
    [TestCase(1, 185, 256, false)]
    [Property("Defect", "D-51")]
    public void What_a_port_holds_limits_the_image(int events, int longBytes, int portSize, bool fits)
        => Assert.That(MidiImageLayout.Fits(events, longBytes, int.MaxValue, portSize), Is.EqualTo(fits));

    [Test]
    [Property("Defect", "D-51")]
    public void The_largest_image_for_a_small_port_ends_within_it([Values(1, 2, 3, 7)] int events, [Values(64, 100, 256)] int period)
    {
        int portSize = 4 * period;
        int longBytes = Enumerable.Range(0, portSize).Last(bytes => MidiImageLayout.Fits(events, bytes, int.MaxValue, portSize));
        byte[] longest = [0xF0, .. new byte[longBytes - 2], 0xF7];
        Jack2MidiBuffer buffer = Jack2MidiBuffer.Fill(
            Write(period, [.. Enumerable.Repeat((0u, new byte[] { 0x90, 1, 2 }), events - 1), (5, longest)]), out _, portSize);
        Assert.That(buffer.BytesOutside, Is.Zero);
        Assert.That(buffer.Events()[^1].Data, Is.EqualTo(longest));
    }

    /// <param name="room">Bytes that the image may have; null: PipeWire's and libjacknet's buffer, or as many as it needs.</param>
    internal static byte[] Write(int frames, (uint Time, byte[] Data)[] events, int? room = null)
    {
        int longBytes = LongBytes(events);
        int most = room ?? Math.Max(4 * frames, MidiImageHeader.TableEnd(events.Length) + longBytes);
        byte[] image = new byte[most];
        image.AsSpan().Fill(0xAA);
        var writer = new MidiImageWriter(image, frames, events.Length, longBytes, most);
        foreach ((uint time, byte[] data) in events)
            writer.Add(time, data);
        return image[..writer.Size];
    }

    private static int LongBytes((uint Time, byte[] Data)[] events) =>
        events.Sum(entry => entry.Data.Length > 4 ? entry.Data.Length : 0);

    private static string Text(IEnumerable<(uint Time, byte[] Data)> events) =>
        string.Join(", ", events.Select(entry => $"{entry.Time} {Convert.ToHexString(entry.Data)}"));

    private static int Longest(int period, bool is142) => Enumerable.Range(5, 4 * period).TakeWhile(size =>
    {
        (uint, byte[])[] events = [(7, [0xF0, .. Enumerable.Repeat((byte)0x55, size - 2), 0xF7])];
        return string.Equals(Text(PipeWireMidi.Read(Write(period, events), period, is142)), Text(events), StringComparison.Ordinal);
    }).LastOrDefault();
}
